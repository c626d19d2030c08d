// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads {@link Frames} one after the other, up to the end or the first damage. */
public final class FrameReader {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private long position;
  private byte[] content = new byte[1 << 12];
  private int length;
  private @Nullable String damage;

  public FrameReader(MemorySegment bytes, long position) {
    this.bytes = bytes;
    this.position = Math.min(position, bytes.byteSize());
  }

  /** Goes to the next frame; false at the end, and at a frame that is not whole. */
  public boolean next() {
    long left = bytes.byteSize() - position;
    if (left == 0 || damage != null) {
      return false;
    }
    if (left < Frames.HEADER) {
      damage = "%d bytes instead of a record".formatted(left);
      return false;
    }
    long claimed = bytes.get(INT, position);
    if (claimed < 0 || claimed > Math.min(Frames.MAX_LENGTH, left - Frames.HEADER)) {
      damage = "a record of %d bytes where %d are left".formatted(claimed, left);
      return false;
    }
    return read((int) claimed);
  }

  private boolean read(int claimed) {
    if (content.length < claimed) {
      content = new byte[claimed];
    }
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, position + Frames.HEADER, content, 0, claimed);
    if (Frames.checksum(content, 0, claimed) != bytes.get(INT, position + Integer.BYTES)) {
      damage = "a record with a wrong checksum";
      return false;
    }
    length = claimed;
    position += Frames.HEADER + claimed;
    return true;
  }

  /** The frame's content; valid until the next one. */
  public ByteReader content() {
    return new ByteReader(content, 0, length);
  }

  /** Where the whole frames end, so far. */
  public long position() {
    return position;
  }

  /** What is wrong behind the last whole frame; null when nothing is. */
  public @Nullable String damage() {
    return damage;
  }
}
