// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.store.AppendException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a store at one instant; those of what happened begin at the start.
 *
 * @param ingestFailure why no samples are taken now; null: they are
 * @param recovery what was found at the start
 */
public record TsdbStats(
    Head head,
    Log log,
    Blocks blocks,
    Map<AppendException.Reason, Long> rejected,
    @Nullable String ingestFailure,
    Recovery recovery) {

  public TsdbStats {
    rejected = Map.copyOf(rejected);
  }

  /**
   * What is in memory.
   *
   * @param samples in memory now
   * @param appended samples taken, the late ones among them
   * @param late samples that came out of order, within the window
   * @param chunkBytes of the files of full chunks
   */
  public record Head(
      int series,
      long samples,
      long created,
      long removed,
      long appended,
      long late,
      long exemplars,
      long chunkBytes) {}

  /**
   * The write-ahead log.
   *
   * @param bytes that were written since the last checkpoint
   * @param checkpoints written, and how many attempts failed
   */
  public record Log(
      long bytes, long records, long failures, long checkpoints, long checkpointFailures) {}

  /**
   * The blocks.
   *
   * @param damaged blocks that were set aside, and chunks that could not be read
   * @param droppedForSize blocks that had to go before their retention was over
   */
  public record Blocks(
      int count,
      long bytes,
      long samples,
      long compactions,
      long compactionFailures,
      long damaged,
      long droppedForSize) {}

  /**
   * How the store was found at the start.
   *
   * @param clean it had been closed
   * @param damages what could not be read, in words
   * @param gapStart the last durable sample before a kill; null when there was none or no kill
   * @param gapEnd the first sample afterwards; null when there was none yet
   */
  public record Recovery(
      boolean clean,
      List<String> damages,
      Duration took,
      @Nullable Instant gapStart,
      @Nullable Instant gapEnd) {

    public Recovery {
      damages = List.copyOf(damages);
    }
  }

  public boolean takesSamples() {
    return ingestFailure == null;
  }
}
