// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.ast.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query gives. Time stamps are milliseconds since the epoch. */
public sealed interface Value {

  ValueType type();

  /**
   * A value of a series at the instant of evaluation.
   *
   * @param value 0 where it is a histogram
   * @param histogram null where it is a number
   */
  record Point(Labels labels, long timestamp, double value, @Nullable Histogram histogram) {
    /** A number. */
    public Point(Labels labels, long timestamp, double value) {
      this(labels, timestamp, value, null);
    }
  }

  /** Series, each with one value, in the order of the evaluation: by rank after sort and topk. */
  record Vector(List<Point> points) implements Value {
    public Vector {
      points = List.copyOf(points);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** Series with their values, in ascending order of labels. */
  record Matrix(List<Series> series) implements Value {
    public Matrix {
      series = List.copyOf(series);
    }

    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /** One number. */
  record Scalar(long timestamp, double value) implements Value {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /** A string. */
  record Text(long timestamp, String value) implements Value {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }
}
