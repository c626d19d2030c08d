// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
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
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
    Predicate<RuleSnapshot> wanted = rule -> isOf(type, rule) && isNamed(parameters, rule);
    List<RuleView.Group> groups =
        asked(parameters)
            .map(group -> RuleView.group(group, only(group, wanted), alerts))
            .filter(group -> !group.rules().isEmpty())
            .toList();
    return ApiAnswer.success(Map.of("groups", groups));
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

  private Stream<GroupSnapshot> asked(Parameters parameters) {
    return rules.snapshots().stream()
        .filter(group -> among(parameters, "rule_group[]", group.definition().id().name()))
        .filter(group -> among(parameters, "file[]", RuleView.file(group.definition())));
  }

  private static List<RuleSnapshot> only(GroupSnapshot group, Predicate<RuleSnapshot> wanted) {
    return group.rules().stream().filter(wanted).toList();
  }

  private static boolean isNamed(Parameters parameters, RuleSnapshot rule) {
    return among(parameters, "rule_name[]", rule.definition().name());
  }

  private static boolean isOf(String type, RuleSnapshot rule) {
    return switch (rule.definition()) {
      case RuleDefinition.Alerting _ -> !type.equals("record");
      case RuleDefinition.Recording _ -> !type.equals("alert");
    };
  }

  private static boolean among(Parameters parameters, String name, String value) {
    List<String> wanted = parameters.all(name);
    return wanted.isEmpty() || wanted.contains(value);
  }
}
