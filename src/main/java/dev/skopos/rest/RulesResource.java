// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.RuleSnapshot;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rules and alerts as Prometheus' API shows them: each AlertRule is a group of one rule, named
 * after the resource, in a file named after its namespace.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RulesResource {

  private final RuleRegistry rules;

  RulesResource(RuleRegistry rules) {
    this.rules = rules;
  }

  @GET
  @Path("rules")
  public Response rules(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    String type = parameters.text("type");
    if (!List.of("", "alert", "record").contains(type)) {
      return ApiAnswer.badData(
          new BadParameterException("type", "not supported value \"" + type + "\""));
    }
    boolean alerts = !parameters.text("exclude_alerts").equals("true");
    Stream<RuleSnapshot> asked = type.equals("record") ? Stream.of() : asked(parameters);
    return ApiAnswer.success(
        Map.of("groups", asked.map(rule -> RuleView.group(rule, alerts)).toList()));
  }

  @GET
  @Path("alerts")
  public Response alerts() {
    return ApiAnswer.success(
        Map.of("alerts", sorted().flatMap(rule -> RuleView.alerts(rule).stream()).toList()));
  }

  private Stream<RuleSnapshot> asked(Parameters parameters) {
    return sorted()
        .filter(rule -> among(parameters, "rule_name[]", rule.definition().alertName()))
        .filter(rule -> among(parameters, "rule_group[]", rule.definition().id().name()))
        .filter(rule -> among(parameters, "file[]", rule.definition().id().namespace()));
  }

  private Stream<RuleSnapshot> sorted() {
    return rules.snapshots().stream().sorted(Comparator.comparing(rule -> rule.definition().id()));
  }

  private static boolean among(Parameters parameters, String name, String value) {
    List<String> wanted = parameters.all(name);
    return wanted.isEmpty() || wanted.contains(value);
  }
}
