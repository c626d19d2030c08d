// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The HTTP API of a program. Safe for use by several threads. */
final class Api implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Contender program;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Api(Contender program) {
    this.program = program;
  }

  /** Sends samples; returns once they are acknowledged. */
  void write(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        request("/api/v1/write")
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          program.name() + " refused samples: " + response.statusCode() + " " + response.body());
    }
  }

  /** The body of the answer, which is a success. */
  String post(String path, Map<String, String> form) throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s: %s %s: %d %s"
              .formatted(program.name(), path, form, response.statusCode(), response.body()));
    }
    return response.body();
  }

  /** The body of the answer, which is a success. */
  String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s: %s: %d %s".formatted(program.name(), path, response.statusCode(), response.body()));
    }
    return response.body();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(program.url() + path)).timeout(LONGEST);
    if (!program.headers().isEmpty()) {
      request.headers(program.headers().toArray(String[]::new));
    }
    return request;
  }

  @Override
  public void close() {
    http.close();
  }
}
