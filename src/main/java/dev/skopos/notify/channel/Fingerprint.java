// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/** FNV-1a over sorted names and values with a separator after each, as prometheus/common has it. */
final class Fingerprint {

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 0xff;

  private Fingerprint() {}

  static String of(SortedMap<String, String> labels) {
    long hash = OFFSET;
    for (var label : labels.entrySet()) {
      hash = add(add(hash, label.getKey()), label.getValue());
    }
    return "%016x".formatted(hash);
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      sum = (sum ^ Byte.toUnsignedInt(b)) * PRIME;
    }
    return (sum ^ SEPARATOR) * PRIME;
  }
}
