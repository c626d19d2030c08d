// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.definition.LengthText;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.Percent;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What alerts of one objective say to people, as templates; its author's texts take their place.
 */
final class AlertTexts {

  private static final String NAME = "{{ $labels.objective }}";

  private final ObjectiveDefinition objective;
  private final String who;
  private final String target;

  AlertTexts(ObjectiveDefinition objective) {
    this.objective = objective;
    this.who =
        NAME
            + (objective.groupBy().isEmpty()
                ? ""
                : objective.groupBy().stream()
                    .map(label -> "%s {{ $labels.%s }}".formatted(label, label))
                    .collect(Collectors.joining(", ", " (", ")")));
    this.target =
        "the target of %s %% of %s in %s"
            .formatted(
                Percent.text(objective.targetPercent()),
                "{{ $labels.service }}",
                objective.window().label());
  }

  SortedMap<String, String> burn(Tier tier) {
    String shorter = LengthText.of(tier.shortWindow());
    String longer = LengthText.of(tier.longWindow());
    Duration whole =
        Duration.ofMinutes(
            Math.round(
                objective.window().nominalLength().toMinutes() / tier.factor().doubleValue()));
    return texts(
        who + " burns its error budget too fast",
        ("The last %s and the last %s spent the budget more than %s times faster than %s allows:"
                + " at present {{ $value | printf \"%%.1f\" }} times faster. A rate of %s spends a"
                + " whole budget in %s.")
            .formatted(
                shorter,
                longer,
                tier.factorText(),
                target,
                tier.factorText(),
                LengthText.of(whole)));
  }

  SortedMap<String, String> low(String percent) {
    return texts(
        who + " has less than " + percent + " % of its error budget left",
        "{{ $value | humanizePercentage }} is left of what " + target + " allows to fail.");
  }

  SortedMap<String, String> exhausted() {
    return texts(
        who + " has no error budget left",
        "More failed than " + target + " allows; {{ $value | humanizePercentage }} is left.");
  }

  SortedMap<String, String> exhaustedWithin(Duration time) {
    return texts(
        who + " will have no error budget left within " + LengthText.of(time),
        "If things go on as now, nothing is left of what "
            + target
            + " allows to fail in {{ $value | humanizeDuration }}.");
  }

  SortedMap<String, String> violated() {
    return texts(
        who + " is not met",
        "{{ $value | printf \"%.6f\" }} of all events were good, less than " + target + " asks.");
  }

  SortedMap<String, String> absent(Duration after) {
    return texts(
        NAME + " has no samples",
        "For {{ $value | humanizeDuration }}, more than "
            + LengthText.of(after)
            + ", there was no sample of the indicator of {{ $labels.service }}: whether the"
            + " objective is met is not known.");
  }

  SortedMap<String, String> policy() {
    String freeze =
        objective.policy() != null && objective.policy().freeze()
            ? " Changes of the workloads that it chooses are frozen."
            : "";
    return texts(
        who + ": the budget policy is in force",
        "{{ $value | humanizePercentage }} is left of what "
            + target
            + " allows to fail."
            + freeze);
  }

  private SortedMap<String, String> texts(String summary, String description) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("summary", summary);
    texts.put("description", description);
    texts.putAll(objective.alerting().annotations());
    return texts;
  }
}
