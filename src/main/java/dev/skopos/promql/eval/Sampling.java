// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotations;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.column.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The operator limit_ratio: keeps a part of the series, always the same ones, chosen by a hash of
 * their labels. A negative ratio r keeps what 1 + r leaves.
 */
final class Sampling {
  private final Span parameter;
  private final Annotations annotations;

  Sampling(Aggregation aggregation, Annotations annotations) {
    this.parameter = Objects.requireNonNull(aggregation.parameter()).unwrapped().span();
    this.annotations = annotations;
  }

  List<Column> select(List<Column> columns, double[] ratios) {
    ParameterRange range = new ParameterRange(ratios);
    if (range.largest() == 0 && range.smallest() == 0) {
      return List.of();
    }
    if (range.anyNan()) {
      throw new QueryException("Ratio value is NaN");
    }
    if (range.largest() > 1) {
      annotations.add(Annotation.badRatio(range.largest(), 1, parameter));
    }
    if (range.smallest() < -1) {
      annotations.add(Annotation.badRatio(range.smallest(), -1, parameter));
    }
    List<Column> selected = new ArrayList<>();
    for (Column column : columns) {
      double position = LabelHash.position(column.labels());
      ColumnBuilder kept = new ColumnBuilder(ratios.length);
      for (int step = 0; step < ratios.length; step++) {
        if (keeps(ratios[step], position)) {
          kept.copy(step, column);
        }
      }
      Column result = kept.build(column.labels(), column.dropName());
      if (!result.isEmpty()) {
        selected.add(result);
      }
    }
    return selected;
  }

  private static boolean keeps(double ratio, double position) {
    double bounded = Math.clamp(ratio, -1.0, 1.0);
    return bounded >= 0 ? position < bounded : position >= 1 + bounded;
  }
}
