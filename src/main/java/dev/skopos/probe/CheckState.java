// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a check remembers over a restart: plain values that any mapper of JSON can write and read.
 *
 * @param resultCounts how many runs had each result, by the label of the result; counted since the
 *     check exists, or since the process was killed
 * @param recentLatencyMicros answered runs, oldest first
 */
public record CheckState(
    Standing standing,
    List<CheckSnapshot.PastRun> history,
    Map<String, Long> resultCounts,
    List<Long> recentLatencyMicros,
    Buckets minutes,
    Buckets hours) {

  public CheckState {
    history = List.copyOf(history);
    resultCounts = Map.copyOf(new TreeMap<>(resultCounts));
    recentLatencyMicros = List.copyOf(recentLatencyMicros);
  }

  /** The same, with nothing counted. */
  public CheckState withoutCounts() {
    return new CheckState(standing, history, Map.of(), recentLatencyMicros, minutes, hours);
  }

  /**
   * How the thresholds stand.
   *
   * @param state never {@code SUSPENDED}
   * @param degraded how many of the last runs in a row were degraded
   */
  public record Standing(
      CheckSnapshot.State state,
      CheckSnapshot.Finding finding,
      CheckSnapshot.Consecutive consecutive,
      int degraded,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastTransition) {}

  /**
   * Counted runs in buckets of equal width, without gaps.
   *
   * @param first the number of the first bucket, counted in widths since the epoch
   * @param good runs that were ok or degraded, per bucket
   * @param bad runs that failed, per bucket
   */
  public record Buckets(long first, List<Integer> good, List<Integer> bad) {
    public static final Buckets EMPTY = new Buckets(0, List.of(), List.of());

    public Buckets {
      good = List.copyOf(good);
      bad = List.copyOf(bad);
      if (good.size() != bad.size()) {
        throw new IllegalArgumentException("buckets of good and bad runs differ in number");
      }
    }
  }
}
