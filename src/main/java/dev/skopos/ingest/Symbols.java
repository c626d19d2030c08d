// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.wire.Numbers;
import org.jspecify.annotations.Nullable;

/** The texts that a request of version 2.0 refers to; each becomes a string at most once. */
final class Symbols {

  private final byte[] bytes;
  private final Numbers spans = new Numbers();
  private @Nullable String[] texts = {};

  Symbols(byte[] bytes) {
    this.bytes = bytes;
  }

  void add(int from, int to) {
    spans.add(from);
    spans.add(to);
  }

  /** There are no more. */
  void complete() {
    texts = new String[spans.size() / 2];
  }

  String name(long reference) throws InvalidSeriesException {
    int index = index(reference);
    String known = texts[index];
    if (known != null && known.length() <= LabelText.MAX_NAME_BYTES) {
      return known;
    }
    String text = LabelText.name(bytes, from(index), to(index));
    texts[index] = text;
    return text;
  }

  String value(long reference) throws InvalidSeriesException {
    int index = index(reference);
    String known = texts[index];
    if (known != null) {
      return known;
    }
    String text = LabelText.value(bytes, from(index), to(index));
    texts[index] = text;
    return text;
  }

  private int from(int index) {
    return (int) spans.get(2 * index);
  }

  private int to(int index) {
    return (int) spans.get(2 * index + 1);
  }

  private int index(long reference) throws InvalidSeriesException {
    if (reference < 0 || reference >= texts.length) {
      throw new InvalidSeriesException(
          "a reference to symbol %d of %d".formatted(reference, texts.length));
    }
    return (int) reference;
  }
}
