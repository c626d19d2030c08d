// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;

/** Errors of Skopos' own API as RFC 9457 has them. */
final class ProblemJson {

  private ProblemJson() {}

  static Response notFound(String detail) {
    return of(404, "Not Found", detail);
  }

  static Response badRequest(String detail) {
    return of(400, "Bad Request", detail);
  }

  static Response unprocessable(String detail) {
    return of(422, "Unprocessable Content", detail);
  }

  static Response forbidden(String detail) {
    return of(403, "Forbidden", detail);
  }

  static Response unavailable(String detail) {
    return of(503, "Service Unavailable", detail);
  }

  private static Response of(int status, String title, String detail) {
    return Response.status(status)
        .type("application/problem+json")
        .entity(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .encode())
        .build();
  }
}
