// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.COUNTERS;
import static dev.skopos.slo.count.CounterLab.DAY;
import static dev.skopos.slo.count.CounterLab.HOUR;
import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.all;
import static dev.skopos.slo.count.CounterLab.at;
import static dev.skopos.slo.count.CounterLab.definition;
import static dev.skopos.slo.count.CounterLab.finish;
import static dev.skopos.slo.count.CounterLab.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.store.Queryable;
import dev.skopos.store.StoreUnavailableException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is saved, and what is made of it. */
class KeptAccountsTest {

  private static final Labels OK = requests("a", "200");

  private final CounterLab lab = new CounterLab();

  /** One event a minute. */
  private void traffic(long from, long to) {
    for (long time = from; time <= to; time += MINUTE) {
      lab.samples.add(OK, time, (double) (time - START) / MINUTE + 1_000_000);
    }
  }

  private double total(EventCounter counter) {
    return all(counter.accounts(), Labels.EMPTY).total();
  }

  @Test
  void whatCouldNotBeSavedIsSavedLater() {
    traffic(START, START + 3 * HOUR);
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, START + 3 * HOUR);
    CountedChange failed = counter.unsaved().orElseThrow();

    CountedChange again = counter.unsaved().orElseThrow();
    lab.save(counter);

    assertThat(again.blocks()).isEqualTo(failed.blocks()).hasSize(2);
    assertThat(counter.unsaved().orElseThrow().blocks()).isEmpty();
  }

  @Test
  void whatChangesWhileItIsSavedIsSavedAgain() {
    traffic(START, START + HOUR);
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, START + HOUR);
    CountedChange change = counter.unsaved().orElseThrow();
    traffic(START + HOUR, START + HOUR + 5 * MINUTE);
    finish(counter, START + HOUR + 5 * MINUTE);

    lab.blocks.save(List.of(change));
    counter.saved(change);
    lab.save(counter);
    lab.samples.dropBefore(START + DAY);

    EventCounter again = lab.counter(definition(COUNTERS));
    finish(again, START + 2 * HOUR);
    assertThat(total(again)).isEqualTo(65);
  }

  @Test
  void theSamplesNeedNotBeThereAnyMore() {
    traffic(START, START + 10 * HOUR);
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, START + 10 * HOUR);
    lab.save(counter);
    lab.samples.dropBefore(START + 10 * HOUR - 20 * MINUTE);

    EventCounter again = lab.counter(definition(COUNTERS));
    traffic(START + 10 * HOUR, START + 11 * HOUR);
    finish(again, START + 11 * HOUR);

    assertThat(all(again.accounts(), Labels.EMPTY)).isEqualTo(new Events(0, 660, 661));
    assertThat(again.accounts().since()).isEqualTo(counter.accounts().since());
  }

  @Test
  void aDamagedDayIsCountedAgainFromItsSamples() {
    traffic(START, START + 3 * DAY);
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, START + 3 * DAY);
    CountedChange change = counter.unsaved().orElseThrow();
    long day = Math.floorDiv(START, DAY) + 1;
    List<DayBlock> damaged = change.blocks().stream().map(block -> damage(block, day)).toList();
    lab.blocks.save(List.of(new CountedChange(change.account(), change.span(), 0, damaged, 1)));

    EventCounter again = lab.counter(definition(COUNTERS));
    traffic(START + 3 * DAY, START + 3 * DAY + MINUTE);
    Advanced first = again.advance(at(START + 3 * DAY + MINUTE));
    Advanced last = finish(again, START + 3 * DAY + MINUTE);

    assertThat(first.problems())
        .containsExactly(new CountProblem.DamagedDay(Labels.EMPTY, LocalDate.ofEpochDay(day)));
    assertThat(last.problems()).isEmpty();
    assertThat(all(again.accounts(), Labels.EMPTY)).isEqualTo(new Events(0, 4321, 4322));
  }

  private static DayBlock damage(DayBlock block, long day) {
    byte[] data = block.data().clone();
    if (block.day() == day) {
      data[data.length / 2] ^= 1;
    }
    return new DayBlock(block.group(), block.day(), data);
  }

  @Test
  void aChangedObjectiveTakesThePlaceOfTheOldOneWhenItIsComplete() {
    traffic(START, START + 2 * HOUR);
    EventCounter old = lab.counter(definition(COUNTERS));
    finish(old, START + 2 * HOUR);
    lab.save(old);
    AccountKey oldKey = definition(COUNTERS).account();

    EventCounter changed = lab.counter(definition(COUNTERS, "code"));
    finish(changed, START + 2 * HOUR);
    boolean keptUntilSaved = lab.blocks.load(oldKey).isPresent();
    lab.save(changed);
    finish(changed, START + 2 * HOUR);

    assertThat(keptUntilSaved).isTrue();
    assertThat(lab.blocks.load(oldKey)).isEmpty();
    assertThat(lab.blocks.load(definition(COUNTERS, "code").account())).isPresent();
  }

  @Test
  void nothingIsCountedBeforeWhatWasSavedIsLoaded() {
    traffic(START, START + 2 * HOUR);
    EventCounter counter = lab.counter(definition(COUNTERS));
    lab.blocks.broken(true);

    Advanced advanced = counter.advance(at(START + 2 * HOUR));
    boolean anything = counter.unsaved().isPresent();
    lab.blocks.broken(false);
    finish(counter, START + 2 * HOUR);

    assertThat(advanced.complete()).isFalse();
    assertThat(advanced.problems()).containsExactly(new CountProblem.BlocksUnavailable("broken"));
    assertThat(anything).isFalse();
    assertThat(total(counter)).isEqualTo(120);
  }

  @Test
  void countingGoesOnWhereTheSamplesCouldNotBeRead() {
    traffic(START, START + 5 * HOUR);
    Unsteady store = new Unsteady(lab.samples);
    EventCounter counter = new EventCounter(definition(COUNTERS), store, lab.queries, lab.blocks);
    Advanced advanced = new Advanced(false, List.of());
    boolean reported = false;

    for (long now = START; now <= START + 5 * HOUR; now += 3 * MINUTE) {
      advanced = counter.advance(at(now));
      reported |=
          advanced.problems().contains(new CountProblem.SamplesUnavailable("no connection"));
    }
    store.calls = Integer.MIN_VALUE;
    finish(counter, START + 5 * HOUR);

    assertThat(reported).isTrue();
    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(0, 300, 301));
  }

  /** Fails at each third call. */
  private static final class Unsteady implements Queryable {
    private final Queryable store;
    private int calls;

    private Unsteady(Queryable store) {
      this.store = store;
    }

    private void call() {
      if (++calls > 0 && calls % 3 == 0) {
        throw new StoreUnavailableException("no connection");
      }
    }

    @Override
    public List<Series> select(long from, long to, List<Matcher> matchers) {
      call();
      return store.select(from, to, matchers);
    }

    @Override
    public List<Labels> series(long from, long to, List<Matcher> matchers) {
      call();
      return store.series(from, to, matchers);
    }
  }

  @Test
  void aClockThatIsAheadForAMomentLosesNothing() {
    EventCounter counter = lab.counter(definition(COUNTERS));
    List<CountProblem> problems = new ArrayList<>();
    for (int i = 0; i <= 5 * 60; i++) {
      long now = START + i * MINUTE;
      traffic(now, now);
      boolean ahead = i == 150;
      if (ahead) {
        lab.samples.add(OK, now + DAY, 2_000_000);
      }
      problems.addAll(counter.advance(at(ahead ? now + DAY : now)).problems());
      if (i == 200) {
        lab.save(counter);
        counter = lab.counter(definition(COUNTERS));
      }
    }
    finish(counter, START + 5 * HOUR);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(0, 300, 301));
    assertThat(problems)
        .contains(
            new CountProblem.ClockWentBack(
                at(START + 150 * MINUTE + DAY), at(START + 151 * MINUTE)))
        .hasSizeLessThan(65);
  }

  @Test
  void aClockThatIsFarAheadDropsNothing() {
    traffic(START, START + 3 * HOUR);
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, START + 3 * HOUR);
    long ahead = START + 500 * DAY;
    for (int i = 0; i < 1_000 && counter.accounts().until().isBefore(at(ahead)); i++) {
      counter.advance(at(ahead));
      lab.save(counter);
    }
    assertThat(counter.accounts().until()).isEqualTo(at(ahead));
    traffic(START + 3 * HOUR, START + 6 * HOUR);

    EventCounter again = lab.counter(definition(COUNTERS));
    finish(again, START + 6 * HOUR);
    Instant edge = at(START + 17 * MINUTE);

    assertThat(all(again.accounts(), Labels.EMPTY)).isEqualTo(new Events(0, 360, 361));
    assertThat(again.accounts().between(Labels.EMPTY, at(START), edge).total()).isEqualTo(17);
  }

  @Test
  void daysAreDroppedAfter400() {
    traffic(START, START + HOUR);
    traffic(START + 30 * DAY, START + 30 * DAY + HOUR);
    EventCounter counter = lab.counter(definition(COUNTERS));
    finish(counter, START + 30 * DAY + HOUR);
    lab.save(counter);
    long end = START + 402 * DAY;

    EventCounter again = lab.counter(definition(COUNTERS));
    traffic(end, end + HOUR);
    finish(again, end + HOUR);
    lab.save(again);

    assertThat(again.accounts().since())
        .isEqualTo(Instant.ofEpochMilli(START + 30 * DAY - 15 * MINUTE));
    assertThat(again.accounts().edge(at(START + 30 * DAY + 17 * MINUTE)))
        .isEqualTo(at(START + 30 * DAY + 15 * MINUTE));
    assertThat(lab.blocks.load(definition(COUNTERS).account()).orElseThrow().blocks())
        .extracting(DayBlock::day)
        .allMatch(day -> day >= Math.floorDiv(START, DAY) + 2);
  }
}
