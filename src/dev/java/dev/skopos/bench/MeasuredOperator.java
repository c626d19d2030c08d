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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An operator as a process, with what the operating system and its own metrics say of it. */
final class MeasuredOperator implements AutoCloseable {

  private static final int PORT = 18_089;
  private static final int TICKS_PER_SECOND = 100;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Duration timeToReady;

  MeasuredOperator(Path kubeconfig, Path data) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    try (Stream<String> options = Files.lines(Path.of("src/main/jvm/jvm.options"))) {
      options.filter(option -> option.startsWith("-")).forEach(line::add);
    }
    line.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("SKOPOS_DATA_DIR", data.toString());
    builder.environment().put("SKOPOS_ACCESS_ANONYMOUS", "View");
    builder.environment().put("SKOPOS_PROBE_ALLOW", "127.0.0.0/8");
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(PORT));
    builder.redirectOutput(data.resolveSibling("operator.log").toFile());
    long begin = System.nanoTime();
    process = builder.start();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() - begin > Duration.ofMinutes(2).toNanos()) {
        throw new IllegalStateException(
            "the operator does not become ready; see its log in " + data);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    timeToReady = Duration.ofNanos(System.nanoTime() - begin);
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

  /** The lines of /metrics that begin so. */
  List<String> metrics(String prefix) throws IOException, InterruptedException {
    return get("/metrics").body().lines().filter(line -> line.startsWith(prefix)).toList();
  }

  private boolean ready() throws InterruptedException {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
