// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program that is run to its end. */
public record Command(List<String> line, Map<String, String> environment) {

  /** Copies its arguments. */
  public Command {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
  }

  /** How a program ended and what it wrote. */
  public record Result(int exitCode, String stdout, String stderr) {

    /** Whether the program reported success. */
    public boolean succeeded() {
      return exitCode == 0;
    }

    /**
     * What the program wrote to its standard output.
     *
     * @throws DevClusterException if it failed, with what it wrote to its standard error
     */
    public String orThrow() {
      if (!succeeded()) {
        throw new DevClusterException("exit code " + exitCode + ": " + stderr + stdout);
      }
      return stdout;
    }
  }

  /** Runs the program with nothing on its standard input, and waits for its end. */
  public Result run() {
    return run("");
  }

  /** Runs the program with this text on its standard input, and waits for its end. */
  public Result run(String input) {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Process process = builder.start();
      var stdout = CompletableFuture.supplyAsync(() -> text(process.getInputStream()), threads);
      var stderr = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), threads);
      write(process, input);
      return new Result(process.waitFor(), stdout.join(), stderr.join());
    } catch (IOException e) {
      throw new DevClusterException("cannot run " + line.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevClusterException("interrupted while running " + line.getFirst(), e);
    }
  }

  /** A program may end before it has read all of its input; its exit code then says why. */
  private static void write(Process process, String input) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      process.onExit().join();
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
