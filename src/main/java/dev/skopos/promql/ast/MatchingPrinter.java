// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import dev.skopos.promql.ast.VectorMatching.Cardinality;
import org.jspecify.annotations.Nullable;

/** Writes how two vectors are matched: {@code on (a) group_left (b) fill (0)}. */
final class MatchingPrinter {

  private final StringBuilder text;

  MatchingPrinter(StringBuilder text) {
    this.text = text;
  }

  StringBuilder write(VectorMatching matching) {
    Cardinality cardinality = matching.cardinality();
    boolean grouped =
        cardinality == Cardinality.MANY_TO_ONE || cardinality == Cardinality.ONE_TO_MANY;
    if (matching.on() || !matching.labels().isEmpty() || grouped) {
      text.append(matching.on() ? " on " : " ignoring ");
      Printer.labels(text, matching.labels());
    }
    if (grouped) {
      text.append(cardinality == Cardinality.MANY_TO_ONE ? " group_left " : " group_right ");
      Printer.labels(text, matching.include());
    }
    fill(matching.fillLeft(), matching.fillRight());
    return text;
  }

  private void fill(@Nullable Double left, @Nullable Double right) {
    if (left != null && right != null && left.doubleValue() == right.doubleValue()) {
      fill(" fill (", left);
      return;
    }
    if (left != null) {
      fill(" fill_left (", left);
    }
    if (right != null) {
      fill(" fill_right (", right);
    }
  }

  private void fill(String keyword, double value) {
    text.append(keyword).append(Notation.general(value)).append(')');
  }
}
