// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

  private static final int BLOCKS = 3;

  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock();

  private TsdbOptions options() {
    return TsdbOptions.defaults(directory, clock);
  }

  private long bytes() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Some blocks, and as much again in the log and its checkpoint. */
  private void fill() throws IOException, AppendException {
    try (Tsdb tsdb = Tsdb.open(options())) {
      for (int minute = 0; minute < 60 * (2 * BLOCKS + 2); minute++) {
        clock.advance(Duration.ofMinutes(1));
        Appender appender = tsdb.appender();
        for (int n = 0; n < 20; n++) {
          appender.append(
              Labels.of("__name__", "m", "n", "" + n),
              clock.instant().toEpochMilli(),
              Math.sqrt(minute + n));
        }
        appender.commit();
      }
      tsdb.maintain(clock.instant());
      assertThat(tsdb.stats().blocks().count()).isGreaterThanOrEqualTo(BLOCKS);
    }
  }

  @Test
  void theLogCountsForTheSizeThatTheStoreMayHave() throws Exception {
    fill();
    long before = bytes();

    try (Tsdb tsdb = Tsdb.open(options().withRetention(Duration.ofDays(30), before))) {
      tsdb.maintain(clock.instant());
      assertThat(tsdb.stats().blocks().droppedForSize()).isZero();
    }
    try (Tsdb tsdb = Tsdb.open(options().withRetention(Duration.ofDays(30), bytes() - 1))) {
      tsdb.maintain(clock.instant());
      assertThat(tsdb.stats().blocks().droppedForSize()).isEqualTo(1);
    }
    assertThat(bytes()).isLessThan(before);
  }

  @Test
  void blocksThatEndedBeforeTheRetentionAreDropped() throws Exception {
    fill();
    clock.advance(Duration.ofDays(31));

    try (Tsdb tsdb = Tsdb.open(options())) {
      tsdb.maintain(clock.instant());

      assertThat(tsdb.stats().blocks().count()).isZero();
      assertThat(tsdb.stats().blocks().droppedForSize()).isZero();
    }
  }
}
