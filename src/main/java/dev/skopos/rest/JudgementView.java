// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.forecast.judgement.Judgement;
import dev.skopos.forecast.judgement.JudgementSnapshot;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the series of a rule are judged, as Prometheus' API shows it beside what Prometheus knows.
 *
 * @param kind {@code anomaly} or {@code trend}
 * @param expr what is judged, where the query says what is found
 * @param direction {@code above}, {@code below}, {@code up}, {@code down} or {@code both}
 * @param overSeconds of a trend
 * @param series how many are judged
 * @param learning how many have too short a past
 * @param leftOut how many are beyond those that a rule may have
 * @param strange how many were strange in the newest evaluation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JudgementView(
    String kind,
    String expr,
    String direction,
    @Nullable Double significance,
    @Nullable Double minDeviationPercent,
    @Nullable Long overSeconds,
    @Nullable Double changePercent,
    int series,
    int learning,
    int leftOut,
    int strange) {

  static JudgementView of(JudgementSnapshot snapshot) {
    String expr = snapshot.rule().expr();
    int series = snapshot.judged();
    int learning = snapshot.learning();
    int leftOut = snapshot.leftOut();
    int strange = snapshot.strange();
    return switch (snapshot.rule().judgement()) {
      case Judgement.Anomaly anomaly ->
          new JudgementView(
              "anomaly",
              expr,
              word(anomaly.side()),
              anomaly.significance(),
              anomaly.minDeviationPercent(),
              null,
              null,
              series,
              learning,
              leftOut,
              strange);
      case Judgement.Trend trend ->
          new JudgementView(
              "trend",
              expr,
              word(trend.way()),
              null,
              null,
              trend.over().toSeconds(),
              trend.changePercent(),
              series,
              learning,
              leftOut,
              strange);
    };
  }

  private static String word(Enum<?> direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }
}
