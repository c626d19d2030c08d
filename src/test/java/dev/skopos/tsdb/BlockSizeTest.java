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
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What a sample of scraped data takes in a block, with its share of the index. */
class BlockSizeTest {

  private static final int SERIES = 500;
  private static final int STEPS = 1_440;
  private static final long STEP_MILLIS = 5_000;
  private static final double MOST_BYTES = 0.8;

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock();
  private final Random random = new Random(7);

  @Test
  void twoHoursOfCountersGaugesAndBucketsTakeLessThanAByteASample(TestReporter reporter)
      throws IOException, AppendException {
    long samples = (long) SERIES * STEPS;
    Path blocks = folder.resolve("blocks");
    try (Tsdb tsdb = Tsdb.open(TsdbOptions.defaults(folder.resolve("store"), clock))) {
      fill(tsdb);

      tsdb.snapshot(blocks, true);
    }

    double bytes = (double) size(blocks) / samples;
    reporter.publishEntry("bytes per sample", Double.toString(bytes));
    assertThat(bytes).isPositive().isLessThan(MOST_BYTES);
  }

  private void fill(Tsdb tsdb) throws AppendException {
    for (int step = 0; step < STEPS; step++) {
      Appender appender = tsdb.appender();
      for (int series = 0; series < SERIES; series++) {
        appender.append(labels(series), clock.instant().toEpochMilli(), value(series, step));
      }
      assertThat(appender.commit()).isEqualTo(SERIES);
      clock.advance(Duration.ofMillis(STEP_MILLIS));
    }
  }

  private static Labels labels(int series) {
    return Labels.of(
        "__name__", "metric_" + series % 20, "instance", "10.0.0.1:8080", "path", "/" + series);
  }

  /** Half are counters, a fifth gauges, the rest buckets of a histogram. */
  private double value(int series, int step) {
    if (series % 10 < 5) {
      return 1_000_000 + (long) step * (series % 256 + 1) + random.nextInt(8);
    }
    if (series % 10 < 7) {
      double wave = 50 * Math.sin((step + series) / 20.0);
      return Math.round((100 + wave + random.nextInt(16)) * 100) / 100.0;
    }
    return 1_000.0 * series + 3L * step * (series % 10);
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      long bytes = 0;
      for (Path file : all) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
