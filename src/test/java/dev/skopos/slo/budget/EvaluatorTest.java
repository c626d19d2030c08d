// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import static dev.skopos.slo.Course.minute;
import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.calendar.CalendarUnit;
import dev.skopos.model.Labels;
import dev.skopos.slo.Course;
import dev.skopos.slo.Objectives;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.AbsentData;
import dev.skopos.slo.definition.Exclusion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Offset<Double> EXACTLY = within(1e-9);

  @Test
  void aBudgetIsAShareOfTheEvents() {
    // 100 events a minute; one bad each hour, and 600 within ten minutes of the newest hour
    Course course =
        Course.of(
            START,
            DAY.multipliedBy(40),
            m -> minute((m % 60 == 0 ? 1 : 0) + (m >= 57_540 && m < 57_550 ? 60 : 0), 100));
    Instant at = START.plus(DAY.multipliedBy(40));

    Evaluation evaluation = evaluate(objective(), course, at);

    assertThat(evaluation.from()).isEqualTo(at.minus(DAY.multipliedBy(30)));
    BudgetState state = evaluation.total();
    assertThat(state.events()).isEqualTo(new Events(720 + 600, 4_320_000, 43_200));
    assertThat(state.sli()).isEqualTo(1 - 1320 / 4_320_000.0, EXACTLY);
    assertThat(state.budget()).isEqualTo(4320, EXACTLY);
    assertThat(state.remainingRatio()).isEqualTo(1 - 1320 / 4320.0, EXACTLY);
    assertThat(state.burn(Duration.ofHours(1)).rate()).isEqualTo(601 / 6000.0 / 0.001, EXACTLY);
    assertThat(state.burn(Duration.ofMinutes(5)).rate()).isZero();
    assertThat(state.burn(Duration.ofDays(3)).rate())
        .isEqualTo((72 + 600) / 432_000.0 / 0.001, EXACTLY);
  }

  @Test
  void aBudgetMayBeOverspent() {
    Course course = Course.of(START, DAY, m -> minute(1, 100));

    BudgetState state = evaluate(objective(), course, START.plus(DAY)).total();

    assertThat(state.remainingRatio()).isEqualTo(-9, EXACTLY);
    assertThat(state.isExhausted()).isTrue();
    assertThat(state.exhaustion()).isNull();
  }

  @Test
  void theWindowBeginsWhereTheCountingBegan() {
    Course course = Course.of(START, DAY, m -> minute(0, 10));

    Evaluation evaluation = evaluate(objective(), course, START.plus(Duration.ofHours(5)));

    assertThat(evaluation.from()).isEqualTo(START);
    assertThat(evaluation.total().events().total()).isEqualTo(3000);
  }

  @Test
  void aWindowWithoutEventsHasNoRates() {
    Course course = Course.of(START, DAY, m -> m < 60 ? minute(0, 10) : Events.NONE);

    BudgetState state = evaluate(objective(), course, START.plus(DAY)).total();

    assertThat(state.burn(Duration.ofHours(1)).rate()).isNaN();
    assertThat(state.sli()).isEqualTo(1);
  }

  @Test
  void excludedTimeDoesNotCountAlsoWhenItIsExcludedAfterwards() {
    Instant at = START.plus(DAY);
    Course course =
        Course.of(START, DAY, m -> m >= 600 && m < 660 ? minute(100, 100) : minute(0, 100));
    Exclusion hour = oneOff(START.plusSeconds(600 * 60), START.plusSeconds(660 * 60));

    BudgetState before = evaluate(objective(), course, at).total();
    BudgetState after = evaluate(objective().excluding(hour), course, at).total();

    assertThat(before.events()).isEqualTo(new Events(6000, 144_000, 1440));
    assertThat(after.events()).isEqualTo(new Events(0, 138_000, 1380));
    assertThat(after.remainingRatio()).isEqualTo(1);
  }

  @Test
  void excludedTimeIsWidenedToTheGridAndCountedOnceWhereItOverlaps() {
    Instant at = START.plus(DAY);
    Course course = Course.of(START, DAY, m -> minute(0, 1));
    Exclusion one = oneOff(START.plusSeconds(601), START.plusSeconds(1199));
    Exclusion other = oneOff(START.plusSeconds(900), START.plusSeconds(1261));

    // minutes 10 to 22
    BudgetState state = evaluate(objective().excluding(one, other), course, at).total();

    assertThat(state.events().total()).isEqualTo(1440 - 12);
  }

  @Test
  void olderExclusionsAreWidenedToAQuarterOfAnHour() {
    Duration window = DAY.multipliedBy(90);
    Instant at = START.plus(window);
    Course course = Course.of(START, window, m -> minute(0, 1));
    Exclusion one = oneOff(START.plusSeconds(20 * 60), START.plusSeconds(31 * 60));

    BudgetState state = evaluate(objective().rolling(window).excluding(one), course, at).total();

    assertThat(state.events().total()).isEqualTo(90 * 1440 - 30);
  }

  @Test
  void exclusionsRecur() {
    Duration week = DAY.multipliedBy(7);
    Course course = Course.of(START, week, m -> minute(m % 1440 < 60 ? 1 : 0, 1));
    Exclusion nightly =
        Exclusion.Recurring.of("0 0 * * *", Duration.ofHours(1), ZoneId.of("UTC"), "backup", "ops");

    BudgetState state =
        evaluate(objective().rolling(week).excluding(nightly), course, START.plus(week)).total();

    assertThat(state.events()).isEqualTo(new Events(0, 7 * 1380, 7 * 1380));
  }

  @Test
  void aCalendarsBudgetBeginsAnewWithEachPeriod() {
    Instant since = Instant.parse("2026-03-01T00:00:00Z");
    Course course = Course.of(since, DAY.multipliedBy(60), m -> minute(1, 1000));
    Objectives month = objective().calendar(CalendarUnit.MONTH, "Europe/Berlin");
    Instant april = Instant.parse("2026-03-31T22:00:00Z");

    Evaluation last = evaluate(month, course, april);
    Evaluation first = evaluate(month, course, april.plusSeconds(60));
    Evaluation later = evaluate(month, course, april.plus(DAY.multipliedBy(3)));

    assertThat(last.from()).isEqualTo(since);
    assertThat(last.periodEnd()).isEqualTo(april);
    assertThat(last.periodElapsedRatio()).isEqualTo(1);
    assertThat(first.total().events()).isEqualTo(new Events(1, 1000, 1));
    assertThat(later.from()).isEqualTo(april);
    assertThat(later.total().events().total()).isEqualTo(3 * 1_440_000);
    assertThat(later.periodElapsedRatio()).isEqualTo(0.1, EXACTLY);
  }

  @Test
  void aDayOfTheChangeOfTheClocksHas23Hours() {
    Instant since = Instant.parse("2026-03-28T00:00:00Z");
    Course course = Course.of(since, DAY.multipliedBy(3), m -> minute(0, 1));

    Evaluation day =
        evaluate(
            objective().calendar(CalendarUnit.DAY, "Europe/Berlin"),
            course,
            Instant.parse("2026-03-29T22:00:00Z"));

    assertThat(day.total().events().total()).isEqualTo(23 * 60);
  }

  @Test
  void minutesWithoutSamplesCountAsThePolicySays() {
    // 20 minutes of an hour are missing, before the newest minute
    Course course =
        Course.of(
            START,
            Duration.ofHours(1),
            m -> m >= 30 && m < 50 ? Events.NONE : minute(m == 0 ? 4 : 0, 10));
    Instant at = START.plus(Duration.ofHours(1));

    assertThat(events(objective(), course, at)).isEqualTo(new Events(4, 400, 40));
    assertThat(events(objective().absent(AbsentData.GOOD), course, at))
        .isEqualTo(new Events(4, 600, 40));
    assertThat(events(objective().absent(AbsentData.BAD), course, at))
        .isEqualTo(new Events(204, 600, 40));
  }

  @Test
  void aWindowWithoutASampleIsReckonedWithTheAverageOfTheWhole() {
    Course course = Course.of(START, Duration.ofHours(3), m -> m < 60 ? minute(0, 7) : Events.NONE);

    BudgetState state =
        evaluate(objective().absent(AbsentData.BAD), course, START.plus(Duration.ofHours(3)))
            .total();

    assertThat(state.burn(Duration.ofHours(1)).events()).isEqualTo(new Events(420, 420, 0));
    assertThat(state.burn(Duration.ofHours(1)).rate()).isEqualTo(1000, EXACTLY);
  }

  @Test
  void excludedMinutesAreNotMissed() {
    Course course =
        Course.of(START, Duration.ofHours(1), m -> m >= 30 && m < 50 ? Events.NONE : minute(0, 10));
    Exclusion gap = oneOff(START.plusSeconds(30 * 60), START.plusSeconds(50 * 60));

    assertThat(
            events(
                objective().absent(AbsentData.BAD).excluding(gap),
                course,
                START.plus(Duration.ofHours(1))))
        .isEqualTo(new Events(0, 400, 40));
  }

  @Test
  void missedSlicesAreBadSlices() {
    // slices of 5 minutes; 10 of 12 had events
    Course course =
        Course.of(
            START,
            Duration.ofHours(1),
            m -> m >= 30 && m < 40 ? Events.NONE : minute(0, m % 5 == 4 ? 1 : 0));

    assertThat(
            events(
                objective().slices(Duration.ofMinutes(5)).absent(AbsentData.BAD),
                course,
                START.plus(Duration.ofHours(1))))
        .isEqualTo(new Events(2, 12, 50));
  }

  @Test
  void aGroupIsNotMissedBeforeItWasSeen() {
    Course course =
        new Course(START, Duration.ofHours(2))
            .with(Labels.of("route", "/a"), m -> m < 60 ? Events.NONE : minute(0, 10))
            .with(Labels.of("route", "/b"), m -> minute(0, 10));

    List<BudgetState> groups =
        evaluate(
                objective().groupBy("route").absent(AbsentData.BAD),
                course,
                START.plus(Duration.ofHours(2)))
            .groups();

    assertThat(groups).extracting(group -> group.events().bad()).containsExactly(0.0, 0.0);
  }

  @Test
  void frozenDataHoldTheObjectiveAsItWas() {
    Course course =
        Course.of(START, DAY, m -> m >= 600 ? Events.NONE : minute(m >= 595 ? 10 : 0, 100));
    Instant last = START.plusSeconds(600 * 60);

    Evaluation held =
        evaluate(objective().absent(AbsentData.FREEZE), course, last.plus(Duration.ofHours(5)));
    Evaluation then = evaluate(objective(), course, last);

    assertThat(held.isHeld()).isTrue();
    assertThat(held.upTo()).isEqualTo(last);
    assertThat(held.dataAge()).isEqualTo(Duration.ofHours(5));
    assertThat(held.total()).isEqualTo(then.total());
  }

  @Test
  void theNewestSampleIsFoundAmongAllGroups() {
    Course course =
        new Course(START, DAY)
            .with(Labels.of("route", "/a"), m -> m < 100 ? minute(0, 1) : Events.NONE)
            .with(Labels.of("route", "/b"), m -> m < 777 ? minute(0, 1) : Events.NONE);

    Evaluation evaluation =
        evaluate(objective().groupBy("route"), course, START.plus(Duration.ofHours(20)));

    assertThat(evaluation.dataAge()).isEqualTo(Duration.ofMinutes(1200 - 777));
  }

  @Test
  void theProjectionKnowsWhatLeavesTheWindow() {
    // 1000 events a minute; 40 bad ones a minute in the newest day, none before: 57600 of 43200
    Course steady = Course.of(START, DAY.multipliedBy(31), m -> minute(m >= 43_920 ? 12 : 0, 1000));
    Instant at = START.plus(DAY.multipliedBy(30)).plus(DAY.dividedBy(2).plusHours(6));
    // from minute 43920 to 44280 there are 4320 bad ones of 43200 that may be; 12 more each minute
    Evaluation evaluation = evaluate(objective(), steady, at);

    assertThat(evaluation.total().remainingRatio()).isEqualTo(0.9, EXACTLY);
    Instant exhaustion = Objects.requireNonNull(evaluation.total().exhaustion());
    Duration after = Duration.between(at, exhaustion);
    assertThat(after.toMinutes()).isBetween(3240L - 5, 3240L + 25);
  }

  @Test
  void aBudgetThatIsSpentAsFastAsAllowedIsNeverGone() {
    Course course = Course.of(START, DAY.multipliedBy(40), m -> minute(m % 2 == 0 ? 1 : 0, 1000));

    assertThat(evaluate(objective(), course, START.plus(DAY.multipliedBy(40))).total().exhaustion())
        .isNull();
  }

  @Test
  void aCalendarsProjectionEndsWithThePeriod() {
    Course course =
        Course.of(START, DAY.multipliedBy(31), m -> minute(m >= 1440 * 10 - 360 ? 2 : 0, 1000));
    Objectives month = objective().calendar(CalendarUnit.MONTH, "UTC");

    // after 10 days: 720 bad of 14400 allowed, 2 against 1 each minute: 13680 minutes later
    assertThat(evaluate(month, course, START.plus(DAY.multipliedBy(10))).total().exhaustion())
        .isEqualTo(START.plus(DAY.multipliedBy(10)).plusSeconds(13_680 * 60));
    Course slow =
        Course.of(START, DAY.multipliedBy(31), m -> minute(m >= 1440 * 10 - 360 ? 1.2 : 0, 1000));
    assertThat(evaluate(month, slow, START.plus(DAY.multipliedBy(10))).total().exhaustion())
        .isNull();
  }

  @Test
  void groupsHaveBudgetsOfTheirOwnTheWorstFirst() {
    Course course =
        new Course(START, DAY)
            .with(Labels.of("route", "/a"), m -> minute(0, 10))
            .with(Labels.of("route", "/b"), m -> minute(m < 10 ? 1 : 0, 10))
            .with(Labels.of("route", "/c"), m -> minute(m < 5 ? 1 : 0, 10));

    Evaluation evaluation = evaluate(objective().groupBy("route"), course, START.plus(DAY));

    assertThat(evaluation.worst(2))
        .extracting(BudgetState::group)
        .containsExactly(Labels.of("route", "/b"), Labels.of("route", "/c"));
    assertThat(evaluation.total().events()).isEqualTo(new Events(15, 43_200, 4320));
  }

  @Test
  void groupsBeyondTheBoundAreLeftOut() {
    Course course = new Course(START, DAY);
    for (int i = 0; i < 5; i++) {
      course.with(Labels.of("route", "/" + i), m -> minute(0, 1));
    }

    Evaluation evaluation =
        evaluate(objective().groupBy("route").maxGroups(3), course, START.plus(DAY));

    assertThat(evaluation.groups()).hasSize(3);
    assertThat(evaluation.leftOut()).isEqualTo(2);
  }

  private static Events events(Objectives objective, Course course, Instant at) {
    return evaluate(objective, course, at).total().events();
  }

  private static Evaluation evaluate(Objectives objective, Course course, Instant at) {
    return new Evaluator(objective.build()).evaluate(course.at(at), at, START);
  }

  private static Exclusion oneOff(Instant from, Instant to) {
    return new Exclusion.OneOff(from, to, "moved", "ops");
  }
}
