// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.model.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Makes labels of what senders send, within limits. */
final class LabelText {

  static final int MAX_LABELS = 128;
  static final int MAX_NAME_BYTES = 1_024;
  static final int MAX_VALUE_BYTES = 16_384;

  private String[] pairs = new String[2 * 32];
  private int length;

  void clear() {
    length = 0;
  }

  void add(String name, String value) throws InvalidSeriesException {
    if (length == 2 * MAX_LABELS) {
      throw new InvalidSeriesException("a series with more than %d labels".formatted(MAX_LABELS));
    }
    if (length == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * length);
    }
    pairs[length++] = name;
    pairs[length++] = value;
  }

  static String name(byte[] bytes, int from, int to) throws InvalidSeriesException {
    return text("label name", bytes, from, to, MAX_NAME_BYTES);
  }

  static String value(byte[] bytes, int from, int to) throws InvalidSeriesException {
    return text("label value", bytes, from, to, MAX_VALUE_BYTES);
  }

  private static String text(String what, byte[] bytes, int from, int to, int most)
      throws InvalidSeriesException {
    if (to - from > most) {
      throw new InvalidSeriesException(
          "a %s of %d bytes, more than %d".formatted(what, to - from, most));
    }
    int all = 0;
    for (int at = from; at < to; at++) {
      all |= bytes[at];
    }
    if (all >= 0) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, from, to - from);
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException _) {
      throw new InvalidSeriesException("a %s that is not UTF-8".formatted(what));
    }
  }

  /** The labels of a series, which has a metric name; those with an empty value are left out. */
  Labels series() throws InvalidSeriesException {
    Labels labels = labels();
    if (!labels.has(Labels.METRIC_NAME)) {
      throw new InvalidSeriesException("a series without a metric name: " + labels);
    }
    return labels;
  }

  /** The labels in order; those with an empty value are left out. */
  Labels labels() throws InvalidSeriesException {
    if (!isAscending()) {
      sort();
    }
    String[] kept = new String[length];
    int size = 0;
    for (int i = 0; i < length; i += 2) {
      if (pairs[i].isEmpty()) {
        throw new InvalidSeriesException("a label without a name");
      }
      if (i > 0 && pairs[i].equals(pairs[i - 2])) {
        throw new InvalidSeriesException("the label name %s is there twice".formatted(pairs[i]));
      }
      if (!pairs[i + 1].isEmpty()) {
        kept[size++] = pairs[i];
        kept[size++] = pairs[i + 1];
      }
    }
    return Labels.ofSorted(size == length ? kept : Arrays.copyOf(kept, size));
  }

  private boolean isAscending() {
    for (int i = 2; i < length; i += 2) {
      if (pairs[i - 2].compareTo(pairs[i]) >= 0) {
        return false;
      }
    }
    return true;
  }

  private void sort() {
    String[][] sorted = new String[length / 2][];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = new String[] {pairs[2 * i], pairs[2 * i + 1]};
    }
    Arrays.sort(sorted, Comparator.comparing(pair -> pair[0]));
    for (int i = 0; i < sorted.length; i++) {
      pairs[2 * i] = sorted[i][0];
      pairs[2 * i + 1] = sorted[i][1];
    }
  }
}
