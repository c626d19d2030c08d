// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.ObjectiveEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentTest {

  private static ObjectiveEvent event(int minute, Kind kind, String details) {
    return Reports.event("2026-10-05T00:%02d:00Z".formatted(minute), kind, Labels.EMPTY, details);
  }

  private static Optional<Instant> at(int minute) {
    return Optional.of(Instant.parse("2026-10-05T00:%02d:00Z".formatted(minute)));
  }

  private static Incident alert(String tier, Optional<Instant> begin, Optional<Instant> end) {
    return new Incident(Incident.Kind.ALERT, Labels.EMPTY, tier, begin, end);
  }

  @Test
  void eachTierHasItsOwn() {
    assertThat(
            Incident.of(
                List.of(
                    event(1, Kind.TIER_FIRING, "fast"),
                    event(2, Kind.TIER_FIRING, "slow"),
                    event(3, Kind.TIER_RESOLVED, "fast"))))
        .containsExactly(alert("fast", at(1), at(3)), alert("slow", at(2), Optional.empty()));
  }

  @Test
  void oneThatWasThereBeforeHasNoBegin() {
    assertThat(Incident.of(List.of(event(3, Kind.TIER_RESOLVED, "fast"))))
        .containsExactly(alert("fast", Optional.empty(), at(3)));
  }

  @Test
  void oneThatGoesOnDoesNotBeginAgain() {
    assertThat(
            Incident.of(
                List.of(event(1, Kind.TIER_FIRING, "fast"), event(5, Kind.TIER_FIRING, "fast"))))
        .containsExactly(alert("fast", at(1), Optional.empty()));
  }

  @Test
  void anExhaustedBudgetEndsWhenSomeIsLeft() {
    assertThat(
            Incident.of(
                List.of(
                    event(1, Kind.BUDGET_EXHAUSTED, "all"),
                    event(2, Kind.RECOUNTED, "an hour"),
                    event(9, Kind.BUDGET_RESTORED, "some"))))
        .containsExactly(
            new Incident(Incident.Kind.BUDGET_EXHAUSTED, Labels.EMPTY, "all", at(1), at(9)));
  }

  @Test
  void whatGoesOnEndsWithTheObjective() {
    assertThat(
            Incident.of(
                List.of(
                    event(1, Kind.TIER_FIRING, "fast"),
                    event(2, Kind.BUDGET_EXHAUSTED, "all"),
                    event(3, Kind.DELETED, ""),
                    event(7, Kind.TIER_FIRING, "fast"))))
        .containsExactly(
            new Incident(Incident.Kind.ALERT, Labels.EMPTY, "fast", at(1), at(3)),
            new Incident(Incident.Kind.BUDGET_EXHAUSTED, Labels.EMPTY, "all", at(2), at(3)),
            new Incident(Incident.Kind.ALERT, Labels.EMPTY, "fast", at(7), Optional.empty()));
  }
}
