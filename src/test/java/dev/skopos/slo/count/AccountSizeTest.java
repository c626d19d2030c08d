// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What a group of events takes of the heap when it was counted for 400 days. */
class AccountSizeTest {

  /** Of a day's object, its array's header, and its place among the others. */
  private static final int OVERHEAD = 80;

  private final Random random = new Random(5);

  private Buckets traffic(int length, double perBucket, double badShare) {
    Buckets buckets = new Buckets(length);
    for (int i = 0; i < length; i++) {
      double total = Math.rint(perBucket + Math.sqrt(perBucket) * random.nextGaussian());
      double bad = Math.rint(badShare * perBucket + random.nextGaussian() - 0.5);
      buckets.add(i, Math.max(0, bad), Math.max(0, total));
      buckets.see(i);
    }
    return buckets;
  }

  private long bytes(double perMinute, double badShare) {
    long bytes = 0;
    for (int day = 0; day < 400; day++) {
      Buckets buckets =
          day < 365
              ? traffic(96, 15 * perMinute, badShare)
              : traffic(Grid.DAY_MINUTES, perMinute, badShare);
      bytes += Day.of(day, buckets).data().length + OVERHEAD;
    }
    return bytes;
  }

  @Test
  void aBusyGroupTakesAtMost180Kibibytes(TestReporter reporter) {
    long busy = bytes(1_000, 0.001);
    long check = bytes(2, 0);

    reporter.publishEntry("bytes of a group with 1,000 events a minute", Long.toString(busy));
    reporter.publishEntry("bytes of a group with 2 events a minute", Long.toString(check));
    assertThat(busy).isLessThan(180 << 10);
    assertThat(check).isLessThan(110 << 10);
  }
}
