// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.model.Histogram;
import dev.skopos.model.Series;
import dev.skopos.wire.SnappyEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A real Prometheus that takes remote write and scrapes nothing; it may be killed and started again
 * with its data and its port. {@code make prometheus} builds it.
 */
public final class TestPrometheus implements AutoCloseable {

  private static final String VERSION = "v3.15.0";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path program;
  private final Path folder;
  private final int port;
  private final List<String> options;
  private Process process;

  private TestPrometheus(Path program, Path folder, int port, List<String> options)
      throws IOException {
    this.program = program;
    this.folder = folder;
    this.port = port;
    this.options = List.copyOf(options);
    this.process = launch();
  }

  /** Starts one with its data in the folder and waits until it is ready. */
  public static TestPrometheus start(Path folder, String... options) throws IOException {
    Path program = program("prometheus");
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException("no Prometheus at " + program + "; run make prometheus");
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    TestPrometheus prometheus = new TestPrometheus(program, folder, port(), List.of(options));
    prometheus.awaitReady();
    return prometheus;
  }

  /** Its command line tool, which is built with it. */
  public static Path promtool() {
    return program("promtool");
  }

  private static Path program(String name) {
    String cache = System.getenv("SKOPOS_CACHE");
    Path folder =
        cache == null ? Path.of(System.getProperty("user.home"), ".cache/skopos") : Path.of(cache);
    return folder.resolve("prometheus").resolve(VERSION).resolve(name);
  }

  /**
   * A port below those that the system gives to clients: one of these could take it while
   * Prometheus is away.
   */
  private static int port() throws IOException {
    Random random = new Random();
    while (true) {
      int candidate = random.nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (java.net.BindException e) {
        // Taken; the next one.
      }
    }
  }

  private Process launch() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver"));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> get("/-/ready").statusCode() == 200);
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again after {@link #kill} and waits until it is ready. */
  public void startAgain() throws IOException {
    process = launch();
    awaitReady();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(url(path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Sends samples to it as they are; fails when it refuses any. */
  public void write(List<Series> series) {
    List<QueuedSample> samples = new ArrayList<>();
    for (Series each : series) {
      for (int i = 0; i < each.length(); i++) {
        Histogram histogram = each.histogram(i);
        long timestamp = each.timestamps()[i];
        samples.add(
            histogram == null
                ? new QueuedSample.FloatSample(each.labels(), timestamp, each.values()[i])
                : new QueuedSample.HistogramSample(each.labels(), timestamp, histogram));
      }
    }
    push(SnappyEncoder.compress(WriteRequest.encode(samples)));
  }

  /** Sends a request of remote write 1.0 as it is; fails when it is refused. */
  public void push(byte[] body) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(url("/api/v1/write"))
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException("write: " + response.statusCode() + " " + response.body());
    }
  }

  /** The answer to a form that is posted. */
  public HttpResponse<String> post(String path, String form) {
    return send(
        HttpRequest.newBuilder(url(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** The result of an instant query, asked directly. */
  public JsonNode result(String expression) {
    try {
      String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
      return JSON.readTree(get("/api/v1/query?query=" + query).body()).path("data").path("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of the only series; NaN when there is none. */
  public double value(String expression) {
    JsonNode result = result(expression);
    return result.size() == 1 ? result.get(0).path("value").get(1).asDouble() : Double.NaN;
  }

  @Override
  public void close() {
    kill();
  }
}
