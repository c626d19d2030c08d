// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.tsdb.format.CorruptDataException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.SoftReference;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a block in ascending order. Those that were asked for stay in memory as long as
 * there is room. Thread-safe.
 */
final class Symbols {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment offsets;
  private final MemorySegment texts;
  private final int count;
  private volatile SoftReference<@Nullable String[]> known = new SoftReference<>(null);

  Symbols(MemorySegment offsets, MemorySegment texts) {
    this.offsets = offsets;
    this.texts = texts;
    this.count = (int) (offsets.byteSize() / Integer.BYTES) - 1;
  }

  String get(int number) {
    if (number < 0 || number >= count) {
      throw new CorruptDataException("text %d of %d".formatted(number, count));
    }
    @Nullable String[] cache = known.get();
    if (cache == null) {
      cache = new @Nullable String[count];
      known = new SoftReference<>(cache);
    }
    String text = cache[number];
    if (text == null) {
      text = read(number);
      cache[number] = text;
    }
    return text;
  }

  private String read(int number) {
    int start = offsets.get(INT, (long) number * Integer.BYTES);
    int end = offsets.get(INT, (number + 1L) * Integer.BYTES);
    byte[] bytes = texts.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
