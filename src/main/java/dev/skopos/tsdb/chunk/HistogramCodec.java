// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.ByteWriter;
import dev.skopos.tsdb.format.CorruptDataException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a native histogram as the difference to the one before it. The layout (schema, zero
 * threshold, bounds, which buckets there are) is written when it changes; counts that are whole
 * numbers are written as differences.
 */
public final class HistogramCodec {

  private static final int SAME_LAYOUT = 1;
  private static final int WHOLE = 2;
  private static final int HINT_SHIFT = 2;
  private static final int FLAGS = 0xf;

  /** Smaller whole numbers are exact. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private HistogramCodec() {}

  /** Writes the histogram; null when there is none before it. */
  public static void write(ByteWriter out, Histogram histogram, @Nullable Histogram before) {
    boolean same = before != null && sameLayout(histogram, before);
    boolean whole = isWhole(histogram) && (before == null || !same || isWhole(before));
    int flags = (same ? SAME_LAYOUT : 0) | (whole ? WHOLE : 0);
    out.putByte(flags | (code(histogram.resetHint()) << HINT_SHIFT));
    if (!same) {
      writeLayout(out, histogram);
    }
    Histogram base = same ? before : null;
    writeCount(out, whole, histogram.zeroCount(), base == null ? 0 : base.zeroCount());
    writeCount(out, whole, histogram.count(), base == null ? 0 : base.count());
    out.putDouble(histogram.sum());
    writeCounts(out, whole, histogram.positive(), base == null ? null : base.positive());
    writeCounts(out, whole, histogram.negative(), base == null ? null : base.negative());
  }

  private static int code(ResetHint hint) {
    return switch (hint) {
      case UNKNOWN -> 0;
      case RESET -> 1;
      case NOT_RESET -> 2;
      case GAUGE -> 3;
    };
  }

  private static ResetHint hint(int code) {
    return switch (code) {
      case 0 -> ResetHint.UNKNOWN;
      case 1 -> ResetHint.RESET;
      case 2 -> ResetHint.NOT_RESET;
      default -> ResetHint.GAUGE;
    };
  }

  private static boolean sameLayout(Histogram one, Histogram two) {
    return one.schema() == two.schema()
        && Double.doubleToRawLongBits(one.zeroThreshold())
            == Double.doubleToRawLongBits(two.zeroThreshold())
        && Arrays.equals(one.customBounds(), two.customBounds())
        && Arrays.equals(one.positive().indexes(), two.positive().indexes())
        && Arrays.equals(one.negative().indexes(), two.negative().indexes());
  }

  private static boolean isWhole(Histogram histogram) {
    return isWhole(histogram.zeroCount())
        && isWhole(histogram.count())
        && isWhole(histogram.positive())
        && isWhole(histogram.negative());
  }

  private static boolean isWhole(Buckets buckets) {
    for (double count : buckets.counts()) {
      if (!isWhole(count)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhole(double count) {
    return Math.abs(count) < LARGEST_WHOLE
        && Double.doubleToRawLongBits((double) (long) count) == Double.doubleToRawLongBits(count);
  }

  private static void writeLayout(ByteWriter out, Histogram histogram) {
    out.putSigned(histogram.schema());
    out.putDouble(histogram.zeroThreshold());
    out.putVarint(histogram.customBounds().length);
    for (double bound : histogram.customBounds()) {
      out.putDouble(bound);
    }
    writeIndexes(out, histogram.positive());
    writeIndexes(out, histogram.negative());
  }

  private static void writeIndexes(ByteWriter out, Buckets buckets) {
    out.putVarint(buckets.size());
    int before = 0;
    for (int index : buckets.indexes()) {
      out.putSigned(index - before);
      before = index;
    }
  }

  private static void writeCounts(
      ByteWriter out, boolean whole, Buckets buckets, @Nullable Buckets before) {
    for (int i = 0; i < buckets.size(); i++) {
      writeCount(out, whole, buckets.counts()[i], before == null ? 0 : before.counts()[i]);
    }
  }

  private static void writeCount(ByteWriter out, boolean whole, double count, double before) {
    if (whole) {
      out.putSigned((long) count - (long) before);
    } else {
      out.putDouble(count);
    }
  }

  /**
   * Reads a histogram; null when there is none before it.
   *
   * @throws CorruptDataException when the bytes are not a histogram
   */
  public static Histogram read(ByteReader in, @Nullable Histogram before) {
    int flags = in.getByte();
    if (flags > FLAGS || ((flags & SAME_LAYOUT) != 0 && before == null)) {
      throw new CorruptDataException("flags of a histogram: " + flags);
    }
    boolean whole = (flags & WHOLE) != 0;
    ResetHint hint = hint(flags >> HINT_SHIFT);
    if ((flags & SAME_LAYOUT) != 0 && before != null) {
      return readLike(in, hint, whole, before);
    }
    int schema = (int) in.getSigned();
    double threshold = in.getDouble();
    double[] bounds = new double[in.getCount(Double.BYTES)];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = in.getDouble();
    }
    Buckets positive = readLayout(in);
    Buckets negative = readLayout(in);
    return readLike(
        in,
        hint,
        whole,
        new Histogram(hint, schema, threshold, 0, 0, 0, positive, negative, bounds));
  }

  private static Buckets readLayout(ByteReader in) {
    int[] indexes = new int[in.getCount(1)];
    int before = 0;
    for (int i = 0; i < indexes.length; i++) {
      before += (int) in.getSigned();
      indexes[i] = before;
    }
    return new Buckets(indexes, new double[indexes.length]);
  }

  private static Histogram readLike(
      ByteReader in, ResetHint hint, boolean whole, Histogram before) {
    double zeroCount = readCount(in, whole, before.zeroCount());
    double count = readCount(in, whole, before.count());
    double sum = in.getDouble();
    return new Histogram(
        hint,
        before.schema(),
        before.zeroThreshold(),
        zeroCount,
        count,
        sum,
        readCounts(in, whole, before.positive()),
        readCounts(in, whole, before.negative()),
        before.customBounds());
  }

  private static Buckets readCounts(ByteReader in, boolean whole, Buckets before) {
    double[] counts = new double[before.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = readCount(in, whole, before.counts()[i]);
    }
    return new Buckets(before.indexes(), counts);
  }

  private static double readCount(ByteReader in, boolean whole, double before) {
    return whole ? (long) before + in.getSigned() : in.getDouble();
  }
}
