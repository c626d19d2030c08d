// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a store is kept.
 *
 * @param directory holds the files of this store and nothing else; made when absent
 * @param retention samples older than this are dropped, a block at a time
 * @param maxBytes when the files take more, the oldest blocks are dropped; at least 1
 * @param outOfOrderWindow samples may be older than the newest one by this; zero: not at all
 * @param limits of series and exemplars
 * @param tuning what tests change
 * @param clock tells the present
 */
public record TsdbOptions(
    Path directory,
    Duration retention,
    long maxBytes,
    Duration outOfOrderWindow,
    Limits limits,
    Tuning tuning,
    InstantSource clock) {

  private static final int MOST_SERIES = 1_000_000;

  /**
   * What a series takes of the heap at most, its open chunk and its share of the index included.
   */
  private static final int BYTES_PER_SERIES = 1024;

  /**
   * How much there may be.
   *
   * @param maxSeries no series is added beyond this
   * @param maxSeriesPerSource no source adds a series beyond this, but for Skopos itself
   * @param maxExemplars the oldest are forgotten
   * @param maxAhead samples that are further in the future are refused
   */
  public record Limits(
      int maxSeries, int maxSeriesPerSource, int maxExemplars, Duration maxAhead) {}

  /**
   * Sizes that are right for everybody.
   *
   * @param blockSpan of the blocks that are made of what is in memory
   * @param segmentBytes of the log
   * @param checkpointBytes a checkpoint is written when the log has grown by this
   * @param syncEachCommit every commit waits until it is durable, not only those that ask for it
   */
  public record Tuning(
      Duration blockSpan, int segmentBytes, long checkpointBytes, boolean syncEachCommit) {

    public static final Tuning USUAL = new Tuning(Duration.ofHours(2), 32 << 20, 64L << 20, false);

    public Tuning withSyncEachCommit(boolean each) {
      return new Tuning(blockSpan, segmentBytes, checkpointBytes, each);
    }
  }

  public TsdbOptions {
    if (retention.compareTo(tuning.blockSpan()) < 0) {
      throw new IllegalArgumentException(
          "retention is %s instead of at least %s".formatted(retention, tuning.blockSpan()));
    }
    if (outOfOrderWindow.isNegative()
        || outOfOrderWindow.compareTo(tuning.blockSpan().dividedBy(2)) > 0) {
      throw new IllegalArgumentException(
          "the out-of-order window is %s instead of 0 to %s"
              .formatted(outOfOrderWindow, tuning.blockSpan().dividedBy(2)));
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("the store may have %d bytes".formatted(maxBytes));
    }
  }

  /**
   * 30 days, no limit of bytes, an out-of-order window of ten minutes; a million series, or as many
   * as half of the heap has room for.
   */
  public static TsdbOptions defaults(Path directory, InstantSource clock) {
    long heap = Runtime.getRuntime().maxMemory();
    int maxSeries = (int) Math.min(MOST_SERIES, heap / 2 / BYTES_PER_SERIES);
    return new TsdbOptions(
        directory,
        Duration.ofDays(30),
        Long.MAX_VALUE,
        Duration.ofMinutes(10),
        new Limits(maxSeries, maxSeries, 10_000, Duration.ofMinutes(10)),
        Tuning.USUAL,
        clock);
  }

  public TsdbOptions withRetention(Duration newRetention, long newMaxBytes) {
    return new TsdbOptions(
        directory, newRetention, newMaxBytes, outOfOrderWindow, limits, tuning, clock);
  }

  public TsdbOptions withLimits(Limits newLimits) {
    return new TsdbOptions(
        directory, retention, maxBytes, outOfOrderWindow, newLimits, tuning, clock);
  }

  public TsdbOptions withOutOfOrderWindow(Duration window) {
    return new TsdbOptions(directory, retention, maxBytes, window, limits, tuning, clock);
  }

  public TsdbOptions withTuning(Tuning newTuning) {
    return new TsdbOptions(
        directory, retention, maxBytes, outOfOrderWindow, limits, newTuning, clock);
  }
}
