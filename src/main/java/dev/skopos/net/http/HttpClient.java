// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.dial.Connection;
import dev.skopos.net.dial.DialException;
import dev.skopos.net.dial.Dialer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests, each over a connection of its own, so that every one shows what a new visitor
 * meets. Thread-safe.
 */
public final class HttpClient {
  private static final int MAX_REDIRECTS = 10;

  private final Dialer dialer;
  private final RequestWriter writer;

  /**
   * Makes a client.
   *
   * @param userAgent for instance {@code Skopos/1.0.0}; a request's own header comes before it
   */
  public HttpClient(Dialer dialer, String userAgent) {
    this.dialer = dialer;
    this.writer = new RequestWriter(userAgent);
  }

  /**
   * Sends a request and follows redirects as the options say.
   *
   * @param deadline bounds everything, redirects and the body included
   * @return never null; nothing that a peer does is an exception
   */
  public HttpResult send(HttpRequest request, Deadline deadline) {
    long start = System.nanoTime();
    Journey journey = new Journey(request);
    HttpResult result = journey.travel(deadline);
    Timings timings =
        result.trace().timings().withTotal(Duration.ofNanos(System.nanoTime() - start));
    HttpTrace trace = result.trace().with(timings);
    return switch (result) {
      case HttpResult.Answered answered -> new HttpResult.Answered(answered.response(), trace);
      case HttpResult.Failed failed -> new HttpResult.Failed(failed.failure(), trace);
    };
  }

  /** One request with its redirects. */
  private final class Journey {
    private final Set<String> seen = new HashSet<>();
    private HttpRequest request;
    private HttpTrace trace;

    Journey(HttpRequest request) {
      this.request = request;
      this.trace = HttpTrace.start(request.url());
    }

    HttpResult travel(Deadline deadline) {
      try {
        while (true) {
          HttpResponse response = exchange(deadline);
          Optional<URI> next =
              request.options().followRedirects()
                  ? Redirect.location(request, response)
                  : Optional.empty();
          if (next.isEmpty()) {
            return new HttpResult.Answered(response, trace);
          }
          follow(response, next.get());
        }
      } catch (NetException e) {
        return new HttpResult.Failed(e.failure(), trace);
      }
    }

    private void follow(HttpResponse response, URI next) throws NetException {
      seen.add(Redirect.step(request));
      request = Redirect.next(request, response, next);
      trace = trace.redirected(next);
      if (seen.contains(Redirect.step(request))) {
        throw new NetException(
            NetFailure.Kind.REDIRECT,
            "redirect loop after %d redirects".formatted(trace.redirects()));
      }
      if (trace.redirects() > MAX_REDIRECTS) {
        throw new NetException(
            NetFailure.Kind.REDIRECT, "more than %d redirects".formatted(MAX_REDIRECTS));
      }
    }

    private HttpResponse exchange(Deadline deadline) throws NetException {
      Origin origin = Origin.of(request.url());
      try (Connection connection = dialer.dial(origin.target(request.options()), deadline)) {
        trace = trace.dialed(connection.trace());
        return talk(connection, origin);
      } catch (DialException e) {
        trace = trace.dialed(e.trace());
        throw e;
      }
    }

    /**
     * A server may answer and close before it has read all, for instance with 413; then its answer
     * is what counts.
     */
    private void send(Connection connection, Origin origin, HttpInput in) throws NetException {
      try {
        writer.write(request, origin, connection.output());
      } catch (NetException unsent) {
        if (unsent.kind() != NetFailure.Kind.RESET || !in.hasByte()) {
          throw unsent;
        }
      }
      in.awaitFirstByte();
    }

    private HttpResponse talk(Connection connection, Origin origin) throws NetException {
      long sent = System.nanoTime();
      HttpInput in = new HttpInput(connection.input());
      send(connection, origin, in);
      long answered = System.nanoTime();
      trace = trace.with(trace.timings().plusProcessing(Duration.ofNanos(answered - sent)));
      try {
        return new ResponseReader(in, request.options().maxBodyBytes()).read(request.method());
      } finally {
        trace =
            trace.with(
                trace.timings().plusTransfer(Duration.ofNanos(System.nanoTime() - answered)));
      }
    }
  }
}
