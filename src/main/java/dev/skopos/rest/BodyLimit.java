// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests whose body is too large, right behind the gate, and counts them. A body of
 * unknown length is cut off by Quarkus while it is read, which is counted too.
 */
@ApplicationScoped
class BodyLimit {

  private static final int TOO_LARGE = 413;

  private final long mostBytes;
  private final Counter refused;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes,
      MeterRegistry meters) {
    this.mostBytes = mostBytes.asLongValue();
    this.refused =
        Counter.builder("skopos.http.requests.too.large")
            .description("Requests whose body is larger than any may be")
            .register(meters);
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, 9_000);
  }

  private void check(RoutingContext context) {
    context.addHeadersEndHandler(_ -> count(context.response().getStatusCode()));
    if (length(context) > mostBytes) {
      // What is still sent is read and dropped, so that the sender gets to see the answer.
      Refusal.send(
          context, TOO_LARGE, "too_large", "the body is larger than %d bytes".formatted(mostBytes));
    } else {
      context.next();
    }
  }

  private void count(int status) {
    if (status == TOO_LARGE) {
      refused.increment();
    }
  }

  private static long length(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
  }
}
