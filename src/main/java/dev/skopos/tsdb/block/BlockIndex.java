// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.index.LabelFilter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index of a block, read where it lies: texts in order, labels of each series, and for each
 * value of each label the series that have it. Thread-safe.
 */
final class BlockIndex {

  static final int SECTIONS = 7;

  /** A value's text and where its postings begin. */
  static final int VALUE_BYTES = 2 * Integer.BYTES;

  private static final int NAME_BYTES = 3 * Integer.BYTES;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** The values of one label: a range of the section of values. */
  private record Label(int firstValue, int values) {}

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
          new Label(names.get(INT, at + Integer.BYTES), names.get(INT, at + 2L * Integer.BYTES)));
    }
  }

  List<String> names() {
    return List.copyOf(labels.keySet());
  }

  /** All values of a label, ascending. */
  List<String> values(String name) {
    Label label = labels.get(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; label != null && i < label.values; i++) {
      texts.add(value(label.firstValue + i));
    }
    return texts;
  }

  private String value(int position) {
    return symbols.get(values.get(INT, (long) position * VALUE_BYTES));
  }

  private int[] postings(int position) {
    long at = (long) position * VALUE_BYTES + Integer.BYTES;
    int start = values.get(INT, at);
    int end = values.get(INT, at + VALUE_BYTES);
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

  /** The series that fulfil all matchers, ascending. */
  int[] find(List<Matcher> matchers) {
    List<Matcher> rest = new ArrayList<>(matchers);
    int[] narrowed = byNamedValues(rest);
    if (narrowed == null) {
      narrowed = byScannedValues(rest);
    }
    if (narrowed == null) {
      narrowed = new int[seriesCount];
      Arrays.setAll(narrowed, i -> i);
    }
    if (rest.isEmpty()) {
      return narrowed;
    }
    List<LabelFilter> filters = rest.stream().map(LabelFilter::new).toList();
    return Arrays.stream(narrowed)
        .filter(
            number -> {
              Labels of = labels(entry(number));
              return filters.stream().allMatch(filter -> filter.keeps(of));
            })
        .toArray();
  }

  private int @Nullable [] byNamedValues(List<Matcher> rest) {
    int[] narrowed = null;
    for (Matcher matcher : List.copyOf(rest)) {
      List<String> wanted = LabelFilter.namedValues(matcher);
      if (!wanted.isEmpty()) {
        rest.remove(matcher);
        int[] matched = union(matcher.name(), wanted);
        narrowed = narrowed == null ? matched : intersection(narrowed, matched);
      }
    }
    return narrowed;
  }

  private int[] union(String name, List<String> wanted) {
    Label label = labels.get(name);
    List<int[]> found = new ArrayList<>();
    for (String text : wanted) {
      int position = label == null ? -1 : find(label, text);
      if (position >= 0) {
        found.add(postings(position));
      }
    }
    return union(found);
  }

  private int find(Label label, String text) {
    int low = label.firstValue;
    int high = label.firstValue + label.values - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = value(middle).compareTo(text);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Of several values of one label, of which no series has two. */
  private static int[] union(List<int[]> disjoint) {
    if (disjoint.size() == 1) {
      return disjoint.getFirst();
    }
    int[] all = disjoint.stream().flatMapToInt(Arrays::stream).toArray();
    Arrays.sort(all);
    return all;
  }

  private static int[] intersection(int[] left, int[] right) {
    int[] both = new int[Math.min(left.length, right.length)];
    int length = 0;
    int l = 0;
    int r = 0;
    while (l < left.length && r < right.length) {
      if (left[l] == right[r]) {
        both[length++] = left[l++];
        r++;
      } else if (left[l] < right[r]) {
        l++;
      } else {
        r++;
      }
    }
    return Arrays.copyOf(both, length);
  }

  /** By the first matcher that demands the label to be there; null when there is none. */
  private int @Nullable [] byScannedValues(List<Matcher> rest) {
    for (Matcher matcher : rest) {
      if (!matcher.matches("")) {
        rest.remove(matcher);
        Label label = labels.get(matcher.name());
        List<int[]> found = new ArrayList<>();
        for (int i = 0; label != null && i < label.values; i++) {
          if (matcher.matches(value(label.firstValue + i))) {
            found.add(postings(label.firstValue + i));
          }
        }
        return union(found);
      }
    }
    return null;
  }
}
