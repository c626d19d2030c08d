// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import static dev.skopos.slo.Course.minute;
import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skopos.slo.ObjectiveEvent.Kind;
import dev.skopos.slo.definition.Alerting;
import dev.skopos.slo.definition.BudgetPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happened to budgets while the process did not run. */
class AbsenceTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant BEGIN = START.plus(DAY);

  /** For an hour all fails: the budget of a day is used up after two minutes. */
  private static ObjectiveLab lab(Duration outageAfter) {
    long from = DAY.plus(outageAfter).toMinutes();
    return new ObjectiveLab(
        Course.of(
            START, DAY.multipliedBy(10), m -> minute(m >= from && m < from + 60 ? 100 : 0, 100)),
        BEGIN);
  }

  private static Objectives daily() {
    return objective()
        .rolling(DAY)
        .alerting(Alerting.of(new Alerting.Tiers.Custom(List.of())))
        .policy(new BudgetPolicy(BigDecimal.ZERO, null, true));
  }

  private static List<ObjectiveEvent> newOnes(ObjectiveLab before, ObjectiveLab after) {
    return after.events.subList(before.events.size(), after.events.size());
  }

  private static ObjectiveLab restarted(ObjectiveLab before, Duration outage, Objectives with) {
    ObjectiveLab after = before.restarted(outage);
    after.apply(with);
    after.advance(Duration.ofMinutes(1));
    return after;
  }

  @Test
  void aBudgetThatRanOutIsRecordedWithTheTimeAtWhichItDid() {
    ObjectiveLab before = lab(HOUR.multipliedBy(7));
    before.apply(daily());
    before.advance(HOUR);

    ObjectiveLab after = restarted(before, HOUR.multipliedBy(12), daily());

    assertThat(newOnes(before, after))
        .extracting(ObjectiveEvent::kind)
        .containsExactly(Kind.BUDGET_EXHAUSTED, Kind.FREEZE_BEGAN);
    Instant spent = BEGIN.plus(HOUR.multipliedBy(7)).plusSeconds(120);
    assertThat(newOnes(before, after))
        .allSatisfy(
            event ->
                assertThat(event.at()).isBetween(spent.minusSeconds(60), spent.plusSeconds(60)));
  }

  @Test
  void aBudgetThatWasRestoredIsRecordedWithTheTimeAtWhichItWas() {
    ObjectiveLab before = lab(HOUR);
    before.apply(daily());
    before.advance(HOUR.multipliedBy(3));
    assertThat(before.events)
        .extracting(ObjectiveEvent::kind)
        .containsExactlyInAnyOrder(Kind.BUDGET_EXHAUSTED, Kind.FREEZE_BEGAN);

    ObjectiveLab after = restarted(before, DAY.multipliedBy(4), daily());

    assertThat(newOnes(before, after))
        .extracting(ObjectiveEvent::kind)
        .containsExactly(Kind.BUDGET_RESTORED, Kind.FREEZE_ENDED);
    Instant restored = BEGIN.plus(DAY).plus(HOUR.multipliedBy(2));
    assertThat(newOnes(before, after))
        .allSatisfy(
            event ->
                assertThat(event.at())
                    .isBetween(restored.minusSeconds(180), restored.plusSeconds(60)));
  }

  @Test
  void whatIsAsItWasIsNotRecordedAgain() {
    ObjectiveLab before = lab(HOUR);
    before.apply(daily());
    before.advance(HOUR.multipliedBy(3));

    ObjectiveLab after = restarted(before, HOUR, daily());

    assertThat(newOnes(before, after)).isEmpty();
  }

  @Test
  void whatAnEditChangedIsRecordedWithTheTimeAtWhichItIsSeen() {
    ObjectiveLab before = lab(HOUR);
    before.apply(daily());
    before.advance(HOUR.multipliedBy(3));

    ObjectiveLab after = restarted(before, HOUR, daily().target("50"));

    Instant seen = BEGIN.plus(HOUR.multipliedBy(4));
    assertThat(newOnes(before, after))
        .extracting(ObjectiveEvent::kind, ObjectiveEvent::at)
        .containsExactly(tuple(Kind.BUDGET_RESTORED, seen), tuple(Kind.FREEZE_ENDED, seen));
  }
}
