// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import java.util.ArrayList;
import java.util.List;

/** The smallest and the largest parameter of an aggregation, and whether one is NaN. */
final class ParameterRange {
  private final double smallest;
  private final double largest;
  private final boolean anyNan;

  /** With a NaN among the values both ends are NaN. */
  ParameterRange(double[] values) {
    double min = Double.MAX_VALUE;
    double max = -Double.MAX_VALUE;
    boolean nan = false;
    for (double value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      nan |= Double.isNaN(value);
    }
    smallest = min;
    largest = max;
    anyNan = nan;
  }

  double smallest() {
    return smallest;
  }

  double largest() {
    return largest;
  }

  boolean anyNan() {
    return anyNan;
  }

  /** What is farthest outside of a range in either direction, and NaN. */
  List<Double> outside(double from, double to) {
    List<Double> outside = new ArrayList<>();
    if (anyNan) {
      outside.add(Double.NaN);
    }
    if (largest > to) {
      outside.add(largest);
    }
    if (smallest < from) {
      outside.add(smallest);
    }
    return outside;
  }
}
