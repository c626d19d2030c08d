// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException.Reason;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does; a test of an implementation extends it and gives an empty store. */
public abstract class StoreContract {

  private static final Labels UP_A = Labels.of("__name__", "up", "job", "a");
  private static final Labels UP_B = Labels.of("__name__", "up", "job", "b");
  private static final Labels UP = Labels.of("__name__", "up");
  private static final Labels LOAD = Labels.of("__name__", "load", "job", "a");
  private static final List<Matcher> ALL_UP = List.of(Matcher.equal("__name__", "up"));

  /** Times of samples are about this one. */
  protected static final long T = 1_700_000_000_000L;

  private Store store;

  /** More than any store's out-of-order window. */
  private static final long LONG_AGO = 3_600_000;

  private static final Histogram LATENCIES =
      Histogram.exponential(
          Histogram.ResetHint.UNKNOWN,
          3,
          1e-128,
          2,
          10,
          12.5,
          new Histogram.Buckets(new int[] {1, 2, 5}, new double[] {1, 3, 2}),
          new Histogram.Buckets(new int[] {-1}, new double[] {2}));

  /**
   * A store without samples that accepts samples around November 2023, and late ones by ten minutes
   * at most.
   */
  protected abstract Store emptyStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = emptyStore();
  }

  private void write(Labels labels, long timestamp, double value) throws AppendException {
    Appender appender = store.appender();
    appender.append(labels, timestamp, value);
    appender.commit();
  }

  private List<Labels> found(Matcher... matchers) {
    return store.series(T, T + 100, List.of(matchers));
  }

  @Test
  void aReaderIsToldWhatIsReadAndCanEndIt() throws Exception {
    write(UP_A, T, 1);
    write(UP_A, T + 10, 2);
    write(UP_B, T + 10, 3);
    long[] told = {0};

    List<Series> read = store.select(T, T + 100, ALL_UP, samples -> told[0] += samples);

    assertThat(read).hasSize(2);
    assertThat(told[0]).isEqualTo(3);
    IllegalStateException enough = new IllegalStateException("enough");
    assertThatThrownBy(
            () ->
                store.select(
                    T,
                    T + 100,
                    ALL_UP,
                    _ -> {
                      throw enough;
                    }))
        .isSameAs(enough);
  }

  @Test
  void appendedSamplesAreReadBack() throws Exception {
    Appender appender = store.appender();
    appender.append(UP_A, T, 1);
    appender.append(UP_A, T + 10, 2);
    appender.append(UP_B, T + 10, 3);

    int committed = appender.commit();

    assertThat(committed).isEqualTo(3);
    List<Series> read = store.select(T, T + 100, ALL_UP);
    assertThat(read).extracting(Series::labels).containsExactly(UP_A, UP_B);
    assertThat(read.getFirst().timestamps()).containsExactly(T, T + 10);
    assertThat(read.getFirst().values()).containsExactly(1, 2);
    assertThat(read.getLast().timestamps()).containsExactly(T + 10);
  }

  @Test
  void nothingIsReadableBeforeCommit() throws Exception {
    Appender appender = store.appender();
    appender.append(UP_A, T, 1);

    assertThat(store.select(T, T + 100, ALL_UP)).isEmpty();
    assertThat(store.series(T, T + 100, ALL_UP)).isEmpty();
  }

  @Test
  void nothingIsReadableAfterRollback() throws Exception {
    Appender appender = store.appender();
    appender.append(UP_A, T, 1);

    appender.rollback();

    assertThat(store.select(T, T + 100, ALL_UP)).isEmpty();
    write(UP_A, T, 2);
    assertThat(store.select(T, T, ALL_UP).getFirst().values()).containsExactly(2);
  }

  @Test
  void theSecondOfTwoValuesForOneTimeIsRefusedWithinABatchToo() throws Exception {
    Appender appender = store.appender();
    SeriesRef series = appender.append(UP_A, T, 1);
    appender.append(series, T, 1);

    assertThatThrownBy(() -> appender.append(series, T, 2))
        .isInstanceOfSatisfying(
            AppendException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.DUPLICATE));

    assertThat(appender.commit()).isEqualTo(1);
    assertThat(store.select(T, T, ALL_UP).getFirst().values()).containsExactly(1);
  }

  @Test
  void whatWasHandedOutDoesNotChange() throws Exception {
    write(UP_A, T, 1);
    List<Series> before = store.select(T, T + 100, ALL_UP);

    write(UP_A, T + 10, 2);

    assertThat(before.getFirst().timestamps()).containsExactly(T);
    assertThat(store.select(T, T + 100, ALL_UP).getFirst().length()).isEqualTo(2);
  }

  @Test
  void samplesLongBeforeTheLastAreRefusedAndTheRestOfTheBatchStays() throws Exception {
    write(UP_A, T, 1);
    Appender appender = store.appender();
    appender.append(UP_B, T, 7);

    assertThatThrownBy(() -> appender.append(UP_A, T - LONG_AGO, 2))
        .isInstanceOfSatisfying(
            AppendException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OUT_OF_ORDER));
    appender.commit();

    List<Series> read = store.select(T - LONG_AGO, T, ALL_UP);
    assertThat(read).hasSize(2);
    assertThat(read.getFirst().timestamps()).containsExactly(T);
  }

  @Test
  void lateSamplesFindTheirPlace() throws Exception {
    for (long offset : new long[] {50, 10, 40, 20, 60, 30}) {
      write(UP_A, T + offset, (double) offset);
    }

    Series read = store.select(T, T + 100, ALL_UP).getFirst();

    assertThat(read.timestamps()).containsExactly(T + 10, T + 20, T + 30, T + 40, T + 50, T + 60);
    assertThat(read.values()).containsExactly(10, 20, 30, 40, 50, 60);
  }

  @Test
  void aLateSampleThatIsThereAlreadyIsIgnoredAndAnotherValueIsNotTaken() throws Exception {
    write(UP_A, T, 1);
    write(UP_A, T + 10, 2);

    write(UP_A, T, 1);
    Appender appender = store.appender();
    int committed = 0;
    try {
      appender.append(UP_A, T, 3);
      committed = appender.commit();
    } catch (AppendException e) {
      assertThat(e.reason()).isEqualTo(Reason.DUPLICATE);
    }

    assertThat(committed).isZero();
    assertThat(store.select(T, T + 100, ALL_UP).getFirst().values()).containsExactly(1, 2);
  }

  @Test
  void aReferenceStandsForItsSeries() throws Exception {
    Appender appender = store.appender();
    SeriesRef series = appender.append(UP_A, T, 1);
    appender.commit();

    SeriesRef next = appender.append(series, T + 10, 2);
    assertThat(appender.commit()).isEqualTo(1);

    assertThat(next.labels()).isEqualTo(UP_A);
    assertThat(store.select(T, T + 100, ALL_UP).getFirst().values()).containsExactly(1, 2);
  }

  @Test
  void histogramsAndNumbersMayTakeTurns() throws Exception {
    Appender appender = store.appender();
    SeriesRef series = appender.append(UP_A, T, LATENCIES);
    appender.append(series, T + 10, LATENCIES);
    appender.append(series, T + 20, 7);
    appender.append(UP_B, T, 1);
    appender.commitDurably();

    List<Series> read = store.select(T, T + 100, ALL_UP);

    assertThat(read.getFirst().timestamps()).containsExactly(T, T + 10, T + 20);
    assertThat(read.getFirst().histogram(0)).isEqualTo(LATENCIES);
    assertThat(read.getFirst().histogram(1)).isEqualTo(LATENCIES);
    assertThat(read.getFirst().histogram(2)).isNull();
    assertThat(read.getFirst().values()[2]).isEqualTo(7);
    assertThat(read.getLast().histograms()).isNull();
  }

  @Test
  void exemplarsAreFoundByTheSeriesTheyBelongTo() throws Exception {
    Exemplar first = new Exemplar(Labels.of("trace_id", "1"), T, 0.5);
    Exemplar second = new Exemplar(Labels.of("trace_id", "2"), T + 10, 0.7);
    Appender appender = store.appender();
    SeriesRef a = appender.append(UP_A, T, 1);
    appender.append(a, first);
    appender.append(appender.append(LOAD, T, 1), first);
    appender.commit();
    appender.append(a, first);
    appender.append(a, second);
    appender.commit();

    assertThat(store.exemplars(T, T + 100, List.of(ALL_UP, List.of())).getLast())
        .isEqualTo(new SeriesExemplars(UP_A, List.of(first, second)));
    assertThat(store.exemplars(T + 1, T + 100, List.of(ALL_UP)))
        .containsExactly(new SeriesExemplars(UP_A, List.of(second)));
    assertThatThrownBy(() -> appender.append(a, first))
        .isInstanceOfSatisfying(
            AppendException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OUT_OF_ORDER));
  }

  @Test
  void namesAndValuesOfLabelsAreListedUpToTheLimit() throws Exception {
    for (Labels labels : List.of(UP_A, UP_B, UP, LOAD)) {
      write(labels, T, 1);
    }

    assertThat(store.labelNames(T, T, List.of(), 0)).containsExactly("__name__", "job");
    assertThat(store.labelNames(T, T, List.of(), 1)).containsExactly("__name__");
    assertThat(store.labelValues("job", T, T, List.of(), 0)).containsExactly("a", "b");
    assertThat(store.labelValues("job", T, T, List.of(), 1)).containsExactly("a");
    assertThat(store.labelValues("__name__", T, T, List.of(Matcher.equal("job", "a")), 0))
        .containsExactly("load", "up");
    assertThat(store.labelNames(T, T, List.of(Matcher.equal("job", "")), 0))
        .containsExactly("__name__");
    assertThat(store.labelValues("nowhere", T, T, List.of(), 0)).isEmpty();
  }

  @Test
  void theSameSampleAgainIsIgnored() throws Exception {
    write(UP_A, T, 1);
    write(UP_B, T, Double.NaN);

    write(UP_A, T, 1);
    write(UP_B, T, Double.NaN);

    assertThat(store.select(T, T, ALL_UP)).hasSize(2);
    assertThat(store.select(T, T, ALL_UP).getFirst().values()).containsExactly(1);
  }

  @Test
  void anotherValueForATimeThatHasOneIsRefused() throws Exception {
    write(UP_A, T, 1);

    assertThatThrownBy(() -> store.appender().append(UP_A, T, 2))
        .isInstanceOfSatisfying(
            AppendException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.DUPLICATE));
  }

  @Test
  void bothEdgesOfTheSpanBelongToIt() throws Exception {
    for (int i = 0; i < 5; i++) {
      write(UP_A, T + i, i);
    }

    List<Series> read = store.select(T + 1, T + 3, ALL_UP);

    assertThat(read.getFirst().timestamps()).containsExactly(T + 1, T + 2, T + 3);
    assertThat(store.select(T + 2, T + 2, ALL_UP).getFirst().values()).containsExactly(2);
  }

  @Test
  void seriesWithoutASampleInTheSpanAreLeftOut() throws Exception {
    write(UP_A, T, 1);
    write(UP_B, T + 50, 1);

    assertThat(store.select(T + 10, T + 100, ALL_UP))
        .extracting(Series::labels)
        .containsExactly(UP_B);
    assertThat(store.series(T + 10, T + 100, ALL_UP)).containsExactly(UP_B);
    assertThat(store.select(T + 60, T + 100, ALL_UP)).isEmpty();
  }

  @Test
  void staleMarkersAreKeptBitByBit() throws Exception {
    write(UP_A, T, 1);
    write(UP_A, T + 10, Sample.STALE);
    write(UP_A, T + 20, Double.NaN);

    double[] values = store.select(T, T + 100, ALL_UP).getFirst().values();

    assertThat(values).hasSize(3);
    assertThat(Sample.isStale(values[1])).isTrue();
    assertThat(Double.isNaN(values[2])).isTrue();
    assertThat(Sample.isStale(values[2])).isFalse();
  }

  @Test
  void seriesComeInAscendingOrderOfLabels() throws Exception {
    for (Labels labels : List.of(UP_B, LOAD, UP, UP_A)) {
      write(labels, T, 1);
    }

    List<Series> read =
        store.select(T, T, List.of(Matcher.of(Matcher.Type.REGEX, "__name__", ".+")));

    assertThat(read).extracting(Series::labels).containsExactly(LOAD, UP, UP_A, UP_B);
  }

  @Test
  void matchersAllCountAndAbsentLabelsAreEmpty() throws Exception {
    for (Labels labels : List.of(UP_A, UP_B, UP, LOAD)) {
      write(labels, T, 1);
    }
    Matcher up = Matcher.equal("__name__", "up");

    assertThat(found(up, Matcher.equal("job", "a"))).containsExactly(UP_A);
    assertThat(found(up, Matcher.equal("job", ""))).containsExactly(UP);
    assertThat(found(up, Matcher.of(Matcher.Type.NOT_EQUAL, "job", "")))
        .containsExactly(UP_A, UP_B);
    assertThat(found(up, Matcher.of(Matcher.Type.NOT_EQUAL, "job", "a"))).containsExactly(UP, UP_B);
    assertThat(found(up, Matcher.of(Matcher.Type.REGEX, "job", "a|"))).containsExactly(UP, UP_A);
    assertThat(found(up, Matcher.of(Matcher.Type.REGEX, "job", ".*")))
        .containsExactly(UP, UP_A, UP_B);
    assertThat(found(up, Matcher.of(Matcher.Type.NOT_REGEX, "job", "a|c")))
        .containsExactly(UP, UP_B);
    assertThat(found(up, Matcher.of(Matcher.Type.NOT_REGEX, "job", ".*"))).isEmpty();
    assertThat(found(Matcher.equal("job", "a"))).containsExactly(LOAD, UP_A);
    assertThat(found(up, Matcher.equal("nowhere", "x"))).isEmpty();
    assertThat(found(up, Matcher.equal("nowhere", ""))).containsExactly(UP, UP_A, UP_B);
  }
}
