// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a store is kept.
 *
 * @param directory holds the files of this store and nothing else; made when absent
 * @param retention samples older than this are dropped
 * @param maxBytes when the full chunks take more of the heap, the oldest are dropped
 * @param maxSeries no series is added beyond this
 * @param maxAhead samples that are further in the future are refused: one of them would make the
 *     series refuse all right ones until then
 */
public record TsdbOptions(
    Path directory,
    Duration retention,
    long maxBytes,
    int maxSeries,
    Duration maxAhead,
    InstantSource clock) {

  private static final int MOST_SERIES = 1_000_000;

  /** Labels, index and the chunk that is being filled, roughly. */
  private static final int BYTES_PER_SERIES = 1024;

  /**
   * 30 days, a quarter of the heap for samples and half of it for series, of which there are a
   * million at most; ten minutes ahead.
   */
  public static TsdbOptions defaults(Path directory, InstantSource clock) {
    long heap = Runtime.getRuntime().maxMemory();
    return new TsdbOptions(
        directory,
        Duration.ofDays(30),
        heap / 4,
        (int) Math.min(MOST_SERIES, heap / 2 / BYTES_PER_SERIES),
        Duration.ofMinutes(10),
        clock);
  }
}
