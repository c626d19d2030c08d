// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Appender;
import dev.skopos.store.Cardinality;
import dev.skopos.store.SeriesRef;
import dev.skopos.store.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsdbTest {
  private static final Labels UP = Labels.of("__name__", "up", "job", "shop");
  private static final List<Matcher> NAMED_UP = List.of(Matcher.equal("__name__", "up"));

  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock();
  private Tsdb tsdb;

  @BeforeEach
  void open() throws IOException {
    tsdb =
        Tsdb.open(
            TsdbOptions.defaults(directory, clock)
                .withLimits(new TsdbOptions.Limits(100, 50, 10, Duration.ofMinutes(10))));
  }

  @AfterEach
  void close() throws IOException {
    tsdb.close();
  }

  private long now() {
    return clock.instant().toEpochMilli();
  }

  private void add(Labels labels, long time, double value) throws AppendException {
    Appender appender = tsdb.appender();
    appender.append(labels, time, value);
    appender.commit();
  }

  private List<Series> all() {
    return tsdb.select(Long.MIN_VALUE, Long.MAX_VALUE, NAMED_UP);
  }

  @Test
  void theSpanIncludesBothEndsAcrossChunks() throws AppendException {
    long start = now() - 3_600_000;
    Appender appender = tsdb.appender();
    for (int i = 0; i < 400; i++) {
      appender.append(UP, start + 1_000L * i, i);
    }
    appender.commit();

    Series found = tsdb.select(start + 100_000, start + 300_000, NAMED_UP).getFirst();

    assertThat(found.length()).isEqualTo(201);
    assertThat(found.values()[0]).isEqualTo(100);
    assertThat(found.values()[200]).isEqualTo(300);
    assertThat(tsdb.select(start + 1, start + 999, NAMED_UP)).isEmpty();
    assertThat(tsdb.series(start + 1, start + 999, NAMED_UP)).isEmpty();
    assertThat(tsdb.series(start + 1, start + 1_000, NAMED_UP)).containsExactly(UP);
  }

  @Test
  void aReaderWhoHasEnoughStopsTheReadingOfTheSeriesToCome() throws AppendException {
    Appender appender = tsdb.appender();
    for (int i = 0; i < 100; i++) {
      appender.append(UP.with("number", "" + i), now(), i);
    }
    appender.commit();
    List<Long> told = new ArrayList<>();
    LongConsumer atMostTen =
        samples -> {
          told.add(samples);
          if (told.size() == 10) {
            throw new IllegalStateException("enough");
          }
        };

    assertThatThrownBy(() -> tsdb.select(now(), now(), NAMED_UP, atMostTen)).hasMessage("enough");
    assertThat(told).hasSize(10).containsOnly(1L);
    assertThat(tsdb.select(now(), now(), NAMED_UP)).hasSize(100);
  }

  @Test
  void refusesWhatItCannotKeepAndSaysWhy() throws AppendException {
    add(UP, now(), 1);
    Labels without = Labels.of("job", "shop");
    Labels tooLong = UP.with("path", "x".repeat(10_000));
    Labels tooMany = UP;
    for (int i = 0; i < 130; i++) {
      tooMany = tooMany.with("l" + i, "v");
    }
    Labels many = tooMany;

    assertRefused(Reason.OUT_OF_ORDER, () -> add(UP, now() - 600_001, 1));
    assertRefused(Reason.DUPLICATE, () -> add(UP, now(), 2));
    assertRefused(Reason.TOO_FAR_IN_FUTURE, () -> add(UP, now() + 600_001, 1));
    assertRefused(Reason.INVALID_LABELS, () -> add(without, now(), 1));
    assertRefused(Reason.LABEL_LIMIT, () -> add(tooLong, now(), 1));
    assertRefused(Reason.LABEL_LIMIT, () -> add(many, now(), 1));
    assertThat(all().getFirst().values()).containsExactly(1);
  }

  private void assertRefused(Reason reason, ThrowingCallable append) {
    long before = tsdb.stats().rejected().getOrDefault(reason, 0L);
    assertThatThrownBy(append)
        .isInstanceOfSatisfying(
            AppendException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.getMessage()).hasSizeLessThan(1_000);
            });
    assertThat(tsdb.stats().rejected()).containsEntry(reason, before + 1);
  }

  @Test
  void refusesHistogramsAndExemplarsThatMakeNoSense() throws AppendException {
    Appender appender = tsdb.appender();
    SeriesRef series = appender.append(UP, now(), 1);
    Buckets disordered = new Buckets(new int[] {3, 1}, new double[] {1, 1});
    Buckets buckets = new Buckets(new int[] {1, 3, 5}, new double[] {1, 0, 2});
    Histogram.ResetHint unknown = Histogram.ResetHint.UNKNOWN;

    assertRefused(
        Reason.INVALID_HISTOGRAM,
        () ->
            appender.append(
                series,
                now() + 1,
                Histogram.exponential(unknown, 1, 0, 0, 2, 1, disordered, Buckets.NONE)));
    assertRefused(
        Reason.INVALID_HISTOGRAM,
        () ->
            appender.append(
                series,
                now() + 1,
                Histogram.exponential(unknown, 99, 0, 0, 3, 1, buckets, Buckets.NONE)));
    assertThatThrownBy(
            () ->
                appender.append(
                    series, new Exemplar(Labels.of("trace_id", "x".repeat(200)), now(), 1)))
        .isInstanceOf(AppendException.class);
    assertThat(tsdb.stats().rejectedExemplars()).containsEntry(Reason.INVALID_EXEMPLAR, 1L);
    assertThat(tsdb.stats().rejected()).containsEntry(Reason.INVALID_EXEMPLAR, 0L);
    appender.append(
        series, now() + 1, Histogram.exponential(unknown, 1, 0, 0, 3, 1, buckets, Buckets.NONE));
    appender.commit();

    assertThat(all().getFirst().histogram(1))
        .extracting(Histogram::positive)
        .isEqualTo(new Buckets(new int[] {1, 5}, new double[] {1, 2}));
  }

  @Test
  void whatCameAfterTheEndIsNotAcknowledged() throws Exception {
    Appender appender = tsdb.appender();
    appender.append(UP, now(), 1);
    tsdb.close();

    assertRefused(Reason.CLOSED, appender::commitDurably);
    assertThat(all()).isEmpty();
  }

  @Test
  void theVerySameSampleAgainIsNoError() throws AppendException {
    add(UP, now(), Sample.STALE);
    add(UP, now(), Sample.STALE);

    assertThat(all().getFirst().length()).isEqualTo(1);
  }

  @Test
  void ofTwoBatchesAtOnceTheLaterCommitLosesAndIsCounted() throws AppendException {
    Appender one = tsdb.appender();
    Appender two = tsdb.appender();
    one.append(UP, now(), 1);
    two.append(UP, now(), 2);

    assertThat(one.commit()).isEqualTo(1);
    assertThat(two.commit()).isZero();

    assertThat(tsdb.stats().rejected()).containsEntry(Reason.DUPLICATE, 1L);
  }

  @Test
  void theLimitOfSeriesKeepsTheKnownOnesGoing() throws AppendException {
    for (int i = 0; i < 100; i++) {
      add(Labels.of("__name__", "up", "job", "j" + i), now(), 1);
    }

    assertRefused(Reason.SERIES_LIMIT, () -> add(UP, now(), 1));
    add(Labels.of("__name__", "up", "job", "j7"), now() + 1, 1);
    assertThat(tsdb.stats().head().series()).isEqualTo(100);
  }

  @Test
  void aSourceHasItsOwnLimit() throws AppendException {
    Appender greedy = tsdb.appender(new Source("greedy"));
    for (int i = 0; i < 50; i++) {
      greedy.append(Labels.of("__name__", "up", "job", "j" + i), now(), 1);
    }

    assertRefused(Reason.SOURCE_SERIES_LIMIT, () -> greedy.append(UP, now(), 1));
    greedy.append(Labels.of("__name__", "up", "job", "j7"), now() + 1, 1);
    assertThat(greedy.commit()).isEqualTo(51);
    add(UP, now(), 1);
    greedy.append(UP, now() + 1, 1);
    assertThat(greedy.commit()).isEqualTo(1);
    Cardinality cardinality = tsdb.cardinality(5);
    assertThat(cardinality.seriesBySource())
        .containsExactly(new Cardinality.Count("greedy", 50), new Cardinality.Count("skopos", 1));
    assertThat(cardinality.refusedBySource()).containsExactly(new Cardinality.Count("greedy", 1));
  }

  @Test
  void aSourceMayHaveNewSeriesWhenItsOldOnesAreGone() throws AppendException {
    Appender greedy = tsdb.appender(new Source("greedy"));
    for (int i = 0; i < 50; i++) {
      greedy.append(Labels.of("__name__", "up", "job", "j" + i), now(), 1);
    }
    greedy.commit();
    clock.advance(Duration.ofHours(5));
    add(Labels.of("__name__", "other"), now(), 1);
    tsdb.maintain(clock.instant());

    Appender again = tsdb.appender(new Source("greedy"));
    again.append(UP, now(), 1);

    assertThat(again.commit()).isEqualTo(1);
    assertThat(tsdb.cardinality(5).seriesBySource())
        .containsExactlyInAnyOrder(
            new Cardinality.Count("greedy", 1), new Cardinality.Count("skopos", 1));
  }

  @Test
  void aReferenceBringsBackASeriesThatWasDropped() throws AppendException {
    Appender appender = tsdb.appender();
    SeriesRef series = appender.append(UP, now(), 1);
    appender.commit();
    clock.advance(Duration.ofHours(5));
    add(Labels.of("__name__", "other"), now(), 1);
    tsdb.maintain(clock.instant());
    assertThat(tsdb.stats().head().removed()).isEqualTo(1);

    SeriesRef again = appender.append(series, now(), 2);
    assertThat(appender.commit()).isEqualTo(1);

    assertThat(again.labels()).isEqualTo(UP);
    assertThat(all().getFirst().values()).containsExactly(1, 2);
  }

  @Test
  void onlyTheNewestExemplarsAreKept() throws AppendException {
    Appender appender = tsdb.appender();
    SeriesRef series = appender.append(UP, now(), 1);
    for (int i = 0; i < 25; i++) {
      appender.append(series, new Exemplar(Labels.of("n", String.valueOf(i)), now() + i, i));
      appender.commit();
    }

    assertThat(tsdb.exemplars(0, Long.MAX_VALUE, List.of(NAMED_UP)).getFirst().exemplars())
        .extracting(Exemplar::value)
        .containsExactly(15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0, 22.0, 23.0, 24.0);
    assertThat(tsdb.stats().head().exemplars()).isEqualTo(25);
    assertThat(tsdb.stats().head().exemplarsInMemory()).isEqualTo(10);
  }

  @Test
  void deletedExemplarsAreGone() throws Exception {
    Appender appender = tsdb.appender();
    SeriesRef series = appender.append(UP, now(), 1);
    for (int i = 0; i < 4; i++) {
      appender.append(series, new Exemplar(Labels.of("n", String.valueOf(i)), now() + i, i));
    }
    appender.commit();

    tsdb.delete(now() + 1, now() + 2, NAMED_UP);

    assertThat(tsdb.exemplars(0, Long.MAX_VALUE, List.of(NAMED_UP)).getFirst().exemplars())
        .extracting(Exemplar::value)
        .containsExactly(0.0, 3.0);
    assertThat(tsdb.stats().head().exemplarsInMemory()).isEqualTo(2);
  }

  @Test
  void tellsWhatTakesTheRoom() throws AppendException {
    for (int i = 0; i < 5; i++) {
      add(UP.with("path", "/" + i), now() + i, 1);
    }
    add(Labels.of("__name__", "down", "job", "shop"), now(), 1);

    Cardinality cardinality = tsdb.cardinality(2);

    assertThat(cardinality.series()).isEqualTo(6);
    assertThat(cardinality.labelPairs()).isEqualTo(8);
    assertThat(cardinality.minTime()).isEqualTo(now());
    assertThat(cardinality.maxTime()).isEqualTo(now() + 4);
    assertThat(cardinality.seriesByMetricName())
        .containsExactly(new Cardinality.Count("up", 5), new Cardinality.Count("down", 1));
    assertThat(cardinality.valuesByLabelName())
        .containsExactly(new Cardinality.Count("path", 5), new Cardinality.Count("__name__", 2));
    assertThat(cardinality.bytesByLabelName().getFirst())
        .isEqualTo(new Cardinality.Count("path", 10));
    assertThat(cardinality.seriesByLabelPair().getFirst())
        .isEqualTo(new Cardinality.Count("job=shop", 6));
  }

  @Test
  void aReaderSeesEverySampleOnceWhileBlocksAreMade() throws Exception {
    int samples = 3_000;
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<?> writer = threads.submit(() -> writeEveryMinute(samples));
      Future<?> upkeep =
          threads.submit(
              () -> {
                while (!writer.isDone()) {
                  tsdb.maintain(clock.instant());
                  tsdb.sync();
                }
              });
      Future<?> reader =
          threads.submit(
              () -> {
                while (!writer.isDone()) {
                  for (Series series : all()) {
                    for (int i = 0; i < series.length(); i++) {
                      assertThat(series.values()[i]).isEqualTo(i);
                    }
                  }
                }
              });
      writer.get();
      upkeep.get();
      reader.get();
    }
    assertThat(all().getFirst().length()).isEqualTo(samples);
    assertThat(tsdb.stats().blocks().compactionFailures()).isZero();
  }

  private Void writeEveryMinute(int samples) throws AppendException {
    for (int i = 0; i < samples; i++) {
      add(UP, now(), i);
      clock.advance(Duration.ofMinutes(1));
    }
    return null;
  }

  @Test
  void thePastIsAnotherOneAfterLateSamplesAndDeletions() throws Exception {
    assertThat(pastChangesWith(() -> add(UP, now(), 1))).isFalse();
    clock.advance(Duration.ofMinutes(2));
    assertThat(pastChangesWith(() -> add(UP, now() - 59_999, 2))).isFalse();
    assertThat(pastChangesWith(() -> add(UP, now() - 59_999, 2))).isFalse();
    assertThat(pastChangesWith(() -> add(UP, now() - 59_000, 3))).isFalse();
    assertThat(pastChangesWith(() -> add(UP, now() - 59_500, 3))).as("out of order").isTrue();
    Labels other = UP.with("instance", "other");
    assertThat(pastChangesWith(() -> add(other, now() - 60_000, 1))).as("late").isTrue();
    assertThat(pastChangesWith(() -> tsdb.delete(0, 1, NAMED_UP))).as("deleted").isTrue();

    clock.advance(Duration.ofMinutes(-2));
    assertThat(pastChangesWith(() -> add(other, now(), 1))).as("set back").isTrue();
  }

  private boolean pastChangesWith(ThrowingCallable change) throws Exception {
    OptionalLong before = tsdb.pastRevision();
    assertThatCode(change).doesNotThrowAnyException();
    return !tsdb.pastRevision().equals(before);
  }
}
