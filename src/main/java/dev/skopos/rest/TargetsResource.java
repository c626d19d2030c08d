// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.run.ScrapeRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Targets as Prometheus' API shows them: each source is a pool, named {@code namespace/name}. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TargetsResource {

  private final ScrapeRegistry sources;

  TargetsResource(ScrapeRegistry sources) {
    this.sources = sources;
  }

  private record Targets(
      List<TargetView.Active> activeTargets,
      List<TargetView.Dropped> droppedTargets,
      Map<String, Integer> droppedTargetCounts) {}

  @GET
  @Path("targets")
  public Response targets(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    String state = parameters.text("state");
    String pool = parameters.text("scrapePool");
    List<SourceSnapshot> asked =
        sources.snapshots().stream()
            .filter(source -> pool.isEmpty() || TargetView.pool(source).equals(pool))
            .toList();
    boolean active = !state.equals("dropped");
    boolean dropped = !state.equals("active");
    return ApiAnswer.success(
        new Targets(
            active ? asked.stream().flatMap(TargetView::active).toList() : List.of(),
            dropped ? asked.stream().flatMap(TargetView::dropped).toList() : List.of(),
            dropped ? droppedCounts(asked) : Map.of()));
  }

  private static Map<String, Integer> droppedCounts(List<SourceSnapshot> sources) {
    Map<String, Integer> counts = new TreeMap<>();
    sources.forEach(source -> counts.put(TargetView.pool(source), source.droppedCount()));
    return counts;
  }
}
