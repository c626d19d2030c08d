// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import dev.skopos.model.Histogram;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.CorruptDataException;

/**
 * Compressed samples of one series; immutable.
 *
 * @param minTime time stamp of the first sample, milliseconds since the epoch
 * @param maxTime time stamp of the last one
 * @param count of samples, 1 to {@link #MOST_SAMPLES}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Chunk(Encoding encoding, long minTime, long maxTime, int count, byte[] data) {

  /** No chunk holds more. */
  public static final int MOST_SAMPLES = 4_000;

  /** Adds the samples in the span to those that are there, which are all earlier. */
  public void decode(long from, long to, Columns out) {
    decode(encoding, count, data, from, to, out);
  }

  /**
   * Adds the samples in the span to those that are there, which are all earlier.
   *
   * @throws CorruptDataException when the bytes are not a chunk
   */
  public static void decode(
      Encoding encoding, int count, byte[] data, long from, long to, Columns out) {
    if (count < 1 || count > MOST_SAMPLES) {
      throw new CorruptDataException("a chunk of %d samples".formatted(count));
    }
    try {
      switch (encoding) {
        case STREAM -> decodeStream(count, data, from, to, out);
        case COLUMNS -> decodeColumns(count, data, from, to, out);
        case HISTOGRAMS -> decodeHistograms(count, data, from, to, out);
      }
    } catch (IndexOutOfBoundsException e) {
      throw new CorruptDataException("a damaged chunk: " + e.getMessage(), e);
    }
  }

  private static void decodeStream(int count, byte[] data, long from, long to, Columns out) {
    FloatStream.Reader reader = new FloatStream.Reader(new BitReader(data, 0, data.length));
    out.reserve(count);
    for (int i = 0; i < count; i++) {
      reader.next();
      out.times()[out.length() + i] = reader.time();
      out.values()[out.length() + i] = reader.value();
    }
    out.accept(count, from, to);
  }

  private static void decodeColumns(int count, byte[] data, long from, long to, Columns out) {
    BitReader in = new BitReader(data, 0, data.length);
    out.reserve(count);
    LongColumn.read(in, out.times(), out.length(), count);
    DoubleColumn.read(in, out.values(), out.length(), count);
    out.accept(count, from, to);
  }

  private static void decodeHistograms(int count, byte[] data, long from, long to, Columns out) {
    ByteReader in = new ByteReader(data);
    long time = 0;
    Histogram histogram = null;
    for (int i = 0; i < count; i++) {
      time += in.getSigned();
      histogram = HistogramCodec.read(in, histogram);
      if (time >= from && time <= to) {
        out.add(time, 0, histogram);
      }
    }
  }

  /** The numbers from one index to another, exclusive, by column. */
  public static Chunk ofNumbers(Columns samples, int from, int to) {
    int count = to - from;
    long[] times = java.util.Arrays.copyOfRange(samples.times(), from, to);
    double[] values = java.util.Arrays.copyOfRange(samples.values(), from, to);
    BitWriter out = new BitWriter(2 * count + 32);
    LongColumn.write(out, times, count);
    DoubleColumn.write(out, values, count);
    return new Chunk(Encoding.COLUMNS, times[0], times[count - 1], count, out.toBytes());
  }

  public boolean overlaps(long from, long to) {
    return minTime <= to && maxTime >= from;
  }
}
