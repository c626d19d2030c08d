// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.model.Labels;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The alert of a forecast: one for each resource whose risk is at least the one asked for. Its
 * value is how much of the limit is used. A risk that gets worse is another alert, so that people
 * are told again. Immutable.
 */
record CapacityAlert(CapacityDefinition definition, Risk from) {

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final String OF_ONE = "on (skopos_namespace, forecast, resource, type)";

  private static final String SEVERITY =
      "{{ if eq $labels.risk \"Critical\" }}critical{{ else if eq $labels.risk \"High\" }}high"
          + "{{ else }}warning{{ end }}";

  private static final String SUMMARY =
      "{{ $labels.resource }} of {{ $labels.forecast }} may run out: the risk is"
          + " {{ $labels.risk }}, {{ $value | humanizePercentage }} is used";

  private static final String DESCRIPTION =
      "{{ with query (printf"
          + " \"skopos_capacity_exhaustion_timestamp_seconds{skopos_namespace=%q,forecast=%q,resource=%q,quantile='0.5'}\""
          + " $labels.skopos_namespace $labels.forecast $labels.resource) }}{{ $labels.resource }}"
          + " is expected to be exhausted around {{ . | first | value | humanizeTimestamp }}.{{ end"
          + " }}{{ with query (printf"
          + " \"skopos_capacity_data_age_seconds{skopos_namespace=%q,forecast=%q,resource=%q} >"
          + " 86400\" $labels.skopos_namespace $labels.forecast $labels.resource) }} This is said"
          + " from data that ended {{ . | first | value | humanizeDuration }} ago.{{ end }} The"
          + " status of CapacityForecast {{ $labels.skopos_namespace }}/{{ $labels.forecast }} says"
          + " what can be done.";

  /** Empty when the forecast raises no alerts. */
  static Optional<CapacityAlert> of(CapacityDefinition definition) {
    return Optional.ofNullable(definition.alerting().from())
        .map(from -> new CapacityAlert(definition, from));
  }

  String expr() {
    String risks = from.andWorse().stream().map(Risk::word).collect(Collectors.joining("|"));
    return "%s * %s group_right () (%s == 1)"
        .formatted(
            CapacitySeries.selector(CapacityMetric.UTILIZATION, definition, ""),
            OF_ONE,
            CapacitySeries.selector(
                CapacityMetric.RISK, definition, ",risk=~\"%s\"".formatted(risks)));
  }

  /** What the expression gives from the series that were written for this snapshot. */
  List<Element> holds(CapacitySnapshot snapshot) {
    return snapshot.resources().stream()
        .filter(each -> each.risk().compareTo(from) >= 0)
        .filter(each -> Double.isFinite(each.utilization()))
        .map(this::element)
        .toList();
  }

  private Element element(ResourceSnapshot found) {
    Labels labels = CapacitySeries.base(definition, found.resource());
    return new Element(labels.with("risk", found.risk().word()), found.utilization());
  }

  /** The rule that raises it. */
  GroupDefinition rule() {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("severity", SEVERITY);
    labels.putAll(definition.alerting().labels());
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put("summary", SUMMARY);
    annotations.put("description", DESCRIPTION);
    annotations.putAll(definition.alerting().annotations());
    return new GroupDefinition(
        definition.id(),
        GroupDefinition.Form.SINGLE,
        INTERVAL,
        Duration.ZERO,
        0,
        definition.suspend(),
        definition.channels(),
        List.of(
            new RuleDefinition.Alerting(
                "CapacityRisk", expr(), Duration.ZERO, Duration.ZERO, labels, annotations)));
  }
}
