// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns scalars into vectors and back, and says where nothing is. */
final class PresenceFunctions {

  private PresenceFunctions() {}

  static Result vector(Invocation call) {
    return new Result.Vector(List.of(new Column(Labels.EMPTY, false, call.scalar(0))));
  }

  /** The value of the only series of a step, NaN where there is none or more than one. */
  static Result scalar(Invocation call) {
    double[] values = Column.empty(call.steps().count());
    for (Column column : call.vector(0)) {
      for (int step = 0; step < values.length; step++) {
        if (column.hasNumber(step)) {
          values[step] = Column.isAbsent(values[step]) ? column.values()[step] : Double.NaN;
        }
      }
    }
    for (int step = 0; step < values.length; step++) {
      values[step] = Column.isAbsent(values[step]) ? Double.NaN : values[step];
    }
    return new Result.Scalar(values);
  }

  static Result absent(Invocation call) {
    boolean[] present = new boolean[call.steps().count()];
    for (Column column : call.vector(0)) {
      for (int step = 0; step < present.length; step++) {
        present[step] |= column.has(step);
      }
    }
    return ones(call.expression(0), present);
  }

  static Result absentOverTime(Invocation call) {
    boolean[] present = new boolean[call.steps().count()];
    Windows windows = call.windows(0);
    for (Windows.Raw raw : windows.series()) {
      Window window = windows.window(raw);
      for (int step = 0; step < present.length; step++) {
        window.next();
        call.looked(step, window);
        present[step] |= !window.isEmpty();
      }
    }
    return ones(call.expression(0), present);
  }

  private static Result ones(Expr argument, boolean[] present) {
    double[] values = Column.empty(present.length);
    for (int step = 0; step < values.length; step++) {
      values[step] = present[step] ? Column.ABSENT : 1;
    }
    return new Result.Vector(List.of(new Column(labels(argument), false, values)));
  }

  /** The labels that the selector fixes to one value. */
  private static Labels labels(Expr argument) {
    List<Matcher> matchers =
        switch (argument) {
          case VectorSelector selector -> selector.matchers();
          case MatrixSelector matrix -> matrix.selector().matchers();
          default -> List.of();
        };
    Labels.Builder labels = Labels.EMPTY.toBuilder();
    Set<String> seen = new HashSet<>();
    for (Matcher matcher : matchers) {
      if (matcher.name().equals(Labels.METRIC_NAME)) {
        continue;
      }
      if (matcher.type() == Matcher.Type.EQUAL && seen.add(matcher.name())) {
        labels.set(matcher.name(), matcher.value());
      } else {
        labels.remove(matcher.name());
      }
    }
    return labels.build();
  }
}
