// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.column.QueryException;
import java.util.List;
import java.util.Locale;

/** Which functions know what to do with anchored and smoothed ranges. */
public final class Extensions {

  private static final List<String> ANCHORED =
      List.of("changes", "delta", "increase", "rate", "resets");
  private static final List<String> SMOOTHED = List.of("delta", "increase", "rate");

  private Extensions() {}

  /** Whether the function takes anchored ranges. */
  public static boolean takesAnchored(String function) {
    return ANCHORED.contains(function);
  }

  static void check(Call call) {
    for (Expr argument : call.arguments()) {
      if (argument.unwrapped() instanceof MatrixSelector matrix) {
        check(call.function(), matrix.selector().modifiers().extension());
      }
    }
  }

  private static void check(String function, Extension extension) {
    List<String> allowed =
        switch (extension) {
          case NONE -> List.of(function);
          case ANCHORED -> ANCHORED;
          case SMOOTHED -> SMOOTHED;
        };
    if (!allowed.contains(function)) {
      throw new QueryException(
          "%s modifier can only be used with: %s - not with %s"
              .formatted(
                  extension.name().toLowerCase(Locale.ROOT), String.join(", ", allowed), function));
    }
  }
}
