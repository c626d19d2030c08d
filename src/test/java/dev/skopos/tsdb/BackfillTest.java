// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Appender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples with past time stamps, while others have made the store know the present. */
class BackfillTest {

  private static final Labels PRESENT = Labels.of("__name__", "up");
  private static final Labels PAST = Labels.of("__name__", "past");
  private static final List<Matcher> NAMED_PAST = List.of(Matcher.equal("__name__", "past"));
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int SAMPLES = 3 * 24 * 60;
  private static final int PARTS = 6;

  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock();
  private Tsdb tsdb;

  @BeforeEach
  void open() throws IOException, AppendException {
    tsdb = Tsdb.open(TsdbOptions.defaults(directory, clock));
    for (Duration age = Duration.ofHours(5); !age.isNegative(); age = age.minus(STEP)) {
      append(PRESENT, clock.instant().minus(age).toEpochMilli(), 1);
    }
    tsdb.maintain(clock.instant());
    assertThat(tsdb.stats().blocks().count()).isPositive();
  }

  @AfterEach
  void close() throws IOException {
    tsdb.close();
  }

  private void append(Labels labels, long time, double value) throws AppendException {
    Appender appender = tsdb.appender();
    appender.append(labels, time, value);
    assertThat(appender.commit()).isEqualTo(1);
  }

  private long time(int sample) {
    return clock.instant().toEpochMilli() - (SAMPLES - sample) * STEP.toMillis();
  }

  private void assertAllOf(int samples) {
    Series found = tsdb.select(Long.MIN_VALUE, Long.MAX_VALUE, NAMED_PAST).getFirst();
    assertThat(found.length()).isEqualTo(samples);
    for (int i = 0; i < samples; i++) {
      assertThat(found.timestamps()[i]).isEqualTo(time(i));
      assertThat(found.values()[i]).isEqualTo(i);
    }
  }

  @Test
  void isReadAtOnceFromMemoryFromBlocksAndAfterAKill() throws AppendException, IOException {
    Appender appender = tsdb.appender();
    for (int i = 0; i < SAMPLES; i++) {
      appender.append(PAST, time(i), i);
      if ((i + 1) % (SAMPLES / PARTS) == 0) {
        appender.commit();
        assertAllOf(i + 1);
        tsdb.maintain(clock.instant());
        assertAllOf(i + 1);
      }
    }
    long blocks = tsdb.stats().blocks().samples();

    tsdb.close();
    tsdb = Tsdb.open(TsdbOptions.defaults(directory, clock));
    assertAllOf(SAMPLES);

    tsdb.maintain(clock.instant());
    tsdb.maintain(clock.instant().plus(Duration.ofMinutes(14)));
    assertThat(tsdb.stats().blocks().samples()).isEqualTo(blocks);
    tsdb.maintain(clock.instant().plus(Duration.ofMinutes(15)));
    assertThat(tsdb.stats().blocks().samples()).isGreaterThanOrEqualTo(blocks + SAMPLES - 240);
    assertAllOf(SAMPLES);
  }

  @Test
  void whatIsOlderThanTheRetentionIsRefused() {
    long tooOld = clock.instant().minus(Duration.ofDays(30)).toEpochMilli() - 1;

    assertThatThrownBy(() -> append(PAST, tooOld, 1))
        .isInstanceOfSatisfying(
            AppendException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_BOUNDS))
        .hasMessageContaining("older than the retention");
    assertThat(tsdb.stats().rejected()).containsEntry(Reason.OUT_OF_BOUNDS, 1L);
  }
}
