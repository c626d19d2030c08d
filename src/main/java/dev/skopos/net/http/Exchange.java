// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.dial.Connection;
import dev.skopos.net.dial.DialException;
import dev.skopos.net.dial.DialTarget;
import dev.skopos.net.dial.Dialer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request and its answer, over a connection that was kept or a new one. */
final class Exchange {

  private final Connections connections;
  private final HttpRequest request;
  private final BodyBuffer body;
  private final boolean keeps;
  private HttpTrace trace;

  /** What the exchanges of a client share. */
  record Connections(Dialer dialer, RequestWriter writer, KeptConnections kept) {}

  Exchange(Connections connections, HttpRequest request, BodyBuffer body, HttpTrace trace) {
    this.connections = connections;
    this.request = request;
    this.body = body;
    this.keeps =
        connections.kept.keepsAny()
            && (request.method().equals("GET") || request.method().equals("HEAD"));
    this.trace = trace;
  }

  /** What was measured up to now. */
  HttpTrace trace() {
    return trace;
  }

  HttpResponse run(Deadline deadline) throws NetException {
    Origin origin = Origin.of(request.url());
    DialTarget place = origin.target(request.options());
    try {
      HttpConnection kept = keeps ? kept(place, deadline) : null;
      HttpResponse response = kept == null ? null : again(kept, origin, place);
      return response == null ? talk(fresh(place, deadline), origin, place) : response;
    } catch (DialException e) {
      trace = trace.dialed(e.trace());
      throw e;
    }
  }

  private HttpConnection fresh(DialTarget place, Deadline deadline) throws NetException {
    Connection connection = connections.dialer.dial(place, deadline);
    try {
      return HttpConnection.over(connection);
    } catch (NetException e) {
      connection.close();
      throw e;
    }
  }

  private @Nullable HttpConnection kept(DialTarget place, Deadline deadline) throws DialException {
    HttpConnection waiting = connections.kept.take(place);
    if (waiting == null) {
      return null;
    }
    boolean usable = false;
    try {
      usable =
          connections.dialer.resume(waiting.connection(), place, deadline)
              && waiting.in().isSilent();
    } finally {
      if (!usable) {
        waiting.connection().drop();
      }
    }
    return usable ? waiting : null;
  }

  /** Null when the server has closed the connection meanwhile, which is no answer. */
  private @Nullable HttpResponse again(HttpConnection kept, Origin origin, DialTarget place)
      throws NetException {
    try {
      return talk(kept, origin, place);
    } catch (NetException e) {
      boolean closed = e.kind() == NetFailure.Kind.RESET || e.kind() == NetFailure.Kind.TLS;
      if (closed && !kept.in().answered()) {
        return null;
      }
      throw e;
    }
  }

  private HttpResponse talk(HttpConnection over, Origin origin, DialTarget place)
      throws NetException {
    trace = trace.dialed(over.connection().trace());
    boolean stays = false;
    try {
      long sent = System.nanoTime();
      send(over, origin);
      long answered = System.nanoTime();
      trace = trace.with(trace.timings().plusProcessing(Duration.ofNanos(answered - sent)));
      ResponseReader reader = new ResponseReader(over.in(), body, request.options().maxBodyBytes());
      HttpResponse response = read(reader, answered);
      stays = keeps && reader.leavesOpen(response);
      return response;
    } finally {
      if (stays) {
        connections.kept.keep(place, over);
      } else {
        over.connection().close();
      }
    }
  }

  private HttpResponse read(ResponseReader reader, long answered) throws NetException {
    try {
      return reader.read(request.method());
    } finally {
      trace =
          trace.with(trace.timings().plusTransfer(Duration.ofNanos(System.nanoTime() - answered)));
    }
  }

  /**
   * A server may answer and close before it has read all, for instance with 413; then its answer is
   * what counts.
   */
  private void send(HttpConnection over, Origin origin) throws NetException {
    over.in().beginAnswer();
    body.clear();
    try {
      connections.writer.write(request, origin, !keeps, over.connection().output());
    } catch (NetException unsent) {
      if (unsent.kind() != NetFailure.Kind.RESET || !over.in().hasByte()) {
        throw unsent;
      }
    }
    over.in().awaitFirstByte();
  }
}
