// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** The packaged operator as a process of its own, with the flags that the product ships with. */
final class Operator implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final int port;

  private Operator(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it and returns at once.
   *
   * @param kubeconfig whom it is on the cluster
   * @param data its volume
   * @param settings environment variables on top of those that every test needs
   */
  static Operator launch(Path kubeconfig, Path data, Map<String, String> settings) {
    try {
      int port = freePort();
      Path log = data.resolveSibling(data.getFileName() + "-" + port + ".log");
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      Files.readAllLines(Path.of("src/main/jvm/jvm.options")).stream()
          .filter(option -> option.startsWith("-"))
          .forEach(line::add);
      line.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("KUBERNETES_"));
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
      builder.environment().put("SKOPOS_DATA_DIR", data.toString());
      builder.environment().put("SKOPOS_PROBE_ALLOW", "127.0.0.0/8");
      builder.environment().put("SKOPOS_NOTIFY_GROUP_INTERVAL", "2s");
      builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
      builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
      builder.environment().put("SKOPOS_EXTERNAL_URL", "http://127.0.0.1:" + port);
      builder.environment().putAll(settings);
      builder.redirectOutput(log.toFile());
      return new Operator(builder.start(), log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it is ready. */
  static Operator start(Path kubeconfig, Path data, Map<String, String> settings) {
    Operator operator = launch(kubeconfig, data, settings);
    operator.awaitReady();
    return operator;
  }

  void awaitReady() {
    try {
      await().atMost(START).pollInterval(Duration.ofMillis(50)).until(this::readyOrDead);
    } catch (RuntimeException e) {
      throw new AssertionError("the operator does not become ready; its log:\n" + log(), e);
    }
  }

  private boolean readyOrDead() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the operator ended with " + process.exitValue());
    }
    try {
      return get("/health/ready", "").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** A request with a bearer token, or without one when the token is empty. */
  HttpResponse<String> get(String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * A metric of its own, as /metrics shows it.
   *
   * @param series name and labels as they stand there; one that is not there fails the test
   */
  double metric(String series) {
    String body = get("/metrics", "").body();
    return body.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + series + " in\n" + body));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  long pid() {
    return process.pid();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to end and waits; fails when it does not end by itself. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().onExit().join();
        throw new AssertionError("the operator did not end within 30 s; its log:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }

  /** A port that nobody uses at the moment. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
