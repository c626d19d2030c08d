// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Matcher;
import dev.skopos.tsdb.block.Blocks;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.head.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks of what is in memory, merges them, drops old ones, writes checkpoints: one after the
 * other. A step that fails is counted and tried again at the next run. Thread-safe.
 */
final class Upkeep {

  private static final Logger LOG = Logger.getLogger(Upkeep.class);

  /** The part of a block's span that samples with past time stamps stay in memory. */
  private static final int BACKFILL_WAITS = 8;

  private final TsdbOptions options;
  private final Head head;
  private final Blocks blocks;
  private final ReentrantLock lock = new ReentrantLock();
  private final LongAdder compactions = new LongAdder();
  private final LongAdder compactionFailures = new LongAdder();
  private final LongAdder checkpoints = new LongAdder();
  private final LongAdder checkpointFailures = new LongAdder();
  private final LongAdder droppedForSize = new LongAdder();
  private boolean checkpointDue;

  /**
   * Since when there are samples in memory whose time blocks were made of; null: there are none.
   */
  private @Nullable Instant backfilledSince;

  /** Upkeep; a checkpoint is due at once when much would be read again at the next start. */
  Upkeep(TsdbOptions options, Head head, Blocks blocks, boolean checkpointDue) {
    this.options = options;
    this.head = head;
    this.blocks = blocks;
    this.checkpointDue = checkpointDue;
  }

  private long span() {
    return options.tuning().blockSpan().toMillis();
  }

  /** Does what is due. */
  void run(Instant now) {
    lock.lock();
    try {
      attempt("dropping old blocks", () -> retain(now));
      attempt("making blocks", () -> cut(now));
      attempt("merging blocks", this::merge);
      if (checkpointDue || head.bytesSinceCheckpoint() > options.tuning().checkpointBytes()) {
        checkpoint();
      }
    } finally {
      lock.unlock();
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(String what, Step step) {
    try {
      step.run();
    } catch (IOException | CorruptDataException e) {
      compactionFailures.increment();
      LOG.errorf("%s failed and is tried again: %s", what, e.getMessage());
    }
  }

  private void retain(Instant now) throws IOException {
    blocks.dropBefore(now.minus(options.retention()).toEpochMilli());
    // As in Prometheus, the log and what is in memory count too.
    long rest = options.maxBytes() - head.fileBytes();
    int dropped = blocks.dropToFit(Math.max(0, rest));
    if (dropped > 0) {
      droppedForSize.add(dropped);
      LOG.warnf(
          "%d blocks are dropped before their retention is over: there is room for %d MiB",
          dropped, options.maxBytes() >> 20);
    }
  }

  /** Leaves in memory at least half of a block, for what comes late. */
  private void cut(Instant now) throws IOException {
    if (head.minTime() > head.maxTime()) {
      return;
    }
    long before = Math.floorDiv(head.maxTime() - span() / 2, span()) * span();
    if (head.minTime() < before && (before > head.floor() || backfillIsDue(now))) {
      cut(before);
      backfilledSince = null;
    }
  }

  /**
   * Samples with past time stamps usually come many at a time: they wait for each other, so that
   * not each few of them become a block, which has to be merged with the others.
   */
  private boolean backfillIsDue(Instant now) {
    Instant since = Objects.requireNonNullElse(backfilledSince, now);
    backfilledSince = since;
    return !now.isBefore(since.plusMillis(span() / BACKFILL_WAITS));
  }

  private void cut(long before) throws IOException {
    head.freeze(before);
    NavigableSet<Long> starts = head.blocks().starts(before);
    for (long start : starts) {
      blocks.write(receiver -> head.blocks().forEach(start, start + span() - 1, receiver::add));
      head.truncate(start + span());
    }
    head.truncate(before);
    compactions.add(starts.size());
    checkpoint();
  }

  private void merge() throws IOException {
    while (blocks.compaction().next(span(), head.floor())) {
      compactions.increment();
    }
  }

  void checkpoint() {
    try {
      head.checkpoint();
      checkpointDue = false;
      checkpoints.increment();
    } catch (IOException e) {
      checkpointFailures.increment();
      LOG.errorf("a checkpoint failed and is tried again: %s", e.getMessage());
    }
  }

  void delete(long from, long to, List<Matcher> matchers) throws IOException {
    lock.lock();
    try {
      head.delete(from, to, matchers);
      head.sync();
      blocks.delete(from, to, matchers);
    } finally {
      lock.unlock();
    }
  }

  void removeDeleted() throws IOException {
    lock.lock();
    try {
      compactions.add(blocks.compaction().removeDeleted());
    } finally {
      lock.unlock();
    }
  }

  void snapshot(Path target, boolean withHead) throws IOException {
    lock.lock();
    try {
      Files.createDirectories(target);
      blocks.copyTo(target);
      if (withHead && head.minTime() <= head.maxTime()) {
        for (long start : head.blocks().starts(Long.MAX_VALUE)) {
          blocks.writeTo(
              target, receiver -> head.blocks().forEach(start, start + span() - 1, receiver::add));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  TsdbStats.Blocks blockStats() {
    return new TsdbStats.Blocks(
        blocks.count(),
        blocks.bytes(),
        blocks.samples(),
        compactions.sum(),
        compactionFailures.sum(),
        blocks.damaged() + head.damagedChunks(),
        droppedForSize.sum());
  }

  long checkpoints() {
    return checkpoints.sum();
  }

  long checkpointFailures() {
    return checkpointFailures.sum();
  }
}
