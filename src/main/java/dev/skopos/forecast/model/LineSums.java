// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** Gives the line of least squares through any run of points in constant time. */
final class LineSums {

  private final double centre;
  private final double[] t;
  private final double[] tt;
  private final double[] v;
  private final double[] tv;
  private final double[] vv;
  private final double middle;

  LineSums(double[] times, double[] values) {
    int size = values.length;
    // far from zero the differences of sums would lose their digits
    centre = size == 0 ? 0 : times[size / 2];
    middle = size == 0 ? 0 : Statistics.median(values);
    t = new double[size + 1];
    tt = new double[size + 1];
    v = new double[size + 1];
    tv = new double[size + 1];
    vv = new double[size + 1];
    for (int i = 0; i < size; i++) {
      double time = times[i] - centre;
      double value = values[i] - middle;
      t[i + 1] = t[i] + time;
      tt[i + 1] = tt[i] + time * time;
      v[i + 1] = v[i] + value;
      tv[i + 1] = tv[i] + time * value;
      vv[i + 1] = vv[i] + value * value;
    }
  }

  int size() {
    return t.length - 1;
  }

  /** How widely the times of a run are spread: the sum of squares around their mean. */
  double spread(int from, int to) {
    double sum = t[to] - t[from];
    return tt[to] - tt[from] - sum * sum / (to - from);
  }

  Line line(int from, int to) {
    int count = to - from;
    double meanTime = (t[to] - t[from]) / count;
    double meanValue = (v[to] - v[from]) / count;
    double spread = spread(from, to);
    double slope = spread > 0 ? (tv[to] - tv[from] - count * meanTime * meanValue) / spread : 0;
    return new Line(meanValue + middle, slope, meanTime + centre);
  }

  /** The sum of squares that the line of a run leaves. */
  double squares(int from, int to) {
    int count = to - from;
    double meanTime = (t[to] - t[from]) / count;
    double meanValue = (v[to] - v[from]) / count;
    double spread = spread(from, to);
    double product = tv[to] - tv[from] - count * meanTime * meanValue;
    double total = vv[to] - vv[from] - count * meanValue * meanValue;
    return Math.max(spread > 0 ? total - product * product / spread : total, 0);
  }
}
