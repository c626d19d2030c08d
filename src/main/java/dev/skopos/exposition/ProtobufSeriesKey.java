// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that stand for one series of a protobuf exposition, in an array that is used again. */
final class ProtobufSeriesKey {

  /** Is no byte of UTF-8. */
  private static final byte SEPARATOR = (byte) 0xff;

  private byte[] bytes = new byte[256];
  private int length;
  private String suffix = "";
  private String bound = "";

  /**
   * Makes the key.
   *
   * @param part -2 is the count, -1 the sum, less is the whole
   * @param limit the bound of the bucket or the quantile; empty: there is none
   */
  void build(byte[] text, FamilyMessage family, LabelPairs labels, int part, String limit) {
    length = 0;
    bound = limit;
    suffix = suffix(family.type, part);
    add(text, family.nameFrom, family.nameTo);
    add(suffix);
    add(bound);
    for (int i = 0; i < 4 * labels.size(); i += 2) {
      add(text, labels.at(i), labels.at(i + 1));
    }
  }

  private static String suffix(MetricFamily.Type type, int part) {
    return switch (type) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> part < 0 ? beforeParts(part) : "_bucket";
      case SUMMARY -> part < 0 ? beforeParts(part) : "";
      case COUNTER, GAUGE, UNTYPED, INFO, STATESET -> "";
    };
  }

  private static String beforeParts(int part) {
    return switch (part) {
      case -1 -> "_sum";
      case -2 -> "_count";
      default -> "";
    };
  }

  private void add(byte[] text, int from, int to) {
    int needed = length + to - from + 1;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, needed));
    }
    System.arraycopy(text, from, bytes, length, to - from);
    length = needed;
    bytes[length - 1] = SEPARATOR;
  }

  private void add(String ascii) {
    byte[] text = ascii.getBytes(StandardCharsets.ISO_8859_1);
    add(text, 0, text.length);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  String suffix() {
    return suffix;
  }

  String bound() {
    return bound;
  }
}
