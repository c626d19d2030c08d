// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.model.Series;
import java.util.Arrays;
import java.util.List;

/** What an expression gives at all steps. */
public sealed interface Result {

  /** Series; their order counts only in queries of one step. */
  record Vector(List<Column> columns) implements Result {}

  /** One number per step. */
  @SuppressWarnings("ArrayRecordComponent")
  record Scalar(double[] values) implements Result {}

  /** A string. */
  record Text(String value) implements Result {}

  /** Raw samples and the part of them that belongs to each step. */
  record Matrix(Windows windows) implements Result {}

  /**
   * Series with the steps at which there is something; only the whole of a query over a span of
   * time gives it.
   */
  record Sparse(List<Series> series) implements Result {}

  /** How many values it holds, for the limit of a query. */
  default long size() {
    return switch (this) {
      case Vector(List<Column> columns) ->
          columns.isEmpty() ? 0 : (long) columns.size() * columns.getFirst().values().length;
      case Scalar(double[] values) -> values.length;
      case Sparse(List<Series> series) -> series.stream().mapToLong(Series::length).sum();
      case Text _, Matrix _ -> 0;
    };
  }

  /** What has one step, with the same at as many steps. */
  default Result repeated(int count) {
    return switch (this) {
      case Vector(List<Column> columns) ->
          new Vector(columns.stream().map(column -> column.repeated(count)).toList());
      case Scalar(double[] values) -> {
        double[] same = new double[count];
        Arrays.fill(same, values[0]);
        yield new Scalar(same);
      }
      case Text _, Matrix _, Sparse _ -> this;
    };
  }
}
