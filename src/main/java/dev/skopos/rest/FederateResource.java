// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.exposition.MetricFamily;
import dev.skopos.exposition.TextFormat;
import dev.skopos.model.Matcher;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;

/** What the selectors {@code match[]} find, for another Prometheus; as Prometheus 3. */
@Path("/federate")
@RunOnVirtualThread
public class FederateResource {

  /** A scraper that honors labels is told that there is none, lest it puts in its own. */
  private static final Set<String> SHOWN_IF_ABSENT = Set.of("instance");

  private final SampleText text;

  FederateResource(SampleText text) {
    this.text = text;
  }

  @GET
  public Response federate(@Context UriInfo uri) {
    return text.answer(uri, List.of(), FederateResource::write);
  }

  private static void write(Writer out, NewestSamples samples, List<List<Matcher>> selectors)
      throws IOException {
    for (String metric : samples.metrics(selectors)) {
      List<MetricFamily.Point> points = samples.of(metric, selectors);
      if (!points.isEmpty()) {
        TextFormat.PROMETHEUS.write(out, MetricFamily.untyped(points), SHOWN_IF_ABSENT);
      }
    }
  }
}
