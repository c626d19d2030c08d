// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

/**
 * Numbers as they come: the change of the distance between time stamps and the {@link XorValues}. A
 * series with a steady interval and value costs two bits a sample.
 */
final class FloatStream {

  /** Widths of the changes of distance; jitter of up to 63 ms fits the first. */
  private static final int[] WIDTHS = {7, 12, 20};

  private FloatStream() {}

  /** Not thread-safe. */
  static final class Writer {
    private final BitWriter out;
    private final XorValues.Writer values;
    private long firstTime;
    private long lastTime;
    private long distance;
    private int count;

    Writer() {
      out = new BitWriter(16);
      values = new XorValues.Writer();
    }

    /**
     * A writer that goes on behind so many samples that one wrote before.
     *
     * @throws IndexOutOfBoundsException when there are not so many
     */
    Writer(byte[] written, int count) {
      BitReader in = new BitReader(written, 0, written.length);
      Reader reader = new Reader(in);
      reader.next();
      firstTime = reader.time;
      for (int i = 1; i < count; i++) {
        reader.next();
      }
      if (in.position() > written.length * Byte.SIZE) {
        throw new IndexOutOfBoundsException("fewer samples than it says");
      }
      this.out = new BitWriter(written, in.position());
      this.values = new XorValues.Writer(reader.values);
      this.lastTime = reader.time;
      this.distance = reader.distance;
      this.count = count;
    }

    /** Adds a sample that is later than the one before. */
    void write(long time, double value) {
      if (count == 0) {
        firstTime = time;
        out.bits(time, Long.SIZE);
      } else {
        writeDistance(time - lastTime);
      }
      values.write(out, value);
      lastTime = time;
      count++;
    }

    private void writeDistance(long newDistance) {
      long change = newDistance - distance;
      distance = newDistance;
      if (change == 0) {
        out.bits(0, 1);
        return;
      }
      for (int i = 0; i < WIDTHS.length; i++) {
        int width = WIDTHS[i];
        if (change >= -(1L << (width - 1)) && change < 1L << (width - 1)) {
          // as many ones as the width's position says, ended by a zero
          out.bits((1L << (i + 2)) - 2, i + 2);
          out.bits(change, width);
          return;
        }
      }
      out.bits((1L << (WIDTHS.length + 1)) - 1, WIDTHS.length + 1);
      out.bits(change, Long.SIZE);
    }

    int count() {
      return count;
    }

    long firstTime() {
      return firstTime;
    }

    long lastTime() {
      return lastTime;
    }

    double lastValue() {
      return values.last();
    }

    byte[] toBytes() {
      return out.toBytes();
    }
  }

  /** Not thread-safe. */
  static final class Reader {
    private final BitReader in;
    private final XorValues.Reader values = new XorValues.Reader();
    private long time;
    private long distance;
    private double value;
    private boolean started;

    Reader(BitReader in) {
      this.in = in;
    }

    void next() {
      if (started) {
        distance += distanceChange();
        time += distance;
      } else {
        time = in.bits(Long.SIZE);
        started = true;
      }
      value = values.read(in);
    }

    private long distanceChange() {
      int ones = in.ones(WIDTHS.length + 1);
      if (ones == 0) {
        return 0;
      }
      return ones <= WIDTHS.length ? in.signed(WIDTHS[ones - 1]) : in.bits(Long.SIZE);
    }

    long time() {
      return time;
    }

    double value() {
      return value;
    }
  }
}
