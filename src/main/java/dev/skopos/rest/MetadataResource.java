// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.promql.Engine;
import dev.skopos.scrape.FamilyMetadata;
import dev.skopos.scrape.TargetMetadata;
import dev.skopos.scrape.run.ScrapeRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What targets say of their metrics, as Prometheus' API shows it. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MetadataResource {

  private final ScrapeRegistry sources;
  private final Engine engine;

  MetadataResource(ScrapeRegistry sources, Engine engine) {
    this.sources = sources;
    this.engine = engine;
  }

  private record Known(String type, String help, String unit) {
    private static Known of(FamilyMetadata family) {
      return new Known(family.type().word(), family.help(), family.unit());
    }
  }

  /** The metric is left out where the caller named it. */
  private record OfTarget(
      Map<String, String> target,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String metric,
      String type,
      String help,
      String unit) {}

  /** By metric, each combination of type, text and unit once. */
  @GET
  @Path("metadata")
  public Response metadata(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    try {
      int limit = parameters.limit().orElse(Integer.MAX_VALUE);
      int each = parameters.limit("limit_per_metric").orElse(Integer.MAX_VALUE);
      Map<String, List<Known>> found = new TreeMap<>();
      known(parameters.text("metric"))
          .forEach((metric, all) -> found.put(metric, all.stream().limit(each).toList()));
      Map<String, List<Known>> some = new TreeMap<>();
      found.entrySet().stream()
          .limit(limit)
          .forEach(metric -> some.put(metric.getKey(), metric.getValue()));
      return ApiAnswer.success(some);
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
  }

  private Map<String, Set<Known>> known(String metric) {
    Map<String, Set<Known>> known = new TreeMap<>();
    for (TargetMetadata target : sources.metadata()) {
      target
          .families()
          .forEach(
              (name, family) -> {
                if (metric.isEmpty() || metric.equals(name)) {
                  known.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(Known.of(family));
                }
              });
    }
    return known;
  }

  @GET
  @Path("targets/metadata")
  public Response ofTargets(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    try {
      List<List<Matcher>> selectors = Selectors.of(parameters, "match_target", engine);
      String metric = parameters.text("metric");
      List<OfTarget> found = new ArrayList<>();
      sources.metadata().stream()
          .filter(target -> selectors.stream().allMatch(all -> fulfils(target.target(), all)))
          .flatMap(target -> families(target, metric))
          .limit(parameters.limit().orElse(Integer.MAX_VALUE))
          .forEach(found::add);
      return ApiAnswer.success(found);
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
  }

  private static boolean fulfils(Labels target, List<Matcher> matchers) {
    return matchers.stream().allMatch(matcher -> matcher.matches(target));
  }

  private static Stream<OfTarget> families(TargetMetadata target, String metric) {
    return new TreeMap<>(target.families())
        .entrySet().stream()
            .filter(family -> metric.isEmpty() || metric.equals(family.getKey()))
            .map(
                family ->
                    new OfTarget(
                        target.target().toMap(),
                        metric.isEmpty() ? family.getKey() : null,
                        family.getValue().type().word(),
                        family.getValue().help(),
                        family.getValue().unit()));
  }
}
