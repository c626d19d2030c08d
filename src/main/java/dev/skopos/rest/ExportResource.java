// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.exposition.MetricFamily;
import dev.skopos.exposition.TextFormat;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.scrape.FamilyMetadata;
import dev.skopos.scrape.run.ScrapeRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that was collected, or what the selectors {@code match[]} find, with the types and
 * texts that the targets gave.
 */
@Path("/metrics/export")
@RunOnVirtualThread
public class ExportResource {

  private static final List<List<Matcher>> ALL =
      List.of(List.of(Matcher.of(Matcher.Type.REGEX, Labels.METRIC_NAME, ".+")));

  private final SampleText text;
  private final ScrapeRegistry sources;

  ExportResource(SampleText text, ScrapeRegistry sources) {
    this.text = text;
    this.sources = sources;
  }

  @GET
  public Response export(@Context UriInfo uri) {
    return text.answer(uri, ALL, this::write);
  }

  private void write(Writer out, NewestSamples samples, List<List<Matcher>> selectors)
      throws IOException {
    KnownFamilies known = KnownFamilies.of(sources.metadata());
    TreeMap<String, List<String>> families = new TreeMap<>();
    for (String metric : samples.metrics(selectors)) {
      families.computeIfAbsent(known.familyOf(metric), _ -> new ArrayList<>()).add(metric);
    }
    for (Map.Entry<String, List<String>> family : families.entrySet()) {
      List<MetricFamily.Point> points =
          family.getValue().stream()
              .flatMap(metric -> samples.of(metric, selectors).stream())
              .toList();
      if (!points.isEmpty()) {
        FamilyMetadata metadata = known.metadata(family.getKey());
        MetricFamily whole =
            new MetricFamily(family.getKey(), metadata.type(), metadata.help(), points);
        TextFormat.PROMETHEUS.write(out, List.of(whole));
      }
    }
  }
}
