// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static dev.skopos.rule.RuleLab.CHECKOUT;
import static dev.skopos.rule.RuleLab.ID;
import static dev.skopos.rule.RuleLab.START;
import static dev.skopos.rule.RuleLab.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.alert.AlertState;
import dev.skopos.rule.RuleSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleRestartTest {
  private final RuleLab lab = new RuleLab();

  private RuleLab firing(GroupDefinition rule) {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule);
    lab.advance("10M");
    assertThat(lab.snapshot().state()).isEqualTo(State.FIRING);
    return lab;
  }

  @Test
  void aFiringAlertIsFiringAgainBeforeTheFirstEvaluation() {
    RuleLab after = firing(rule("5M", "0S")).restarted(Duration.ofSeconds(20));

    after.registry.apply(rule("5M", "0S"));

    assertThat(after.snapshot().state()).isEqualTo(State.FIRING);
    assertThat(after.snapshot().instances().getFirst().activeAt()).isEqualTo(START);
  }

  @Test
  void aFiringAlertGoesOnWithItsTimes() {
    RuleLab after = firing(rule("5M", "0S")).restarted(Duration.ofHours(9));
    after.holdsFor(CHECKOUT);
    after.registry.apply(rule("5M", "0S"));
    after.advance("0S");

    assertThat(after.handedOver).hasSize(1);
    assertThat(after.handedOver.getFirst().alerts().getFirst().state())
        .isEqualTo(new AlertState.Firing(START.plus(Duration.ofMinutes(5))));
  }

  @Test
  void aPendingAlertGoesOnWaitingAndFiresInTime() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("5M", "0S"));
    lab.advance("4M");

    RuleLab after = lab.restarted(Duration.ofSeconds(20));
    after.holdsFor(CHECKOUT);
    after.registry.apply(rule("5M", "0S"));
    after.advance("39S");
    assertThat(after.snapshot().state()).isEqualTo(State.PENDING);
    after.advance("1S");

    assertThat(after.snapshot().state()).isEqualTo(State.FIRING);
    assertThat(after.snapshot().lastTransition()).isEqualTo(START.plus(Duration.ofMinutes(5)));
  }

  @Test
  void aLongOutageIsNoWaitingTime() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("10M", "0S"));
    lab.advance("8M");

    RuleLab after = lab.restarted(Duration.ofHours(3));
    after.holdsFor(CHECKOUT);
    after.registry.apply(rule("10M", "0S"));
    after.advance("1M");
    assertThat(after.snapshot().state()).isEqualTo(State.PENDING);
    after.advance("2M");

    assertThat(after.snapshot().state()).isEqualTo(State.FIRING);
  }

  @Test
  void missingDataRightAfterTheStartDoesNotResolve() {
    RuleLab after = firing(rule("5M", "0S")).restarted(Duration.ofSeconds(5));
    after.registry.apply(rule("5M", "0S"));
    after.advance("40S");
    assertThat(after.lastHandedOver()).isEqualTo("Firing");

    after.holdsFor(CHECKOUT);
    after.advance("1H");

    assertThat(after.handedOver).allMatch(each -> each.alerts().size() == 1);
    assertThat(after.handedOver)
        .allMatch(each -> each.alerts().getFirst().state() instanceof AlertState.Firing);
  }

  @Test
  void anAlertWhoseConditionEndedMeanwhileResolvesAfterTheGrace() {
    RuleLab after = firing(rule("5M", "0S")).restarted(Duration.ofSeconds(5));
    after.registry.apply(rule("5M", "0S"));

    after.advance("59S");
    assertThat(after.snapshot().state()).isEqualTo(State.FIRING);
    after.advance("1S");

    assertThat(after.lastHandedOver()).isEqualTo("Resolved CONDITION_CLEARED");
  }

  @Test
  void onceSeenAgainAnAlertResolvesWithoutGrace() {
    RuleLab after = firing(rule("0S", "0S")).restarted(Duration.ofSeconds(5));
    after.holdsFor(CHECKOUT);
    after.registry.apply(rule("0S", "0S"));
    after.advance("0S");
    after.holdsForNone();
    after.advance("30S");

    assertThat(after.lastHandedOver()).isEqualTo("Resolved CONDITION_CLEARED");
  }

  @Test
  void nothingIsResolvedBeforeAnEvaluationSucceeded() {
    RuleLab after = firing(rule("0S", "0S")).restarted(Duration.ofSeconds(5));
    after.queriesFail("the store is not open yet");
    after.registry.apply(rule("0S", "0S"));
    after.advance("10M");

    assertThat(after.handedOver).isNotEmpty();
    assertThat(after.lastHandedOver()).isEqualTo("Firing");
  }

  @Test
  void keepFiringForGoesOnOverARestart() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("0S", "10M"));
    lab.advance("1M");
    lab.holdsForNone();
    lab.advance("30S");
    Instant cleared = lab.evaluations.getLast();

    RuleLab after = lab.restarted(Duration.ofMinutes(2));
    after.registry.apply(rule("0S", "10M"));
    after.advance("20M");

    assertThat(after.snapshot().lastTransition()).isEqualTo(cleared.plus(Duration.ofMinutes(10)));
    assertThat(after.lastHandedOver()).isEqualTo("Resolved CONDITION_CLEARED");
  }

  @Test
  void aResolvedAlertIsHandedOnAfterARestartToo() {
    firing(rule("0S", "0S"));
    lab.holdsForNone();
    lab.advance("1M");

    RuleLab after = lab.restarted(Duration.ofSeconds(5));
    after.registry.apply(rule("0S", "0S"));
    after.advance("1M");

    assertThat(after.lastHandedOver()).isEqualTo("Resolved CONDITION_CLEARED");
  }

  @Test
  void aRuleThatWasDeletedMeanwhileEndsItsAlerts() {
    RuleLab after = firing(rule("0S", "0S")).restarted(Duration.ofMinutes(30));

    after.registry.retainOnly("AlertRule", Set.of());
    after.advance("0S");

    assertThat(after.handedOver.getLast().source()).isEqualTo(ID);
    assertThat(after.lastHandedOver()).isEqualTo("Resolved RULE_REMOVED");
    assertThat(after.samplesOf("ALERTS", "firing")).hasSize(1);
    assertThat(after.states.texts).isEmpty();
    assertThat(after.registry.snapshots()).isEmpty();
  }

  @Test
  void aRuleThatWasSuspendedMeanwhileEndsItsAlerts() {
    RuleLab after = firing(rule("0S", "0S")).restarted(Duration.ofMinutes(30));

    after.registry.apply(RuleLab.suspended(rule("0S", "0S")));
    after.advance("0S");

    assertThat(after.lastHandedOver()).isEqualTo("Resolved RULE_REMOVED");
  }

  @Test
  void theStateIsWrittenAtTransitionsAndOnceAMinuteWhileAnAlertIsPending() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(RuleLab.every(rule("5M", "0S"), Duration.ofSeconds(1)));
    lab.advance("0S");
    assertThat(lab.states.writes).isEqualTo(1);

    lab.advance("299S");
    assertThat(lab.states.writes).isEqualTo(5);

    lab.advance("1S");
    assertThat(lab.states.writes).isEqualTo(6);

    lab.advance("10M");
    assertThat(lab.states.writes).isEqualTo(6);
  }
}
