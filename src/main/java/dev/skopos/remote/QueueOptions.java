// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import java.time.Duration;

/**
 * How samples wait for being sent.
 *
 * @param samples how many may wait; behind it the oldest give way. What is under way, at most one
 *     batch for each shard, comes on top.
 * @param shards how many requests are made at a time; a series belongs to one shard
 * @param batchSamples as many samples at most go into one request
 * @param batchAge no sample waits longer for others to go with it
 */
public record QueueOptions(int samples, int shards, int batchSamples, Duration batchAge) {

  /**
   * Ten minutes of 800 samples per second, which are a thousand checks every half minute. Batches
   * as Prometheus' remote write has them.
   */
  public static final QueueOptions DEFAULTS =
      new QueueOptions(500_000, 4, 2_000, Duration.ofSeconds(5));

  public QueueOptions {
    atLeast("shards", shards, 1);
    atLeast("samples of a batch", batchSamples, 1);
    atLeast("samples of the queue", samples, shards);
    if (batchAge.isNegative()) {
      throw new IllegalArgumentException("the age of a batch is negative: " + batchAge);
    }
  }

  private static void atLeast(String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "the %s are %d instead of at least %d".formatted(what, value, least));
    }
  }

  int samplesPerShard() {
    return samples / shards;
  }
}
