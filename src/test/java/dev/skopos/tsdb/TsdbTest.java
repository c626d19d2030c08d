// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Appender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            new TsdbOptions(
                directory, Duration.ofHours(6), 1 << 20, 100, Duration.ofMinutes(10), clock));
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
  void nothingIsReadableBeforeTheCommitOrAfterARollback() throws AppendException {
    Appender appender = tsdb.appender();
    appender.append(UP, now(), 1);
    assertThat(all()).isEmpty();

    appender.rollback();
    assertThat(appender.commit()).isZero();
    assertThat(all()).isEmpty();

    appender.append(UP, now(), 1);
    assertThat(appender.commit()).isEqualTo(1);
    assertThat(all()).hasSize(1);
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
  void seriesComeInTheOrderOfTheirLabels() throws AppendException {
    for (String job : List.of("c", "a", "b")) {
      add(Labels.of("__name__", "up", "job", job), now(), 1);
    }

    assertThat(all())
        .extracting(series -> series.labels().get("job"))
        .containsExactly("a", "b", "c");
  }

  @Test
  void refusesWhatIsOutOfOrderAndSaysWhy() throws AppendException {
    add(UP, now(), 1);

    assertRefused(UP, now() - 1, 1, Reason.OUT_OF_ORDER);
    assertRefused(UP, now(), 2, Reason.DUPLICATE);
    assertRefused(UP, now() + 600_001, 1, Reason.TOO_FAR_IN_FUTURE);
    assertRefused(Labels.of("job", "shop"), now(), 1, Reason.INVALID_LABELS);
    assertThat(all().getFirst().values()).containsExactly(1);
  }

  private void assertRefused(Labels labels, long time, double value, Reason reason) {
    long before = tsdb.stats().rejected().getOrDefault(reason, 0L);
    assertThatThrownBy(() -> add(labels, time, value))
        .isInstanceOfSatisfying(
            AppendException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    assertThat(tsdb.stats().rejected()).containsEntry(reason, before + 1);
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

    assertRefused(UP, now(), 1, Reason.SERIES_LIMIT);
    add(Labels.of("__name__", "up", "job", "j7"), now() + 1, 1);
    assertThat(tsdb.stats().series()).isEqualTo(100);
  }

  @Test
  void oldSamplesGoAndWithTheLastTheSeries() throws AppendException {
    Labels old = Labels.of("__name__", "up", "job", "old");
    add(old, now(), 1);
    for (int i = 0; i < 150; i++) {
      add(UP, now() + i, 1);
    }
    clock.advance(Duration.ofHours(7));
    add(UP, now(), 2);

    tsdb.truncate(clock.instant());

    assertThat(all()).extracting(Series::labels).containsExactly(UP);
    assertThat(tsdb.stats().series()).isEqualTo(1);
    assertThat(tsdb.stats().samples()).isEqualTo(31);
    add(old, now(), 1);
    assertThat(all()).hasSize(2);
  }

  @Test
  void theOldestSamplesGoWhenTheBytesDoNotSuffice() throws AppendException {
    long written = 0;
    for (int i = 0; i < 20; i++) {
      Appender appender = tsdb.appender();
      Labels noise = Labels.of("__name__", "up", "job", "noise");
      for (int k = 0; k < 10_000; k++) {
        appender.append(noise, now() + k, Math.sin(k));
        written++;
      }
      appender.commit();
      clock.advance(Duration.ofMinutes(15));
    }

    tsdb.truncate(clock.instant());

    assertThat(tsdb.stats().chunkBytes()).isLessThanOrEqualTo(1 << 20);
    assertThat(tsdb.stats().crowdedOut()).isEqualTo(written - tsdb.stats().samples());
    Series kept = all().getFirst();
    assertThat(kept.length()).isBetween((int) (written / 4), (int) (written - 10_000));
    assertThat(kept.timestamps()[kept.length() - 1])
        .isEqualTo(now() - Duration.ofMinutes(15).toMillis() + 9_999);
  }

  @Test
  void aReaderSeesAllOrNothingOfABatchOfOneSeries() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<?> writer = threads.submit(() -> writeTriples(500));
      Future<?> collector =
          threads.submit(
              () -> {
                while (!writer.isDone()) {
                  tsdb.truncate(clock.instant());
                }
              });
      Future<?> reader =
          threads.submit(
              () -> {
                while (!writer.isDone()) {
                  all().forEach(series -> assertThat(series.length() % 3).isZero());
                }
              });
      writer.get();
      collector.get();
      reader.get();
    }
    assertThat(all().getFirst().length()).isEqualTo(1_500);
    assertThat(tsdb.stats().samples()).isEqualTo(1_500);
  }

  private Void writeTriples(int batches) throws AppendException {
    for (int i = 0; i < batches; i++) {
      Appender appender = tsdb.appender();
      for (int k = 0; k < 3; k++) {
        appender.append(UP, now() + 3L * i + k, i);
      }
      assertThat(appender.commit()).isEqualTo(3);
    }
    return null;
  }
}
