// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.model.Labels;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.CorruptDataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges blocks: those that overlap, and those that together fill a longer span. Deleted samples
 * are left out. One thread at a time.
 */
public final class Compaction {

  /** Spans of blocks, in spans of the blocks that the head makes: 2 h, 8 h, 24 h. */
  private static final int[] SPANS = {1, 4, 12};

  private final Blocks blocks;

  Compaction(Blocks blocks) {
    this.blocks = blocks;
  }

  /**
   * Merges one group of blocks, if there is one to merge.
   *
   * @param blockMillis span of the blocks that the head makes
   * @param complete no more blocks come for what is before
   * @return whether there was one, so that there may be another
   */
  public boolean next(long blockMillis, long complete) throws IOException {
    for (int span : SPANS) {
      List<Block> group = group(blockMillis * span, complete);
      if (!group.isEmpty()) {
        merge(group);
        return true;
      }
    }
    return false;
  }

  /** The first two or more blocks that lie in one span that is complete; empty when none do. */
  private List<Block> group(long span, long complete) {
    TreeMap<Long, List<Block>> groups = new TreeMap<>();
    for (Block block : blocks.all()) {
      long at = Math.floorDiv(block.meta().minTime(), span);
      boolean inside = Math.floorDiv(block.meta().maxTime(), span) == at;
      if (inside && (at + 1) * span <= complete) {
        groups.computeIfAbsent(at, _ -> new ArrayList<>()).add(block);
      }
    }
    return groups.values().stream().filter(g -> g.size() > 1).findFirst().orElse(List.of());
  }

  /** Writes every block from which something was deleted anew; how many there were. */
  public int removeDeleted() throws IOException {
    List<Block> changed =
        blocks.all().stream().filter(block -> !block.tombstones().isEmpty()).toList();
    for (Block block : changed) {
      merge(List.of(block));
    }
    return changed.size();
  }

  private void merge(List<Block> parents) throws IOException {
    blocks.write(parents, receiver -> merge(parents, receiver));
  }

  private void merge(List<Block> parents, Blocks.Receiver receiver) throws IOException {
    PriorityQueue<Cursor> cursors = new PriorityQueue<>(Cursor.ORDER);
    for (int i = 0; i < parents.size(); i++) {
      advance(new Cursor(parents.get(i), i), cursors);
    }
    while (!cursors.isEmpty()) {
      Cursor first = cursors.remove();
      Labels labels = first.labels();
      Columns samples = read(first);
      advance(first, cursors);
      while (!cursors.isEmpty() && cursors.element().labels().equals(labels)) {
        Cursor next = cursors.remove();
        samples = samples.with(read(next));
        advance(next, cursors);
      }
      if (!samples.isEmpty()) {
        receiver.add(labels, samples);
      }
    }
  }

  private Columns read(Cursor cursor) {
    try {
      return cursor.samples();
    } catch (CorruptDataException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw setAside(cursor.block, e);
    }
  }

  private void advance(Cursor cursor, PriorityQueue<Cursor> cursors) {
    try {
      if (cursor.next()) {
        cursors.add(cursor);
      }
    } catch (CorruptDataException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw setAside(cursor.block, e);
    }
  }

  private CorruptDataException setAside(Block block, RuntimeException e) {
    CorruptDataException damage = new CorruptDataException(e.getMessage(), e);
    blocks.setAside(block, damage);
    return damage;
  }

  /** One block's series, one after the other. */
  private static final class Cursor {
    static final Comparator<Cursor> ORDER =
        Comparator.comparing(Cursor::labels).thenComparingInt(cursor -> cursor.turn);

    private final Block block;
    private final int turn;
    private int series = -1;
    private Labels labels = Labels.EMPTY;
    private @Nullable ByteReader entry;

    Cursor(Block block, int turn) {
      this.block = block;
      this.turn = turn;
    }

    boolean next() {
      series++;
      if (series == block.meta().series()) {
        return false;
      }
      entry = block.index().entry(series);
      labels = block.index().labels(entry);
      return true;
    }

    Labels labels() {
      return labels;
    }

    Columns samples() {
      return entry == null
          ? new Columns()
          : block.read(series, entry, Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }
}
