// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Labels;
import dev.skopos.wire.SnappyBlock;
import dev.skopos.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what remote write sends, plainly: the other way round of what is tested. */
final class Decoded {

  private Decoded() {}

  /** A sample as it arrived; the value's bits, since there is more than one NaN. */
  record Arrived(Labels labels, long timestamp, long bits) {
    double value() {
      return Double.longBitsToDouble(bits);
    }
  }

  /** One field of a message: a number, or bytes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Field(int number, long value, byte[] content) {}

  static List<Arrived> samples(byte[] block) {
    List<Arrived> samples = new ArrayList<>();
    for (Field series : fields(decompressed(block))) {
      Labels.Builder labels = Labels.EMPTY.toBuilder();
      for (Field field : fields(series.content)) {
        if (field.number == 1) {
          List<Field> label = fields(field.content);
          labels.set(text(label.get(0)), text(label.get(1)));
        } else if (field.number == 2) {
          List<Field> sample = fields(field.content);
          samples.add(new Arrived(labels.build(), sample.get(1).value, sample.get(0).value));
        }
      }
    }
    return samples;
  }

  private static byte[] decompressed(byte[] block) {
    try {
      return SnappyBlock.decompress(block, 64 << 20);
    } catch (WireException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String text(Field field) {
    return new String(field.content, StandardCharsets.UTF_8);
  }

  static List<Field> fields(byte[] message) {
    List<Field> fields = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> fields.add(new Field(number, varint(in), new byte[0]));
        case 1 -> fields.add(new Field(number, in.getLong(), new byte[0]));
        case 2 -> {
          byte[] content = new byte[(int) varint(in)];
          in.get(content);
          fields.add(new Field(number, 0, content));
        }
        default -> throw new IllegalArgumentException("wire type of " + tag);
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.get();
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }
}
