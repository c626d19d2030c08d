// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.index.LabelValue;
import dev.skopos.tsdb.index.LabelValues;
import dev.skopos.tsdb.index.Search;
import dev.skopos.tsdb.index.SearchedIndex;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The index of a block, read where it lies: texts in order, labels of each series, and for each
 * value of each label the series that have it. Thread-safe.
 */
final class BlockIndex implements SearchedIndex {

  static final int SECTIONS = 7;

  /** A value's text and where its postings begin. */
  static final int VALUE_BYTES = 2 * Integer.BYTES;

  private static final int NAME_BYTES = 3 * Integer.BYTES;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** The values of one label: a range of the section of values, ascending. */
  private record Label(BlockIndex index, int firstValue, int count) implements LabelValues {

    @Override
    public @Nullable LabelValue find(String text) {
      int low = firstValue;
      int high = firstValue + count - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = index.value(middle).compareTo(text);
        if (order == 0) {
          return new Value(index, middle, text);
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return null;
    }

    @Override
    public List<Value> all() {
      // the count of a damaged index is not one to make room for
      List<Value> all = new ArrayList<>();
      for (int position = firstValue; position < firstValue + count; position++) {
        all.add(new Value(index, position, index.value(position)));
      }
      return all;
    }
  }

  private record Value(BlockIndex index, int position, String text) implements LabelValue {

    @Override
    public int size() {
      return index.postingsEnd(position) - index.postingsStart(position);
    }

    @Override
    public int[] series() {
      return index.postings(position);
    }
  }

  private final Symbols symbols;
  private final MemorySegment seriesOffsets;
  private final MemorySegment series;
  private final MemorySegment values;
  private final MemorySegment postings;
  private final Map<String, Label> labels = new HashMap<>();
  private final int seriesCount;

  BlockIndex(MemorySegment file, BlockMeta meta) {
    MemorySegment[] sections = new MemorySegment[SECTIONS];
    for (int i = 0; i < SECTIONS; i++) {
      long start = meta.sections().get(i);
      sections[i] = file.asSlice(start, meta.sections().get(i + 1) - start);
    }
    this.symbols = new Symbols(sections[0], sections[1]);
    this.seriesOffsets = sections[2];
    this.series = sections[3];
    this.values = sections[5];
    this.postings = sections[6];
    this.seriesCount = meta.series();
    readNames(sections[4]);
  }

  private void readNames(MemorySegment names) {
    for (long at = 0; at < names.byteSize(); at += NAME_BYTES) {
      labels.put(
          symbols.get(names.get(INT, at)),
          new Label(
              this, names.get(INT, at + Integer.BYTES), names.get(INT, at + 2L * Integer.BYTES)));
    }
  }

  List<String> names() {
    return List.copyOf(labels.keySet());
  }

  /** All values of a label, ascending. */
  List<String> texts(String name) {
    Label label = labels.get(name);
    return label == null ? List.of() : label.all().stream().map(Value::text).toList();
  }

  private String value(int position) {
    return symbols.get(values.get(INT, (long) position * VALUE_BYTES));
  }

  private int postingsStart(int position) {
    return values.get(INT, (long) position * VALUE_BYTES + Integer.BYTES);
  }

  private int postingsEnd(int position) {
    return postingsStart(position + 1);
  }

  private int[] postings(int position) {
    int start = postingsStart(position);
    int end = postingsEnd(position);
    ByteReader in =
        new ByteReader(postings.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE));
    int[] found = new int[end - start];
    int length = 0;
    int last = -1;
    while (in.hasMore()) {
      last += (int) in.getVarint() + 1;
      found[length++] = last;
    }
    return Arrays.copyOf(found, length);
  }

  /** A series' entry: its labels and then its chunks. */
  ByteReader entry(int number) {
    if (number < 0 || number >= seriesCount) {
      throw new CorruptDataException("series %d of %d".formatted(number, seriesCount));
    }
    int start = seriesOffsets.get(INT, (long) number * Integer.BYTES);
    int end = seriesOffsets.get(INT, (number + 1L) * Integer.BYTES);
    return new ByteReader(series.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE));
  }

  Labels labels(ByteReader entry) {
    String[] pairs = new String[2 * entry.getCount(2)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = symbols.get((int) entry.getVarint());
    }
    return Labels.ofSorted(pairs);
  }

  @Override
  public int[] all() {
    return IntStream.range(0, seriesCount).toArray();
  }

  @Override
  public @Nullable LabelValues values(String label) {
    return labels.get(label);
  }

  @Override
  public Labels labels(int series) {
    return labels(entry(series));
  }

  /** The series that fulfil all matchers, ascending. */
  int[] find(List<Matcher> matchers) {
    return Search.find(this, matchers);
  }
}
