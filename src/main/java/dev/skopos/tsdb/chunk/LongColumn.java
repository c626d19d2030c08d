// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import dev.skopos.tsdb.format.ByteWriter;

/**
 * Integers as what is left after a prediction, in Rice codes. Of three predictions the one that
 * leaves least is taken, for each column anew: the same step as before (time stamps of a steady
 * scrape, steady counters), a step of at least so much (counters, levels), a straight line (time
 * stamps that jitter around their schedule). Arithmetic wraps around, so every integer goes.
 */
final class LongColumn {

  /** Residuals of which the quotient is at least this are written whole. */
  private static final int ESCAPE = 20;

  private static final int MODE_BITS = 2;
  private static final int WIDTH_BITS = 6;

  /** The width that says that every residual is zero. */
  private static final int NO_RESIDUALS = 63;

  private static final int STEP = 0;
  private static final int STEP_CHANGE = 1;
  private static final int LINE = 2;

  private LongColumn() {}

  static void write(BitWriter out, long[] values, int count) {
    out.sized(values[0]);
    if (count == 1) {
      return;
    }
    Candidate best = steps(values, count);
    if (best.cost > 0) {
      best = best.orBetter(stepChanges(values, count));
      best = best.orBetter(line(values, count));
    }
    best.write(out);
  }

  /** One way to write the column. */
  private static final class Candidate {
    private final int mode;
    private final long parameter;
    private final long[] residuals;
    private final int from;
    private final int count;
    private final int width;
    private final long cost;

    Candidate(int mode, long parameter, long[] residuals, int from, int count) {
      this.mode = mode;
      this.parameter = parameter;
      this.residuals = residuals;
      this.from = from;
      this.count = count;
      RiceWidth best = RiceWidth.of(residuals, from, count, ESCAPE);
      this.width = best.cost() == 0 ? NO_RESIDUALS : best.width();
      this.cost = best.cost();
    }

    Candidate orBetter(Candidate other) {
      return other.cost < cost ? other : this;
    }

    void write(BitWriter out) {
      out.bits(mode, MODE_BITS);
      out.bits(width, WIDTH_BITS);
      out.sized(parameter);
      if (width == NO_RESIDUALS) {
        return;
      }
      for (int i = from; i < count; i++) {
        long quotient = residuals[i] >>> width;
        if (quotient >= 0 && quotient < ESCAPE) {
          out.bits((1L << (quotient + 1)) - 2, (int) quotient + 1);
          out.bits(residuals[i], width);
        } else {
          out.bits((1L << ESCAPE) - 1, ESCAPE);
          out.bits(residuals[i], Long.SIZE);
        }
      }
    }
  }

  private static Candidate steps(long[] values, int count) {
    long[] residuals = new long[count];
    long least = Long.MAX_VALUE;
    for (int i = 1; i < count; i++) {
      residuals[i] = values[i] - values[i - 1];
      least = Math.min(least, residuals[i]);
    }
    for (int i = 1; i < count; i++) {
      residuals[i] -= least;
    }
    return new Candidate(STEP, least, residuals, 1, count);
  }

  private static Candidate stepChanges(long[] values, int count) {
    long[] residuals = new long[count];
    long first = values[1] - values[0];
    long before = first;
    for (int i = 2; i < count; i++) {
      long step = values[i] - values[i - 1];
      residuals[i] = ByteWriter.zigzag(step - before);
      before = step;
    }
    return new Candidate(STEP_CHANGE, first, residuals, 2, count);
  }

  private static Candidate line(long[] values, int count) {
    long[] residuals = new long[count];
    long step = Math.round((double) (values[count - 1] - values[0]) / (count - 1));
    long expected = values[0];
    for (int i = 1; i < count; i++) {
      expected += step;
      residuals[i] = ByteWriter.zigzag(values[i] - expected);
    }
    return new Candidate(LINE, step, residuals, 1, count);
  }

  /** Reads {@code count} values into the array, from the position on. */
  static void read(BitReader in, long[] values, int at, int count) {
    values[at] = in.sized();
    if (count == 1) {
      return;
    }
    int mode = (int) in.bits(MODE_BITS);
    int width = (int) in.bits(WIDTH_BITS);
    long parameter = in.sized();
    switch (mode) {
      case STEP -> readSteps(in, width, parameter, values, at, count);
      case STEP_CHANGE -> readStepChanges(in, width, parameter, values, at, count);
      case LINE -> readLine(in, width, parameter, values, at, count);
      default -> throw new IndexOutOfBoundsException("prediction " + mode);
    }
  }

  private static void readSteps(
      BitReader in, int width, long least, long[] values, int at, int count) {
    long value = values[at];
    for (int i = at + 1; i < at + count; i++) {
      value += least + residual(in, width);
      values[i] = value;
    }
  }

  private static void readStepChanges(
      BitReader in, int width, long first, long[] values, int at, int count) {
    long step = first;
    long value = values[at] + step;
    values[at + 1] = value;
    for (int i = at + 2; i < at + count; i++) {
      step += ByteWriter.unzigzag(residual(in, width));
      value += step;
      values[i] = value;
    }
  }

  private static void readLine(
      BitReader in, int width, long step, long[] values, int at, int count) {
    long expected = values[at];
    for (int i = at + 1; i < at + count; i++) {
      expected += step;
      values[i] = expected + ByteWriter.unzigzag(residual(in, width));
    }
  }

  private static long residual(BitReader in, int width) {
    if (width == NO_RESIDUALS) {
      return 0;
    }
    int quotient = in.ones(ESCAPE);
    return quotient == ESCAPE ? in.bits(Long.SIZE) : ((long) quotient << width) | in.bits(width);
  }
}
