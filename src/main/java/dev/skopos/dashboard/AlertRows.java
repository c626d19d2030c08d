// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.alert.Alert;
import dev.skopos.dashboard.Board.AlertRow;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.model.Labels;
import dev.skopos.rule.RuleSnapshot;
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

  private record Active(RuleSnapshot rule, RuleSnapshot.Instance instance) {}

  private AlertRows() {}

  static List<AlertRow> of(List<RuleSnapshot> rules, Instant now) {
    List<Active> active = new ArrayList<>();
    rules.forEach(rule -> rule.instances().forEach(one -> active.add(new Active(rule, one))));
    return active.stream()
        .sorted(
            Comparator.comparing((Active one) -> !firing(one))
                .thenComparing(one -> one.rule().definition().severity())
                .thenComparing(one -> one.instance().activeAt(), Comparator.reverseOrder())
                .thenComparing(one -> one.instance().labels()))
        .map(one -> row(one, now))
        .toList();
  }

  private static boolean firing(Active one) {
    return one.instance().state() == RuleSnapshot.State.FIRING;
  }

  private static AlertRow row(Active one, Instant now) {
    RuleSnapshot.Instance instance = one.instance();
    return new AlertRow(
        one.rule().definition().severity().label(),
        one.rule().definition().alertName(),
        one.rule().definition().id().namespace() + "/" + one.rule().definition().id().name(),
        instance.summary(),
        labels(instance.labels()),
        instance.state().word(),
        firing(one) ? Tone.BAD : Tone.WARN,
        Wording.age(instance.activeAt(), now),
        Wording.value(instance.value()));
  }

  private static String labels(Labels labels) {
    List<String> shown = new ArrayList<>();
    labels
        .without(SHOWN_ELSEWHERE)
        .forEach((name, value) -> shown.add(name + "=\"" + value + "\""));
    return String.join(" ", shown);
  }
}
