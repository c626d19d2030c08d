// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.COUNTERS;
import static dev.skopos.slo.count.CounterLab.DAY;
import static dev.skopos.slo.count.CounterLab.HOUR;
import static dev.skopos.slo.count.CounterLab.ID;
import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.all;
import static dev.skopos.slo.count.CounterLab.at;
import static dev.skopos.slo.count.CounterLab.definition;
import static dev.skopos.slo.count.CounterLab.finish;
import static dev.skopos.slo.count.CounterLab.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.slo.count.CountingDefinition.Slices;
import dev.skopos.slo.count.Indicator.Comparison;
import dev.skopos.store.Queryable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters and gauges, one case each. */
class EventCounterTest {

  private static final Labels OK = requests("a", "200");
  private static final Labels FAILED = requests("a", "500");

  private final CounterLab lab = new CounterLab();

  private Accounts count(long until) {
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, until);
    return counter.accounts();
  }

  @Test
  void nothingIsKnownBeforeTheFirstCall() {
    Accounts accounts = lab.counter(definition(COUNTERS)).accounts();

    assertThat(accounts.groups()).isEmpty();
    assertThat(accounts.between(Labels.EMPTY, Instant.EPOCH, at(START))).isEqualTo(Events.NONE);
  }

  @Test
  void withoutSamplesThereIsNothing() {
    Accounts accounts = count(START);

    assertThat(accounts.groups()).isEmpty();
    assertThat(accounts.until()).isEqualTo(at(START));
    assertThat(accounts.since()).isEqualTo(at(START));
  }

  @Test
  void theFirstSampleOfANewTargetIsWhereItBegins() {
    lab.samples.add(OK, START, 1_000);
    lab.samples.add(FAILED, START, 100);
    lab.samples.add(OK, START + MINUTE, 1_010);
    lab.samples.add(FAILED, START + MINUTE, 103);

    Accounts accounts = count(START + MINUTE);

    assertThat(all(accounts, Labels.EMPTY)).isEqualTo(new Events(3, 10 + 3, 2));
    assertThat(accounts.since()).isEqualTo(at(START - MINUTE));
  }

  @Test
  void aNewSeriesOfAKnownTargetBeganAtZero() {
    lab.samples.add(OK, START, 1_000);
    lab.samples.add(OK, START + MINUTE, 1_000);
    lab.samples.add(FAILED, START + MINUTE, 2);
    lab.samples.add(requests("b", "500"), START + MINUTE, 7_000);

    assertThat(all(count(START + MINUTE), Labels.EMPTY)).isEqualTo(new Events(2, 2, 2));
  }

  @Test
  void aNewSeriesBeganAtZeroHoweverLongTheTargetWasAway() {
    lab.samples.add(OK, START, 1_000);
    lab.samples.add(FAILED, START + 9 * DAY, 2);

    assertThat(all(count(START + 9 * DAY), Labels.EMPTY)).isEqualTo(new Events(2, 2, 2));
  }

  @Test
  void aTargetThatIsNamedAnewAltogetherDoesNotBeginAtZero() {
    Labels renamed = OK.with("team", "shop");
    for (int i = 0; i < 10; i++) {
      lab.samples.add(OK, START + i * MINUTE, 1_000_000 + i);
      lab.samples.add(renamed, START + (10 + i) * MINUTE, 1_000_010 + i);
    }
    lab.samples.add(OK, START + 10 * MINUTE, Sample.STALE);
    lab.samples.add(FAILED.with("team", "shop"), START + 12 * MINUTE, 3);

    EventCounter counter = lab.counter(definition(COUNTERS));
    for (int i = 0; i < 20; i++) {
      finish(counter, START + i * MINUTE);
    }

    Events expected = new Events(3, 9 + 9 + 3, 20);
    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(expected);
    assertThat(all(count(START + 19 * MINUTE), Labels.EMPTY)).isEqualTo(expected);
  }

  @Test
  void aMetricThatIsNamedAnewAlthoughTheTargetGoesOnDoesNotBeginAtZero() {
    Labels errors = Labels.of("__name__", "errors_total", "job", "shop", "instance", "a");
    for (int i = 0; i < 10; i++) {
      lab.samples.add(OK, START + i * MINUTE, 1_000_000 + 100 * i);
      Labels named = i < 5 ? errors : errors.with("team", "shop");
      lab.samples.add(named, START + i * MINUTE, 5_000 + i);
    }
    Indicator.Counters apart =
        new Indicator.Counters(
            Indicator.Part.BAD,
            List.of(Matcher.equal("__name__", "errors_total")),
            CounterLab.TOTAL);
    EventCounter counter = lab.counter(definition(apart));

    finish(counter, START + 9 * MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(4 + 4, 900, 10));
  }

  @Test
  void anErrorThatComesLongAfterOthersOfAnEarlierProcessBeganAtZero() {
    Labels errors = Labels.of("__name__", "errors_total", "job", "shop", "instance", "a");
    for (int i = 0; i < 10; i++) {
      lab.samples.add(OK, START + i * MINUTE, i < 5 ? 1_000 + i : 1 + 10 * i);
    }
    lab.samples.add(errors.with("code", "500"), START + 4 * MINUTE, 7);
    lab.samples.add(errors.with("code", "503"), START + 8 * MINUTE, 2);
    Indicator.Counters apart =
        new Indicator.Counters(
            Indicator.Part.BAD,
            List.of(Matcher.equal("__name__", "errors_total")),
            CounterLab.TOTAL);
    EventCounter counter = lab.counter(definition(apart));

    finish(counter, START + 9 * MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY).bad()).isEqualTo(7 + 2);
  }

  @Test
  void withoutJobAndInstanceOnlyWhatJoinsOthersBeganAtZero() {
    Labels recorded = Labels.of("__name__", "requests_total", "code", "200");
    lab.samples.add(recorded, START, 1_000);
    // another one, in the place of the first
    lab.samples.add(recorded.with("zone", "eu"), START + 3 * HOUR, 7_000);
    lab.samples.add(recorded.with("zone", "eu"), START + 3 * HOUR + MINUTE, 7_001);
    lab.samples.add(recorded.with("zone", "eu").with("code", "500"), START + 3 * HOUR + MINUTE, 20);

    assertThat(all(count(START + 3 * HOUR + MINUTE), Labels.EMPTY))
        .isEqualTo(new Events(20, 21, 3));
  }

  @Test
  void aGapLosesNothing() {
    lab.samples.add(OK, START, 1_000);
    lab.samples.add(OK, START + 30, Sample.STALE);
    lab.samples.add(OK, START + 3 * DAY, 1_500);

    Accounts accounts = count(START + 3 * DAY);

    Instant later = at(START + 3 * DAY - MINUTE);
    assertThat(accounts.between(Labels.EMPTY, later, accounts.until()))
        .isEqualTo(new Events(0, 500, 1));
    assertThat(accounts.between(Labels.EMPTY, Instant.EPOCH, later)).isEqualTo(new Events(0, 0, 1));
  }

  @Test
  void aCounterThatFallsBeganAnew() {
    lab.samples.add(OK, START, 1_000);
    lab.samples.add(OK, START + MINUTE, 5);
    lab.samples.add(OK, START + 2 * MINUTE, 6);

    assertThat(all(count(START + 2 * MINUTE), Labels.EMPTY)).isEqualTo(new Events(0, 6, 3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
  void aCounterThatIsNoNumberIsAsIfNotScraped(double nonsense) {
    lab.samples.add(OK, START - MINUTE, nonsense);
    lab.samples.add(OK, START, 1_000);
    lab.samples.add(OK, START + MINUTE, nonsense);
    lab.samples.add(OK, START + 2 * MINUTE, 1_006);
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, START + MINUTE);
    lab.samples.add(OK, START + 3 * HOUR, nonsense);
    lab.samples.add(OK, START + 3 * HOUR + MINUTE, 1_010);

    finish(counter, START + 3 * HOUR);
    finish(counter, START + 3 * HOUR + MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(0, 10, 3));
  }

  @Test
  void aSampleBelongsToTheMinuteThatItEnds() {
    lab.samples.add(OK, START, 0);
    lab.samples.add(OK, START + MINUTE, 1);
    lab.samples.add(OK, START + MINUTE + 1, 3);

    Accounts accounts = count(START + 10 * MINUTE);

    assertThat(accounts.between(Labels.EMPTY, at(START), at(START + MINUTE)).total()).isEqualTo(1);
    assertThat(
            accounts
                .between(Labels.EMPTY, at(START + MINUTE + 59_999), at(START + 2 * MINUTE))
                .total())
        .isEqualTo(2);
  }

  @Test
  void aSnapshotStaysAsItIs() {
    lab.samples.add(OK, START, 0);
    lab.samples.add(OK, START + MINUTE, 1);
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, START + MINUTE);
    Accounts before = counter.accounts();
    lab.samples.add(OK, START + MINUTE + 30_000, 2);

    finish(counter, START + 2 * MINUTE);

    assertThat(all(before, Labels.EMPTY).total()).isEqualTo(1);
    assertThat(all(counter.accounts(), Labels.EMPTY).total()).isEqualTo(2);
  }

  @Test
  void thereIsNeverMoreBadThanTotal() {
    lab.samples.add(OK, START, 0);
    lab.samples.add(requests("a", "501").with("__name__", "errors_total"), START + MINUTE, 5);
    Indicator.Counters apart =
        new Indicator.Counters(
            Indicator.Part.BAD,
            List.of(Matcher.equal("__name__", "errors_total")),
            CounterLab.TOTAL);
    lab.samples.add(OK, START + 2 * MINUTE, 8);
    EventCounter counter = lab.counter(definition(apart));

    finish(counter, START + 2 * MINUTE);

    Accounts accounts = counter.accounts();
    assertThat(accounts.between(Labels.EMPTY, at(START), at(START + MINUTE)))
        .isEqualTo(Events.NONE);
    assertThat(all(accounts, Labels.EMPTY)).isEqualTo(new Events(5, 8, 2));
  }

  @Test
  void aGaugeIsBadWhereItsComparisonDoesNotHold() {
    Labels gauge = Labels.of("__name__", "queue_length");
    for (int i = 0; i < 10; i++) {
      lab.samples.add(gauge, START + i * MINUTE, i);
    }
    lab.samples.add(gauge, START + 10 * MINUTE, Sample.STALE);
    Indicator.Threshold threshold =
        new Indicator.Threshold(
            List.of(Matcher.equal("__name__", "queue_length")), Comparison.LESS_OR_EQUAL, 6);
    EventCounter counter = lab.counter(definition(threshold));

    finish(counter, START + 20 * MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(3, 10, 10));
  }

  @Test
  void aSliceIsAnEventWhenItIsComplete() {
    lab.samples.add(OK, START, 0);
    lab.samples.add(FAILED, START, 0);
    // the first slice is good, the second is bad, the third has no events, the fourth is not over
    lab.samples.add(OK, START + 2 * MINUTE, 99);
    lab.samples.add(FAILED, START + 2 * MINUTE, 1);
    lab.samples.add(OK, START + 7 * MINUTE, 99 + 98);
    lab.samples.add(FAILED, START + 7 * MINUTE, 1 + 2);
    lab.samples.add(OK, START + 13 * MINUTE, 99 + 98);
    lab.samples.add(FAILED, START + 17 * MINUTE, 100);
    Slices slices = new Slices(Duration.ofMinutes(5), 0.99);
    EventCounter counter = lab.counter(definition(COUNTERS, slices));

    finish(counter, START + 19 * MINUTE);
    Events before = all(counter.accounts(), Labels.EMPTY);
    finish(counter, START + 20 * MINUTE);
    lab.save(counter);
    EventCounter again = lab.counter(definition(COUNTERS, slices));
    finish(again, START + 3 * DAY);

    assertThat(before).isEqualTo(new Events(1, 2, 5));
    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(2, 3, 5));
    assertThat(all(again.accounts(), Labels.EMPTY)).isEqualTo(new Events(2, 3, 5));
    assertThat(
            counter
                .accounts()
                .between(Labels.EMPTY, at(START + 5 * MINUTE), at(START + 9 * MINUTE)))
        .isEqualTo(new Events(0, 0, 1));
  }

  @Test
  void groupsBeyondTheLimitAreReported() {
    for (int i = 0; i < 5; i++) {
      lab.samples.add(OK.with("route", "/" + i), START, 0);
      lab.samples.add(OK.with("route", "/" + i), START + MINUTE, 10);
    }
    EventCounter counter =
        lab.counter(
            new CountingDefinition(
                ID, COUNTERS, List.of("route"), 3, CounterLab.KEPT, Optional.empty()));

    Advanced advanced = finish(counter, START + MINUTE);

    assertThat(counter.accounts().groups()).hasSize(3);
    assertThat(advanced.problems()).containsExactly(new CountProblem.TooManyGroups(3, 2));
    assertThat(advanced.problems().getFirst().message())
        .isEqualTo("only 3 groups are counted; there are 2 more");
  }

  @Test
  void groupsOfErrorsThatTheTotalDoesNotHaveAreReported() {
    Labels errors = OK.with("__name__", "errors_total").with("route", "/buy");
    for (int i = 0; i < 10; i++) {
      lab.samples.add(OK, START + i * MINUTE, 10 * i);
      lab.samples.add(errors, START + i * MINUTE, i);
    }
    Indicator.Counters apart =
        new Indicator.Counters(
            Indicator.Part.BAD,
            List.of(Matcher.equal("__name__", "errors_total")),
            CounterLab.TOTAL);
    EventCounter counter = lab.counter(definition(apart, "route"));

    CountProblem problem = new CountProblem.GroupsDiffer(Labels.of("route", "/buy"), 1);
    assertThat(finish(counter, START + 9 * MINUTE).problems()).containsExactly(problem);
    assertThat(finish(counter, START + 9 * DAY).problems()).containsExactly(problem);
    assertThat(problem.message())
        .isEqualTo(
            "GroupsDiffer: 1 groups have good or bad events but no total, such as"
                + " {route=\"/buy\"}; both need the labels of groupBy");
  }

  @Test
  void groupsThatAreGoneMakeRoomForOthers() {
    CountingDefinition definition =
        new CountingDefinition(
            ID, COUNTERS, List.of("pod"), 4, Duration.ofHours(1), Optional.empty());
    EventCounter counter = lab.counter(definition);
    for (int i = 0; i < 60 * 48; i++) {
      long now = START + i * MINUTE;
      // one that stays, and a new one every six hours
      lab.samples.add(OK.with("pod", "stays"), now, i);
      lab.samples.add(OK.with("pod", "p" + i / 360), now, i % 360);
      counter.advance(at(now));
      if (i % 400 == 399) {
        lab.save(counter);
        counter = lab.counter(definition);
      }
    }

    Advanced advanced = finish(counter, START + 48 * HOUR);
    lab.save(counter);
    Accounts accounts = counter.accounts();
    EventCounter again = lab.counter(definition);
    finish(again, START + 48 * HOUR);

    assertThat(advanced.problems()).isEmpty();
    assertThat(accounts.groups())
        .containsExactlyInAnyOrder(pod("stays"), pod("p5"), pod("p6"), pod("p7"));
    assertThat(all(accounts, pod("p7")).total()).isEqualTo(359);
    assertThat(all(accounts, pod("stays")).total()).isEqualTo(2879);
    assertThat(again.accounts().groups()).isEqualTo(accounts.groups());
  }

  /** Also where nothing ever comes late, so that hardly anything is counted again. */
  @Test
  void aGroupThatWasRefusedIsCountedOnceThereIsRoom() {
    CountingDefinition definition =
        new CountingDefinition(
            ID, COUNTERS, List.of("pod"), 1, Duration.ofHours(1), Optional.empty());
    EventCounter counter =
        new EventCounter(definition, new Punctual(lab.samples), lab.queries, lab.blocks);
    for (int i = 0; i < 60 * 8; i++) {
      long now = START + i * MINUTE;
      if (i < 60) {
        lab.samples.add(OK.with("pod", "first"), now, i);
      }
      if (i > 30) {
        lab.samples.add(OK.with("pod", "second"), now, i);
      }
      finish(counter, now);
    }

    Accounts accounts = counter.accounts();
    assertThat(accounts.groups()).containsExactly(pod("second"));
    Instant recent = at(START + 7 * HOUR);
    assertThat(accounts.between(pod("second"), recent, accounts.until()).total()).isEqualTo(59);
  }

  private static Labels pod(String name) {
    return Labels.of("pod", name);
  }

  @Test
  void aRecountOnDemandFindsWhatWasBackfilled() {
    lab.samples.add(OK, START + 5 * HOUR, 1_000);
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, START + 5 * HOUR);
    lab.samples.add(OK, START, 400);
    lab.samples.add(OK, START + MINUTE, 500);

    counter.recount(at(START - HOUR), at(START + 6 * HOUR));
    finish(counter, START + 5 * HOUR + MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY).total()).isEqualTo(600);
    assertThat(counter.accounts().since()).isEqualTo(at(START - MINUTE));
  }

  @Test
  void aRecountOfOldDaysLeavesNoneOutOfWhatIsStillToBeCounted() {
    int days = 90;
    for (int i = 0; i <= days * 24; i++) {
      lab.samples.add(OK, START + i * HOUR, 1_000 + i);
    }
    long end = START + days * DAY;
    EventCounter counter = lab.counter(definition(COUNTERS));
    boolean complete = counter.advance(at(end)).complete();
    counter.advance(at(end));

    counter.recount(at(START + 3 * DAY), at(START + 4 * DAY));
    finish(counter, end);

    assertThat(complete).isFalse();
    assertThat(all(counter.accounts(), Labels.EMPTY))
        .isEqualTo(new Events(0, 24 * days, 24 * days + 1));
    assertThat(counter.unsaved().orElseThrow().span().complete()).isTrue();
  }

  @Test
  void whatHasNoSamplesAnyMoreStaysAsItIs() {
    for (int i = 0; i <= 10 * 60; i++) {
      lab.samples.add(OK, START + i * MINUTE, i);
    }
    long end = START + 10 * HOUR;
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, end);
    lab.samples.dropBefore(START + 4 * HOUR + 31 * MINUTE);

    counter.recount(at(START), at(end));
    finish(counter, end + MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(0, 600, 601));
  }

  /** What is still on time when an hour is over may come between two reads. */
  @Test
  void whatComesOnTimeWhileTheCountCatchesUpIsFound() {
    Labels up = Labels.of("__name__", "up", "job", "shop", "instance", "a");
    Indicator.BoolGauge gauge = new Indicator.BoolGauge(List.of(Matcher.equal("__name__", "up")));
    Queryable punctual = new Punctual(lab.samples);
    EventCounter before = new EventCounter(definition(gauge), punctual, lab.queries, lab.blocks);
    lab.samples.add(up, START - 2 * HOUR, 1);
    lab.samples.add(up, START, 1);
    finish(before, START);
    lab.save(before);
    // what one call does at most
    long present = START - 2 * HOUR + 7 * DAY;
    lab.samples.add(up, present - 32_000, 1);
    EventCounter counter = new EventCounter(definition(gauge), punctual, lab.queries, lab.blocks);
    counter.advance(at(present + 20_000));

    lab.samples.add(up, present - 2_000, 0);
    lab.samples.add(up, present + 28_000, 1);
    finish(counter, present + 50_000);
    for (int i = 1; i < 30; i++) {
      finish(counter, present + i * MINUTE);
    }

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(1, 5, 4));
  }

  /** To it nothing ever comes late. */
  private record Punctual(Queryable store) implements Queryable {
    @Override
    public List<Series> select(long from, long to, List<Matcher> matchers) {
      return store.select(from, to, matchers);
    }

    @Override
    public List<Labels> series(long from, long to, List<Matcher> matchers) {
      return store.series(from, to, matchers);
    }

    @Override
    public OptionalLong pastRevision() {
      return OptionalLong.of(1);
    }
  }

  @Test
  void theDefinitionRefusesWhatItCannotCount() {
    assertThat(new Slices(Duration.ofMinutes(20), 1).minutes()).isEqualTo(20);
    for (Duration length : List.of(Duration.ofMinutes(7), Duration.ofSeconds(90), Duration.ZERO)) {
      assertThat(catchThrowable(() -> new Slices(length, 0.9)))
          .hasMessageStartingWith("the length of a slice is " + length);
    }
    assertThat(catchThrowable(() -> new Slices(Duration.ofMinutes(5), Double.NaN)))
        .hasMessage("the ratio of a good slice is NaN, but must be from 0 to 1");
    assertThat(
            catchThrowable(
                () ->
                    new CountingDefinition(
                        ID, COUNTERS, List.of(), 0, CounterLab.KEPT, Optional.empty())))
        .hasMessage("there may be 0 groups, but at least 1 is needed");
  }
}
