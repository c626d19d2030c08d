// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** Queries an operator as a user with a token does. */
record Samples(Operator operator, String token) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The result of an instant query, as the API gives it. */
  JsonNode result(String expression) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    var answer = operator.get("/api/v1/query?query=" + query, token);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    try {
      return JSON.readTree(answer.body()).path("data").path("result");
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of the only series; empty when there is none. */
  OptionalDouble value(String expression) {
    JsonNode result = result(expression);
    return result.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(result.get(0).path("value").get(1).asDouble());
  }

  /** Tells a demo or a test server something. */
  static void post(URI uri) {
    try {
      java.net.http.HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build(),
              java.net.http.HttpResponse.BodyHandlers.discarding());
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
