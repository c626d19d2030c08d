// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import dev.skopos.model.Histogram;
import dev.skopos.tsdb.format.ByteWriter;
import dev.skopos.tsdb.format.CorruptDataException;
import org.jspecify.annotations.Nullable;

/** A chunk that is being filled with samples of one kind in order of time. Not thread-safe. */
public abstract sealed class OpenChunk permits OpenChunk.Numbers, OpenChunk.Histograms {

  /** Samples of a full chunk of what is in memory, as in Prometheus. */
  public static final int FULL = 120;

  private static final int FULL_BYTES = 16 << 10;

  /** An empty chunk for samples of the kind of this one; the histogram is null for a number. */
  public static OpenChunk forKindOf(@Nullable Histogram histogram) {
    return histogram == null ? new Numbers(new FloatStream.Writer()) : new Histograms();
  }

  /**
   * Goes on with what {@link #copy} gave.
   *
   * @throws CorruptDataException when the bytes are not such a chunk
   */
  public static OpenChunk resume(Chunk copy) {
    if (copy.encoding() == Encoding.STREAM && copy.count() > 0) {
      try {
        return new Numbers(new FloatStream.Writer(copy.data(), copy.count()));
      } catch (IndexOutOfBoundsException e) {
        throw new CorruptDataException("a damaged chunk: " + e.getMessage(), e);
      }
    }
    Columns samples = new Columns(FULL);
    copy.decode(Long.MIN_VALUE, Long.MAX_VALUE, samples);
    OpenChunk resumed = forKindOf(samples.histogram(0));
    for (int i = 0; i < samples.length(); i++) {
      resumed.add(samples.time(i), samples.value(i), samples.histogram(i));
    }
    return resumed;
  }

  /** Adds a sample that is later than those before; the histogram is null for a number. */
  public abstract void add(long time, double value, @Nullable Histogram histogram);

  public abstract boolean takes(@Nullable Histogram histogram);

  public abstract boolean isFull();

  public abstract int count();

  public abstract long minTime();

  abstract long maxTime();

  /** Whether the first or the last sample is of the span, both ends included. */
  public boolean endsWithin(long from, long to) {
    return (minTime() >= from && minTime() <= to) || (maxTime() >= from && maxTime() <= to);
  }

  /** What was added so far; later additions do not change it. */
  public abstract Chunk copy();

  /** What was added, packed as tightly as it goes. */
  public abstract Chunk seal();

  static final class Numbers extends OpenChunk {
    private final FloatStream.Writer stream;

    Numbers(FloatStream.Writer stream) {
      this.stream = stream;
    }

    @Override
    public void add(long time, double value, @Nullable Histogram histogram) {
      stream.write(time, value);
    }

    @Override
    public boolean takes(@Nullable Histogram histogram) {
      return histogram == null;
    }

    @Override
    public boolean isFull() {
      return stream.count() >= FULL;
    }

    @Override
    public int count() {
      return stream.count();
    }

    @Override
    public long minTime() {
      return stream.firstTime();
    }

    @Override
    long maxTime() {
      return stream.lastTime();
    }

    @Override
    public Chunk copy() {
      return new Chunk(
          Encoding.STREAM, stream.firstTime(), stream.lastTime(), stream.count(), stream.toBytes());
    }

    @Override
    public Chunk seal() {
      Columns columns = new Columns(stream.count());
      copy().decode(Long.MIN_VALUE, Long.MAX_VALUE, columns);
      return Chunk.ofNumbers(columns, 0, columns.length());
    }
  }

  static final class Histograms extends OpenChunk {
    private final ByteWriter out = new ByteWriter();
    private @Nullable Histogram before;
    private long firstTime;
    private long lastTime;
    private int count;

    @Override
    public void add(long time, double value, @Nullable Histogram histogram) {
      if (histogram == null) {
        throw new IllegalArgumentException("a number in a chunk of histograms");
      }
      if (count == 0) {
        firstTime = time;
      }
      out.putSigned(time - lastTime);
      HistogramCodec.write(out, histogram, before);
      before = histogram;
      lastTime = time;
      count++;
    }

    @Override
    public boolean takes(@Nullable Histogram histogram) {
      return histogram != null;
    }

    @Override
    public boolean isFull() {
      return count >= FULL || out.length() >= FULL_BYTES;
    }

    @Override
    public int count() {
      return count;
    }

    @Override
    public long minTime() {
      return firstTime;
    }

    @Override
    long maxTime() {
      return lastTime;
    }

    @Override
    public Chunk copy() {
      return new Chunk(Encoding.HISTOGRAMS, firstTime, lastTime, count, out.toBytes());
    }

    @Override
    public Chunk seal() {
      return copy();
    }
  }
}
