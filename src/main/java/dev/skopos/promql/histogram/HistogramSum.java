// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import java.util.Arrays;

/**
 * A histogram that others are added to. Schemas are brought to the coarser one, zero buckets to the
 * wider one and custom bounds to those that both have. The methods with "plain" in their name add
 * as ordinary floating point numbers, the others keep what additions lose, as Prometheus does in
 * aggregations. Not thread-safe.
 */
public final class HistogramSum {
  private ResetHint resetHint;
  private int schema;
  private double[] bounds;
  private double zeroThreshold;
  private final ExactNumber zeroCount = new ExactNumber();
  private final ExactNumber count = new ExactNumber();
  private final ExactNumber sum = new ExactNumber();
  private Tally positive;
  private Tally negative;
  private boolean collided;
  private boolean reconciled;

  /** Starts with one histogram. */
  public HistogramSum(Histogram first) {
    resetHint = first.resetHint();
    schema = first.schema();
    bounds = first.customBounds();
    zeroThreshold = first.zeroThreshold();
    zeroCount.set(first.zeroCount());
    count.set(first.count());
    sum.set(first.sum());
    positive = Tally.of(first.positive());
    negative = Tally.of(first.negative());
  }

  private HistogramSum(HistogramSum other) {
    resetHint = other.resetHint;
    schema = other.schema;
    bounds = other.bounds;
    zeroThreshold = other.zeroThreshold;
    zeroCount.set(other.zeroCount);
    count.set(other.count);
    sum.set(other.sum);
    positive = other.positive.copy();
    negative = other.negative.copy();
    collided = other.collided;
    reconciled = other.reconciled;
  }

  public HistogramSum copy() {
    return new HistogramSum(this);
  }

  /** Whether in the last addition one known to follow a reset met one known not to. */
  public boolean collided() {
    return collided;
  }

  /** Whether in the last addition custom bounds differed, so that only common ones were kept. */
  public boolean reconciled() {
    return reconciled;
  }

  /**
   * Adds exactly.
   *
   * @return false, with nothing done, when one has custom bounds and the other has not
   */
  public boolean add(Histogram other) {
    return combine(other, 1, true);
  }

  /** Adds as ordinary numbers; false as with add. */
  public boolean addPlain(Histogram other) {
    return combine(other, 1, false);
  }

  /** Subtracts as ordinary numbers; false as with add. */
  public boolean subtractPlain(Histogram other) {
    return combine(other, -1, false);
  }

  private boolean combine(Histogram other, int sign, boolean exact) {
    collided = false;
    reconciled = false;
    if (other.hasCustomBounds() != hasCustomBounds()) {
      return false;
    }
    adjustHint(other.resetHint());
    if (!hasCustomBounds()) {
      combineZeroBuckets(other, sign, exact);
    }
    combineNumber(count, other.count(), sign, exact);
    combineNumber(sum, other.sum(), sign, exact);
    if (!hasCustomBounds()) {
      combineExponential(other, sign, exact);
    } else if (Arrays.equals(bounds, other.customBounds())) {
      combineTallies(positive, Tally.of(other.positive()), 0, sign, exact);
    } else {
      combineMismatched(other, sign, exact);
    }
    return true;
  }

  private boolean hasCustomBounds() {
    return schema == Histogram.CUSTOM_BOUNDS;
  }

  private static void combineNumber(ExactNumber number, double other, int sign, boolean exact) {
    if (exact) {
      number.add(sign * other);
    } else {
      number.addPlain(sign * other);
    }
  }

  private static void combineTallies(Tally to, Tally other, int from, int sign, boolean exact) {
    if (exact) {
      to.add(other, from);
    } else {
      to.addPlain(other, from, sign);
    }
  }

  private void adjustHint(ResetHint other) {
    if (other == resetHint || resetHint == ResetHint.GAUGE) {
      return;
    }
    if (other == ResetHint.GAUGE) {
      resetHint = ResetHint.GAUGE;
    } else {
      collided = resetHint != ResetHint.UNKNOWN && other != ResetHint.UNKNOWN;
      resetHint = ResetHint.UNKNOWN;
    }
  }

  /** Finds a zero bucket that is wide enough for both and cuts no populated bucket of either. */
  private void combineZeroBuckets(Histogram other, int sign, boolean exact) {
    ZeroBucket theirs = new ZeroBucket(other.zeroThreshold(), other.zeroCount(), 0);
    while (theirs.threshold() != zeroThreshold) {
      if (zeroThreshold > theirs.threshold()) {
        theirs = ZeroBucket.widened(other, zeroThreshold);
      }
      if (theirs.threshold() > zeroThreshold) {
        widenZeroBucket(theirs.threshold(), exact);
      }
    }
    combineNumber(zeroCount, theirs.count(), sign, exact);
    if (exact) {
      zeroCount.add(theirs.lost());
    }
  }

  private void widenZeroBucket(double threshold, boolean exact) {
    ZeroBucket widened =
        new ZeroBucket(zeroThreshold, zeroCount.value(), zeroCount.lost())
            .widened(threshold, schema, positive, negative);
    zeroThreshold = widened.threshold();
    zeroCount.set(widened.count(), exact ? widened.lost() : 0);
    positive.dropFirst(inZeroBucket(positive));
    negative.dropFirst(inZeroBucket(negative));
  }

  private int inZeroBucket(Tally tally) {
    int inside = 0;
    while (inside < tally.size()
        && Bounds.exponential(schema, tally.index(inside) - 1) < zeroThreshold) {
      inside++;
    }
    return inside;
  }

  private void combineExponential(Histogram other, int sign, boolean exact) {
    Tally otherPositive = Tally.of(other.positive());
    Tally otherNegative = Tally.of(other.negative());
    if (other.schema() < schema) {
      reduceTo(other.schema(), exact);
    } else {
      Resolution.reduce(otherPositive, other.schema(), schema, exact);
      Resolution.reduce(otherNegative, other.schema(), schema, exact);
    }
    combineTallies(positive, otherPositive, belowZeroBucket(otherPositive), sign, exact);
    combineTallies(negative, otherNegative, belowZeroBucket(otherNegative), sign, exact);
  }

  private void reduceTo(int newSchema, boolean exact) {
    Resolution.reduce(positive, schema, newSchema, exact);
    Resolution.reduce(negative, schema, newSchema, exact);
    schema = newSchema;
  }

  /** How many buckets at the beginning lie in the zero bucket altogether. */
  private int belowZeroBucket(Tally tally) {
    int below = 0;
    while (below < tally.size()
        && Bounds.exponential(schema, tally.index(below)) <= zeroThreshold) {
      below++;
    }
    return below;
  }

  private void combineMismatched(Histogram other, int sign, boolean exact) {
    reconciled = true;
    double[] common = CustomBounds.common(bounds, other.customBounds());
    CustomBounds.Target target = new CustomBounds.Target(common);
    target.add(positive, bounds, 1);
    target.add(Tally.of(other.positive()), other.customBounds(), sign);
    positive = target.tally(exact);
    bounds = common;
  }

  public void multiply(double factor) {
    zeroCount.multiply(factor);
    count.multiply(factor);
    sum.multiply(factor);
    positive.multiply(factor);
    negative.multiply(factor);
  }

  public void divide(double divisor) {
    zeroCount.divide(divisor);
    count.divide(divisor);
    sum.divide(divisor);
    positive.divide(divisor);
    negative.divide(divisor);
  }

  /** Whether a number in it has become infinite, so that it is no sum any more. */
  public boolean overflows() {
    return Double.isInfinite(zeroCount.value())
        || Double.isInfinite(count.value())
        || Double.isInfinite(sum.value())
        || positive.isInfinite()
        || negative.isInfinite();
  }

  /** The sum so far. */
  public Histogram result() {
    return result(resetHint);
  }

  /** The sum so far with another hint. */
  public Histogram result(ResetHint hint) {
    Buckets above = positive.buckets();
    return new Histogram(
        hint,
        schema,
        zeroThreshold,
        zeroCount.total(),
        count.total(),
        sum.total(),
        above,
        negative.buckets(),
        bounds);
  }
}
