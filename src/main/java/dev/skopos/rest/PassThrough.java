// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.remote.RemoteQueries;
import dev.skopos.remote.RemoteQueries.Passed;
import dev.skopos.remote.RemoteQueryException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * With a remote store, queries go there as they are and the answers come back as they are, warnings
 * and native histograms included. What the caller proved to us stays here. An answer is held whole
 * for a moment, so few are made at a time and the others wait.
 */
public final class PassThrough {

  private static final String PATHS =
      "/api/v1/(query|query_range|query_exemplars|series|labels|metadata"
          + "|label/[A-Za-z0-9_.~%:-]+/values)";

  private static final int CONCURRENT = 4;
  private static final long LONGEST_FORM = 1 << 20;
  private static final int BAD_GATEWAY = 502;

  private final RemoteQueries queries;
  private final Executor threads;
  private final Semaphore places = new Semaphore(CONCURRENT, true);

  /**
   * Makes it; {@link #mount} puts it in place.
   *
   * @param threads may be blocked
   */
  public PassThrough(RemoteQueries queries, Executor threads) {
    this.queries = queries;
    this.threads = threads;
  }

  /** Takes these paths before anything else does; the gate stands before all of them. */
  public void mount(Router router) {
    router
        .routeWithRegex(PATHS)
        .order(0)
        .handler(BodyHandler.create(false).setMergeFormAttributes(false).setBodyLimit(LONGEST_FORM))
        .handler(context -> threads.execute(() -> pass(context)));
  }

  private void pass(RoutingContext context) {
    try {
      places.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      fail(context, "query was canceled in query queue");
      return;
    }
    try {
      if (!context.response().closed()) {
        answer(context, queries.pass(context.request().path(), form(context)));
      }
    } catch (RemoteQueryException e) {
      fail(context, String.valueOf(e.getMessage()));
    } finally {
      places.release();
    }
  }

  /** All parameters, those of the body first, as Prometheus reads them. */
  private static String form(RoutingContext context) {
    return Stream.of(context.request().formAttributes(), context.queryParams())
        .flatMap(parameters -> parameters.entries().stream())
        .map(PassThrough::pair)
        .collect(Collectors.joining("&"));
  }

  private static String pair(Map.Entry<String, String> parameter) {
    return encoded(parameter.getKey()) + "=" + encoded(parameter.getValue());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What is no answer of the API, or concerns our credentials, is not the caller's business. */
  private static void answer(RoutingContext context, Passed passed) {
    boolean ours = passed.status() == 401 || passed.status() == 403;
    if (ours || !passed.contentType().orElse("").startsWith("application/json")) {
      fail(context, "the remote store answers %d and no result".formatted(passed.status()));
      return;
    }
    context
        .response()
        .setStatusCode(passed.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(passed.body().bytes()));
  }

  private static void fail(RoutingContext context, String message) {
    Refusal.send(context, BAD_GATEWAY, "unavailable", message);
  }
}
