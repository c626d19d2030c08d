// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.exposition.TextFormat;
import dev.skopos.model.Matcher;
import dev.skopos.promql.Engine;
import dev.skopos.store.Store;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** Answers with the newest samples of series in Prometheus' text format, piece by piece. */
@Singleton
class SampleText {

  private final Engine engine;
  private final Store store;
  private final RuntimeFacts facts;
  private final InstantSource clock;

  SampleText(Engine engine, Store store, RuntimeFacts facts, InstantSource clock) {
    this.engine = engine;
    this.store = store;
    this.facts = facts;
    this.clock = clock;
  }

  /** Writes what the selectors find. */
  @FunctionalInterface
  interface Body {
    void write(Writer out, NewestSamples samples, List<List<Matcher>> selectors) throws IOException;
  }

  /**
   * The answer to a request that selects series by {@code match[]}.
   *
   * @param otherwise the selectors of a request that has none
   */
  Response answer(UriInfo uri, List<List<Matcher>> otherwise, Body body) {
    List<List<Matcher>> asked;
    try {
      asked = Selectors.of(Parameters.of(uri), "match[]", engine);
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
    List<List<Matcher>> selectors = asked.isEmpty() ? otherwise : asked;
    NewestSamples samples = new NewestSamples(store, clock.instant(), facts.lookback());
    StreamingOutput stream = out -> write(out, body, samples, selectors);
    return Response.ok(stream).type(TextFormat.PROMETHEUS.contentType()).build();
  }

  private static void write(
      OutputStream out, Body body, NewestSamples samples, List<List<Matcher>> selectors)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    body.write(writer, samples, selectors);
    writer.flush();
  }
}
