// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.alertrule.AlertRuleSpec;
import dev.skopos.api.v1alpha1.alertrule.Anomaly;
import dev.skopos.api.v1alpha1.alertrule.Trend;
import dev.skopos.forecast.judgement.Judgement;
import dev.skopos.forecast.model.Side;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what an AlertRule says of anomalies and trends into what its series are judged by. */
final class JudgementMapper {

  private static final String ANOMALY =
      "the value is {{ $value | humanize }}, expected is {{ .Expected | humanize }}"
          + " (from {{ .Lower | humanize }} to {{ .Upper | humanize }});"
          + " the chance of such a value is {{ .Chance | humanizePercentage }}";

  private JudgementMapper() {}

  /** Empty when the expression alone says when to alert. */
  static Optional<Judgement> judgement(AlertRuleSpec spec) {
    Anomaly anomaly = spec.anomaly();
    Trend trend = spec.trend();
    if (anomaly != null && trend != null) {
      throw new IllegalArgumentException("spec: set at most one of anomaly, trend");
    }
    return Optional.ofNullable(
        anomaly != null ? anomaly(anomaly) : trend != null ? trend(trend) : null);
  }

  private static Judgement anomaly(Anomaly spec) {
    String least = spec.minDeviationPercent();
    String path = "spec.anomaly.";
    double significance = number(path + "significance", spec.significance());
    double deviation = least == null ? 0 : number(path + "minDeviationPercent", least);
    try {
      return new Judgement.Anomaly(
          significance,
          spec.learn().toDuration(),
          Side.valueOf(spec.direction().name()),
          deviation);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + e.getMessage(), e);
    }
  }

  private static Judgement trend(Trend spec) {
    String path = "spec.trend.";
    double change =
        number(path + "changePercent", needed(spec.changePercent(), path + "changePercent"));
    try {
      return new Judgement.Trend(
          spec.over().toDuration(), change, Judgement.Way.valueOf(spec.direction().name()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + e.getMessage(), e);
    }
  }

  private static double number(String path, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s: %s, expected a decimal".formatted(path, text), e);
    }
  }

  /** The summary of an alert whose author gave none; null when the rule is not judged. */
  static @Nullable String summary(AlertRuleSpec spec) {
    Trend trend = spec.trend();
    if (trend != null) {
      return ("the level changed by {{ $value | humanizePercentage }} within %s;"
              + " the chance of that without a trend is {{ .Chance | humanizePercentage }}")
          .formatted(trend.over());
    }
    return spec.anomaly() != null ? ANOMALY : null;
  }
}
