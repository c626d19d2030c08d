// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static dev.skopos.rule.RuleLab.CHECKOUT;
import static dev.skopos.rule.RuleLab.ID;
import static dev.skopos.rule.RuleLab.START;
import static dev.skopos.rule.RuleLab.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.alert.AlertState;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.RuleSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTimingTest {
  private final RuleLab lab = new RuleLab();

  @Test
  void aNewRuleIsEvaluatedAtOnceAndThenOnItsOwnGrid() {
    lab.registry.apply(rule("0S", "0S"));
    lab.advance("0S");
    assertThat(lab.evaluations).containsExactly(START);

    lab.advance("5M");

    assertThat(lab.evaluations).hasSize(11);
    List<Instant> grid = lab.evaluations.subList(1, 11);
    for (int i = 1; i < grid.size(); i++) {
      assertThat(Duration.between(grid.get(i - 1), grid.get(i))).hasSeconds(30);
    }
    assertThat(lab.snapshot().nextEvaluation()).isEqualTo(grid.getLast().plusSeconds(30));
  }

  @Test
  void theGridOfARuleStaysOverARestartAndDiffersBetweenRules() {
    lab.registry.apply(rule("0S", "0S"));
    Instant slot = lab.snapshot().nextEvaluation();

    lab.advance("17S");
    RuleLab after = lab.restarted(Duration.ofMinutes(10));
    after.registry.apply(rule("0S", "0S"));

    Instant later = after.snapshot().nextEvaluation();
    assertThat(Duration.between(slot, later).toMillis() % 30_000).isZero();
    assertThat(offsets()).hasSizeGreaterThan(90);
  }

  private Set<Long> offsets() {
    Set<Long> offsets = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      GroupDefinition one = rule("0S", "0S");
      ResourceId id = new ResourceId("AlertRule", "shop", "rule-" + i);
      GroupDefinition other = RuleLab.single(id, one.interval(), RuleLab.alert(one));
      lab.registry.apply(other);
      Instant next = lab.registry.snapshot(id).orElseThrow().nextEvaluation();
      offsets.add(Objects.requireNonNull(next).toEpochMilli() % 30_000);
    }
    return offsets;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1S", "45S", "60S", "5M", "61M", "36H"})
  void anAlertFiresExactlyWhenItsTimeIsOver(String hold) {
    List<Instant> changes = new ArrayList<>();
    lab.registry.apply(rule(hold, "0S"));
    lab.registry.onChange(_ -> changes.add(lab.now()));
    lab.advance("0S");
    lab.advance("100S");
    lab.holdsFor(CHECKOUT);

    lab.advance("30S");
    Instant activeAt = lab.snapshot().instances().getFirst().activeAt();
    lab.scheduler.advance(Duration.parse("PT" + hold));

    Instant expected = activeAt.plus(Duration.parse("PT" + hold));
    assertThat(lab.snapshot().state()).isEqualTo(State.FIRING);
    assertThat(changes.getLast()).isEqualTo(expected);
    assertThat(lab.handedOver.stream().filter(each -> !each.alerts().isEmpty()).findFirst())
        .hasValueSatisfying(
            first ->
                assertThat(first.alerts().getFirst().state())
                    .isEqualTo(new AlertState.Firing(expected)));
  }

  @Test
  void keepFiringForEndsExactlyToo() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("0S", "100S"));
    lab.advance("60S");
    lab.holdsForNone();
    lab.advance("30S");
    Instant cleared = lab.evaluations.getLast();

    lab.scheduler.advance(Duration.between(lab.now(), cleared.plusSeconds(100).minusMillis(1)));
    assertThat(lab.snapshot().state()).isEqualTo(State.FIRING);
    lab.scheduler.advance(Duration.ofMillis(1));

    assertThat(lab.snapshot().state()).isEqualTo(State.INACTIVE);
    assertThat(lab.snapshot().lastTransition()).isEqualTo(cleared.plusSeconds(100));
    assertThat(lab.lastHandedOver()).isEqualTo("Resolved CONDITION_CLEARED");
  }

  @Test
  void anEditIsEvaluatedAtOnceAndANewIntervalHoldsFromThen() {
    lab.registry.apply(rule("0S", "0S"));
    lab.advance("3S");
    int before = lab.evaluations.size();

    lab.registry.apply(RuleLab.every(rule("0S", "0S"), Duration.ofSeconds(5)));
    lab.advance("0S");
    assertThat(lab.evaluations).hasSize(before + 1);

    lab.advance("50S");
    assertThat(lab.evaluations).hasSize(before + 11);
  }

  @Test
  void anEqualDefinitionChangesNothing() {
    lab.registry.apply(rule("0S", "0S"));
    lab.advance("0S");

    lab.registry.apply(rule("0S", "0S"));
    lab.advance("0S");

    assertThat(lab.evaluations).hasSize(1);
  }

  @Test
  void aSlowQuerySkipsSlotsAndCountsThem() {
    lab.registry.apply(rule("0S", "0S"));
    lab.advance("31S");
    lab.answer =
        (_, _) -> {
          lab.holdsForNone();
          lab.scheduler.advance(Duration.ofSeconds(100));
          return List.of();
        };

    lab.advance("5M");

    assertThat(lab.meters.get("skopos.rule.evaluations.missed").counter().count()).isEqualTo(3);
    assertThat(lab.meters.get("skopos.rule.evaluations").counter().count())
        .isEqualTo(lab.evaluations.size());
    assertThat(lab.evaluations).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aDayOfEvaluationsNeverGoesBack() {
    lab.registry.apply(rule("45S", "70S"));
    for (int minute = 0; minute < 24 * 60; minute++) {
      if (minute % 7 < 3) {
        lab.holdsFor(CHECKOUT);
      } else {
        lab.holdsForNone();
      }
      lab.advance("1M");
    }

    assertThat(lab.evaluations).isSorted().doesNotHaveDuplicates();
    assertThat(lab.registry.snapshot(ID)).isPresent();
    assertThat(lab.samples)
        .isSortedAccordingTo(Comparator.comparingLong(SampleWriter.RuleSample::timestamp));
  }
}
