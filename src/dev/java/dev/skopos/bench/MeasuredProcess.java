// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program as a process on the first core, with what the operating system says of it. */
final class MeasuredProcess implements AutoCloseable {

  private static final int TICKS_PER_SECOND = 100;
  private static final Duration LONGEST_START = Duration.ofMinutes(5);

  private final Process process;
  private final Duration timeToReady;

  private MeasuredProcess(Process process, Duration timeToReady) {
    this.process = process;
    this.timeToReady = timeToReady;
  }

  /**
   * Starts a program and waits until it is ready.
   *
   * @param log takes its output
   * @param ready answers 200 when it is
   */
  static MeasuredProcess start(
      List<String> command, Map<String, String> environment, Path log, URI ready)
      throws IOException, InterruptedException {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", "0"));
    pinned.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(pinned).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    long begin = System.nanoTime();
    Process process = builder.start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!answers(http, ready)) {
        if (!process.isAlive() || System.nanoTime() - begin > LONGEST_START.toNanos()) {
          process.destroyForcibly();
          throw new IllegalStateException(
              command.getFirst() + " does not become ready; see its log " + log);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    return new MeasuredProcess(process, Duration.ofNanos(System.nanoTime() - begin));
  }

  private static boolean answers(HttpClient http, URI ready) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  Duration timeToReady() {
    return timeToReady;
  }

  /** Resident memory in MiB. */
  long residentMebibytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / 1024;
    }
  }

  /** User and system time since the start, in seconds. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
  }

  /** As {@code kill -9}: it gets no chance to write anything. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
