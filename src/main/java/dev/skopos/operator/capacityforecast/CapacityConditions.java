// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.capacityforecast;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.Problem;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.operator.status.Conditions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The conditions that tell of capacity: whether there is data, and whether there is enough. */
final class CapacityConditions {

  private static final String DATA = "DataAvailable";
  private static final String SUFFICIENT = "CapacitySufficient";

  private CapacityConditions() {}

  /** Reasons of these conditions, besides those of problems. */
  private enum Reason {
    FORECAST_MADE("ForecastMade"),
    NOT_FORECAST_YET("NotForecastYet"),
    SUFFICIENT("Sufficient"),
    AT_RISK("AtRisk"),
    RISK_UNKNOWN("RiskUnknown"),
    SUSPENDED("Suspended");

    private final String word;

    Reason(String word) {
      this.word = word;
    }
  }

  /** Sets {@code DataAvailable} and {@code CapacitySufficient}. */
  static void set(Conditions conditions, CapacitySnapshot snapshot) {
    if (snapshot.definition().suspend()) {
      both(conditions, Reason.SUSPENDED, "the forecast is suspended");
    } else if (snapshot.lastForecast() == null) {
      both(conditions, Reason.NOT_FORECAST_YET, "the first forecast is about to come");
    } else {
      setData(conditions, snapshot);
      setSufficient(conditions, snapshot);
    }
  }

  private static void both(Conditions conditions, Reason reason, String message) {
    conditions.set(DATA, Status.UNKNOWN, reason.word, message);
    conditions.set(SUFFICIENT, Status.UNKNOWN, reason.word, message);
  }

  private static void setData(Conditions conditions, CapacitySnapshot snapshot) {
    List<Problem> problems =
        snapshot.resources().stream()
            .map(ResourceSnapshot::problem)
            .filter(Objects::nonNull)
            .toList();
    if (problems.isEmpty()) {
      conditions.set(
          DATA, Status.TRUE, Reason.FORECAST_MADE.word, "all resources have data to learn from");
    } else {
      String message = problems.stream().map(Problem::message).collect(Collectors.joining("; "));
      conditions.set(DATA, Status.FALSE, problems.getFirst().reason().word(), message);
    }
  }

  private static void setSufficient(Conditions conditions, CapacitySnapshot snapshot) {
    switch (snapshot.risk()) {
      case CRITICAL, HIGH, MEDIUM ->
          conditions.set(SUFFICIENT, Status.FALSE, Reason.AT_RISK.word, risks(snapshot));
      case LOW ->
          conditions.set(
              SUFFICIENT,
              Status.TRUE,
              Reason.SUFFICIENT.word,
              "no resource is at risk of running out");
      case UNKNOWN ->
          conditions.set(
              SUFFICIENT,
              Status.UNKNOWN,
              Reason.RISK_UNKNOWN.word,
              "nothing can be said yet: see DataAvailable");
    }
  }

  private static String risks(CapacitySnapshot snapshot) {
    return snapshot.resources().stream()
        .filter(each -> each.risk().compareTo(Risk.MEDIUM) >= 0)
        .map(ResourceReport::sentence)
        .collect(Collectors.joining("; "));
  }

  /** What is said of the risk. */
  static String message(List<Condition> conditions) {
    return conditions.stream()
        .filter(condition -> condition.type().equals(SUFFICIENT))
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }
}
