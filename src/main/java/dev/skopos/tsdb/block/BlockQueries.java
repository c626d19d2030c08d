// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.format.CorruptDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads blocks. One that is damaged is set aside, the others answer. Thread-safe. */
public final class BlockQueries {

  private final Blocks blocks;

  BlockQueries(Blocks blocks) {
    this.blocks = blocks;
  }

  /** Takes the samples of one series. */
  public interface Target {
    void add(Labels labels, Columns samples);
  }

  private record Selected(Labels labels, Columns samples) {}

  /**
   * The series that fulfil all matchers and have samples in the span, block by block, the oldest
   * first.
   *
   * @param read is told of each series how many samples were read; what it throws ends the reading
   */
  public void select(long from, long to, List<Matcher> matchers, LongConsumer read, Target target) {
    eachBlock(
        from,
        to,
        block -> {
          List<Selected> selected = new ArrayList<>();
          block.select(
              from,
              to,
              matchers,
              (labels, samples) -> {
                read.accept(samples.length());
                selected.add(new Selected(labels, samples.trimmed()));
              });
          selected.forEach(one -> target.add(one.labels, one.samples));
        });
  }

  /** The label sets of the series that fulfil all matchers and have chunks in the span. */
  public Set<Labels> series(long from, long to, List<Matcher> matchers) {
    Set<Labels> found = new TreeSet<>();
    eachBlock(from, to, block -> block.series(from, to, matchers, found::add));
    return found;
  }

  private void eachBlock(long from, long to, Consumer<Block> reading) {
    List<Block> retained = blocks.retain(from, to);
    try {
      for (Block block : retained) {
        try {
          reading.accept(block);
        } catch (CorruptDataException e) {
          blocks.setAside(block, e);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
          blocks.setAside(block, new CorruptDataException(e.getMessage(), e));
        }
      }
    } finally {
      retained.forEach(Block::release);
    }
  }

  public Set<String> labelNames(long from, long to, List<Matcher> matchers) {
    Set<String> names = new TreeSet<>();
    eachBlock(
        from,
        to,
        block -> {
          if (matchers.isEmpty()) {
            names.addAll(block.index().names());
          } else {
            eachSeries(block, matchers, labels -> labels.forEach((name, _) -> names.add(name)));
          }
        });
    return names;
  }

  public Set<String> labelValues(String name, long from, long to, List<Matcher> matchers) {
    Set<String> values = new TreeSet<>();
    eachBlock(
        from,
        to,
        block -> {
          if (matchers.isEmpty()) {
            values.addAll(block.index().texts(name));
          } else {
            eachSeries(block, matchers, labels -> values.add(labels.get(name)));
          }
        });
    values.remove("");
    return values;
  }

  private static void eachSeries(Block block, List<Matcher> matchers, Consumer<Labels> receiver) {
    for (int series : block.index().find(matchers)) {
      receiver.accept(block.index().labels(block.index().entry(series)));
    }
  }
}
