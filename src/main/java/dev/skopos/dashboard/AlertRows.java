// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.alert.Alert;
import dev.skopos.dashboard.Board.AlertRow;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.insight.tuning.KnownRule;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Turns rules into rows of alerts: firing before pending, the worst first, the newest first. */
final class AlertRows {

  /** Labels that stand elsewhere in the row. */
  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of("alertname", "severity", Alert.ORIGIN_LABEL);

  private record Active(ResourceId source, RuleSnapshot.Instance instance) {}

  private AlertRows() {}

  static List<AlertRow> of(List<GroupSnapshot> groups, Instant now) {
    List<Active> active = new ArrayList<>();
    groups.forEach(
        group ->
            group.instances().forEach(one -> active.add(new Active(group.definition().id(), one))));
    return active.stream()
        .sorted(
            Comparator.comparing((Active one) -> !firing(one))
                .thenComparing(AlertRows::severity)
                .thenComparing(one -> one.instance().activeAt(), Comparator.reverseOrder())
                .thenComparing(one -> one.instance().labels()))
        .map(one -> row(one, now))
        .toList();
  }

  private static Severity severity(Active one) {
    return Severity.ofLabel(one.instance().labels().get("severity")).orElse(Severity.NONE);
  }

  private static boolean firing(Active one) {
    return one.instance().state() == RuleSnapshot.State.FIRING;
  }

  private static AlertRow row(Active one, Instant now) {
    RuleSnapshot.Instance instance = one.instance();
    return new AlertRow(
        severity(one).label(),
        instance.labels().get("alertname"),
        one.source().kind(),
        one.source().namespace() + "/" + one.source().name(),
        link(one),
        instance.summary(),
        labels(instance.labels()),
        instance.state().word(),
        firing(one) ? Tone.BAD : Tone.WARN,
        Wording.age(instance.activeAt(), now),
        Wording.value(instance.value()));
  }

  private static String link(Active one) {
    ResourceId source = one.source();
    if (ObjectiveOrigin.of(source).isPresent()) {
      return "/ui/objectives/" + source.namespace() + '/' + source.name();
    }
    if (source.kind().equals(CapacityDefinition.KIND)) {
      return "/ui/capacity/" + source.namespace() + '/' + source.name();
    }
    return KnownRule.isWritten(source)
        ? RuleLink.of(source.namespace(), source.name(), one.instance().labels().get("alertname"))
        : "";
  }

  private static String labels(Labels labels) {
    List<String> shown = new ArrayList<>();
    labels
        .without(SHOWN_ELSEWHERE)
        .forEach((name, value) -> shown.add(name + "=\"" + value + "\""));
    return String.join(" ", shown);
  }
}
