// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails again and again on one folder, and takes all that was written and not synced, as
 * no kill does: the store always opens without damage, and nothing acknowledged is missing. {@code
 * -Dpower.failures=200 -Dpower.seed=7} change how often and when.
 */
class PowerFailureTest {

  private static final int FAILURES = Integer.getInteger("power.failures", 30);
  private static final long SEED = Long.getLong("power.seed", 9);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final Random random = new Random(SEED);
  private final Set<String> acknowledged = new HashSet<>();
  private int blocks;

  private long now() {
    return clock.instant().toEpochMilli();
  }

  @Test
  void powerFailuresLoseNothingThatWasAcknowledged(TestReporter reporter) throws Exception {
    Path directory = folder.resolve("store");
    for (int failure = 0; failure < FAILURES; failure++) {
      FaultyDisk disk = new FaultyDisk();
      TsdbOptions options =
          TsdbOptions.defaults(directory, clock)
              .withRetention(Duration.ofDays(3_650), Long.MAX_VALUE)
              .withTuning(new TsdbOptions.Tuning(Duration.ofHours(2), 8_000, 1 << 20, false));
      Path left = folder.resolve("left" + failure);
      try (Tsdb tsdb = Tsdb.open(options, disk)) {
        check(tsdb, failure);
        for (int push = random.nextInt(20); push >= 0; push--) {
          push(tsdb, failure, push);
        }
        disk.powerFails();
        Folders.copy(directory, left);
      }
      directory = left;
    }
    reporter.publishEntry(
        "%d power failures with power.seed=%d: %d acknowledged pushes, none missing, %d blocks"
            .formatted(FAILURES, SEED, acknowledged.size(), blocks));
    assertThat(acknowledged).isNotEmpty();
  }

  private void check(Tsdb tsdb, int failure) {
    assertThat(tsdb.stats().recovery().damages())
        .as("seed %d, failure %d", SEED, failure)
        .isEmpty();
    assertThat(tsdb.stats().blocks().damaged()).as("seed %d, failure %d", SEED, failure).isZero();
    assertThat(Contents.of(tsdb))
        .as("seed %d, failure %d", SEED, failure)
        .containsAll(acknowledged);
    blocks = Math.max(blocks, tsdb.stats().blocks().count());
  }

  /** One that is acknowledged, and others that need not outlive the failure. */
  private void push(Tsdb tsdb, int failure, int push) throws AppendException, IOException {
    clock.advance(Duration.ofSeconds(1 + random.nextInt(2_000)));
    Labels pushed = Labels.of("__name__", "m" + failure, "push", "" + push);
    Appender durable = tsdb.appender();
    durable.append(pushed, now(), push);
    durable.commitDurably();
    acknowledged.add(
        "%s %d=%s".formatted(pushed, now(), Long.toHexString(Double.doubleToRawLongBits(push))));
    Appender others = tsdb.appender();
    for (int n = 0; n < 20; n++) {
      others.append(Labels.of("__name__", "other", "n", "" + n), now(), n / 3.0);
    }
    others.commit();
    switch (random.nextInt(8)) {
      case 0 -> tsdb.maintain(clock.instant());
      case 1 -> tsdb.sync();
      default -> {}
    }
  }
}
