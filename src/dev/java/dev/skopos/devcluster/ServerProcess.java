// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A server that runs as a child process: its output goes to {@code <name>.log}, its identity to
 * {@code <name>.pid}, so that a later start finds and ends what a killed one left behind.
 */
final class ServerProcess {

  private static final int TAIL_LINES = 30;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final String name;
  private final Path log;
  private final Path pidFile;
  private final Process process;

  private ServerProcess(String name, Path log, Path pidFile, Process process) {
    this.name = name;
    this.log = log;
    this.pidFile = pidFile;
    this.process = process;
  }

  static ServerProcess start(
      String name, Path folder, List<String> command, Map<String, String> environment) {
    Path log = folder.resolve(name + ".log");
    Path pidFile = folder.resolve(name + ".pid");
    endLeftover(pidFile);
    List<String> line = new ArrayList<>(ownSession());
    line.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      Files.writeString(pidFile, identity(process.toHandle()));
      return new ServerProcess(name, log, pidFile, process);
    } catch (IOException e) {
      throw new DevClusterException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Ctrl-C reaches every process of the terminal's foreground group at once, which would end etcd
   * under a running API server; in a session of its own a child lives until it is told to stop.
   */
  private static List<String> ownSession() {
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      return List.of("/usr/bin/setsid");
    }
    if (Files.isExecutable(Path.of("/usr/bin/perl"))) {
      return List.of("/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV");
    }
    return List.of();
  }

  static void endLeftover(Path pidFile) {
    leftover(pidFile)
        .ifPresent(
            process -> {
              process.destroy();
              try {
                process.onExit().get(10, TimeUnit.SECONDS);
              } catch (TimeoutException | ExecutionException _) {
                process.destroyForcibly();
                process.onExit().join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DevClusterException("interrupted", e);
              }
            });
  }

  /** The time of its start tells a process from a later one with the same number. */
  private static Optional<ProcessHandle> leftover(Path pidFile) {
    try {
      String identity = Files.readString(pidFile);
      return ProcessHandle.of(Long.parseLong(identity.substring(0, identity.indexOf(' '))))
          .filter(process -> identity(process).equals(identity));
    } catch (IOException | NumberFormatException | StringIndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  private static String identity(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("?");
  }

  Path log() {
    return log;
  }

  /**
   * Throws if the process has ended.
   *
   * @throws DevClusterException with the end of the log
   */
  void requireAlive() {
    aliveFor(Duration.ZERO);
  }

  /** Waits for the end of the process, which is a failure whenever it comes. */
  void awaitEnd() {
    while (true) {
      aliveFor(Duration.ofHours(1));
    }
  }

  /** Waits until the request is answered with 200, but no longer than the process lives. */
  void awaitOk(HttpClient client, HttpRequest request, Duration patience) {
    await(() -> answersOk(client, request), patience);
  }

  /** Waits until the condition holds, but no longer than the process lives. */
  void await(BooleanSupplier condition, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      aliveFor(PAUSE);
      if (System.nanoTime() > deadline) {
        stop(Duration.ZERO);
        throw failure("was not ready after " + patience.toSeconds() + " s");
      }
    }
  }

  private static boolean answersOk(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevClusterException("interrupted while waiting for " + request.uri(), e);
    }
  }

  private void aliveFor(Duration pause) {
    try {
      if (process.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure("ended with exit code " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevClusterException("interrupted while waiting for " + name, e);
    }
  }

  private DevClusterException failure(String what) {
    return new DevClusterException(
        "%s %s; the end of %s:%n%s".formatted(name, what, log, String.join("\n", tail())));
  }

  private List<String> tail() {
    try {
      // Not readAllLines: a log can hold bytes that are no UTF-8.
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    } catch (IOException e) {
      return Collections.singletonList("(cannot be read: " + e.getMessage() + ")");
    }
  }

  /** Asks the process to stop, and kills it when it has not done so after {@code grace}. */
  void stop(Duration grace) {
    if (!grace.isZero()) {
      process.destroy();
    }
    try {
      if (grace.isZero() || !process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(pidFile);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new DevClusterException("cannot delete " + pidFile, e);
    }
  }
}
