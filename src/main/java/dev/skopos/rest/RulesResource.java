// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.forecast.judgement.JudgementRegistry;
import dev.skopos.promql.Engine;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rules and alerts as Prometheus' API shows them. Each resource is a group that is named after it:
 * a RuleGroup in a file of its own, {@code namespace/name}, an AlertRule as one of one rule in a
 * file named after its namespace.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RulesResource {

  private final RuleRegistry rules;
  private final JudgementRegistry judgements;
  private final Engine engine;

  RulesResource(RuleRegistry rules, JudgementRegistry judgements, Engine engine) {
    this.rules = rules;
    this.judgements = judgements;
    this.engine = engine;
  }

  @GET
  @Path("rules")
  public Response rules(@Context UriInfo uri) {
    try {
      RuleQuery query = RuleQuery.of(Parameters.of(uri), engine);
      return ApiAnswer.success(query.page(rules.snapshots(), judgements::snapshot));
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
  }

  @GET
  @Path("alerts")
  public Response alerts() {
    Stream<GroupSnapshot> groups = rules.snapshots().stream();
    return ApiAnswer.success(
        Map.of(
            "alerts",
            groups
                .flatMap(group -> group.rules().stream())
                .flatMap(rule -> RuleView.alerts(rule.instances()).stream())
                .toList()));
  }
}
