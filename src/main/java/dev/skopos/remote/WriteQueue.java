// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.schedule.Scheduler;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is to be sent, in shards by series. Thread-safe. */
final class WriteQueue {

  private static final Logger LOG = Logger.getLogger(WriteQueue.class);

  private final Scheduler scheduler;
  private final Health health;
  private final List<Shard> shards;
  private volatile boolean closed;

  WriteQueue(
      QueueOptions options, BatchSender sender, Scheduler scheduler, MeterRegistry registry) {
    this.scheduler = scheduler;
    this.health = new Health(scheduler.clock());
    WriteMeters meters = new WriteMeters(registry, options, this::pending);
    this.shards =
        Stream.generate(() -> new Shard(options, sender, scheduler, meters, health))
            .limit(options.shards())
            .toList();
  }

  /** Takes samples without waiting for anything. */
  void append(List<QueuedSample> samples) {
    List<List<QueuedSample>> parts =
        Stream.generate(() -> (List<QueuedSample>) new ArrayList<QueuedSample>())
            .limit(shards.size())
            .toList();
    for (QueuedSample sample : samples) {
      parts.get(Math.floorMod(sample.labels().hashCode(), parts.size())).add(sample);
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isEmpty()) {
        shards.get(i).append(parts.get(i));
      }
    }
  }

  int pending() {
    return shards.stream().mapToInt(Shard::pending).sum();
  }

  /** Null while the store can be written to. */
  Health.@Nullable Trouble trouble() {
    return health.trouble();
  }

  boolean closed() {
    return closed;
  }

  /**
   * Sends what was appended so far, and waits until the store has acknowledged it. While the store
   * has been away for as long as one would wait, nobody waits.
   *
   * @return whether the store has all of it
   */
  boolean flush(Duration most) throws InterruptedException {
    Health.Trouble trouble = health.trouble();
    boolean hopeless =
        trouble != null && !trouble.since().plus(most).isAfter(scheduler.clock().instant());
    return drain(hopeless ? Duration.ZERO : most);
  }

  private boolean drain(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    List<Shard.Mark> marks = shards.stream().map(Shard::hasten).toList();
    boolean all = true;
    for (int i = 0; i < shards.size(); i++) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      all &= shards.get(i).await(marks.get(i), left);
    }
    return all;
  }

  /** Sends what can be sent in that time, and gives up the rest. */
  void close(Duration most) {
    closed = true;
    try {
      drain(most);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    int left = shards.stream().mapToInt(Shard::abandon).sum();
    if (left > 0) {
      LOG.warnf("%d samples are lost: the remote store did not take them before the end", left);
    }
  }
}
