// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Labels;
import dev.skopos.net.TestHttpServer;
import dev.skopos.remote.Decoded.Arrived;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/** A remote store on a socket: it takes samples, and answers what a test wants it to. */
final class FakeStore implements AutoCloseable {

  /** One answer to a write that is not the usual one. */
  record Fault(int status, String body, List<String> headers) {
    static Fault of(int status, String... headers) {
      return new Fault(status, "no", List.of(headers));
    }
  }

  private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final TestHttpServer server = TestHttpServer.start(this::handle);
  private volatile Predicate<Arrived> refused = _ -> false;
  private volatile Function<String, String> queries =
      _ -> "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  TestHttpServer server() {
    return server;
  }

  /** The next write is answered so; more than one: one after the other. */
  void answerWrites(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** Refuses all of a write for one such sample, as Prometheus does. */
  void refuse(Predicate<Arrived> bad) {
    refused = bad;
  }

  /** Makes the answers to queries from their forms. */
  void answerQueries(Function<String, String> answers) {
    queries = answers;
  }

  private void handle(TestHttpServer.Exchange exchange) throws IOException {
    if (!exchange.request().target().equals("/api/v1/write")) {
      exchange.answer(
          200, queries.apply(exchange.request().body()), "Content-Type: application/json");
      return;
    }
    Fault fault = faults.poll();
    if (fault == null) {
      List<Arrived> samples = Decoded.samples(exchange.request().content().bytes());
      if (samples.stream().anyMatch(refused)) {
        exchange.answer(400, "out of order sample");
        return;
      }
      arrived.addAll(samples);
      batches.add(samples.size());
      exchange.answer(204, "");
    } else {
      exchange.answer(fault.status, fault.body, fault.headers.toArray(String[]::new));
    }
  }

  /** In the order in which they arrived. */
  List<Arrived> arrived() {
    return List.copyOf(arrived);
  }

  /** The values of one series, in the order in which they arrived. */
  List<Double> values(Labels series) {
    return arrived.stream()
        .filter(sample -> sample.labels().equals(series))
        .map(Arrived::value)
        .toList();
  }

  /** How many samples each acknowledged write had. */
  List<Integer> batches() {
    return List.copyOf(batches);
  }

  /** All attempts to write, with whatever answer. */
  int writes() {
    return (int)
        server.requests().stream()
            .filter(request -> request.target().equals("/api/v1/write"))
            .count();
  }

  @Override
  public void close() {
    server.close();
  }
}
