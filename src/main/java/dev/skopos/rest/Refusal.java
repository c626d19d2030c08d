// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** An answer that no resource gives: an error in the JSON of Prometheus' API. */
final class Refusal {

  private Refusal() {}

  /**
   * Answers.
   *
   * @param type one word, for instance {@code unauthorized}
   */
  static void send(RoutingContext context, int status, String type, String message) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(
            new JsonObject()
                .put("status", "error")
                .put("errorType", type)
                .put("error", message)
                .encode());
  }
}
