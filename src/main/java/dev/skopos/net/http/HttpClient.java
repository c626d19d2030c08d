// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.dial.Dialer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests: each over a connection of its own, so that every one shows what a new visitor
 * meets, or over connections that are kept. Thread-safe.
 */
public final class HttpClient {
  private static final int MAX_REDIRECTS = 10;

  private final Exchange.Connections connections;

  /**
   * Makes a client that connects anew for each request.
   *
   * @param userAgent for instance {@code Skopos/1.0.0}; a request's own header comes before it
   */
  public HttpClient(Dialer dialer, String userAgent) {
    this(dialer, userAgent, KeptConnections.none());
  }

  /**
   * Makes a client that goes on with a connection for its next request to the same place, when that
   * is a GET or HEAD. When such a connection turns out to be closed before anything of the answer
   * came, the request is sent once more, over a new one.
   *
   * @param kept where connections wait meanwhile
   */
  public HttpClient(Dialer dialer, String userAgent, KeptConnections kept) {
    this.connections = new Exchange.Connections(dialer, new RequestWriter(userAgent), kept);
  }

  /**
   * Sends a request and follows redirects as the options say.
   *
   * @param deadline bounds everything, redirects and the body included
   * @return never null; nothing that a peer does is an exception
   */
  public HttpResult send(HttpRequest request, Deadline deadline) {
    BodyBuffer body = new BodyBuffer(BodyBuffer.Memory.HEAP);
    return switch (send(request, body, deadline)) {
      case HttpResult.Answered(HttpResponse response, HttpTrace trace) ->
          new HttpResult.Answered(response.withBody(body.release()), trace);
      case HttpResult.Failed failed -> failed;
    };
  }

  /**
   * As {@link #send(HttpRequest, Deadline)}, but the body is in the buffer, and that of the
   * response is empty.
   */
  public HttpResult send(HttpRequest request, BodyBuffer body, Deadline deadline) {
    long start = System.nanoTime();
    HttpResult result = new Journey(request, body).travel(deadline);
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
    private final BodyBuffer body;
    private HttpRequest request;
    private HttpTrace trace;

    Journey(HttpRequest request, BodyBuffer body) {
      this.request = request;
      this.body = body;
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
      Exchange exchange = new Exchange(connections, request, body, trace);
      try {
        return exchange.run(deadline);
      } finally {
        trace = exchange.trace();
      }
    }
  }
}
