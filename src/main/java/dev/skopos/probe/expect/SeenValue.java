// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value that tells most about the result of an expression: of a comparison the operand
 * that is no constant, of a conjunction that of the part which is false.
 *
 * @param values what each node of the expression gave, by its id
 */
record SeenValue(Map<Long, Object> values) {

  private static final String AND = "_&&_";
  private static final String NOT = "!_";
  private static final Set<String> COMPARISONS =
      Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in");

  String of(CelExpr node) {
    return Shown.of(telling(node));
  }

  private @Nullable Object telling(CelExpr node) {
    if (node.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
      return values.get(node.id());
    }
    CelExpr.CelCall call = node.call();
    List<CelExpr> operands = call.args();
    if (COMPARISONS.contains(call.function())) {
      CelExpr left = operands.getFirst();
      return values.get(constant(left) ? operands.getLast().id() : left.id());
    }
    if (call.function().equals(AND)) {
      boolean leftHolds = Boolean.TRUE.equals(values.get(operands.getFirst().id()));
      return telling(leftHolds ? operands.getLast() : operands.getFirst());
    }
    if (call.function().equals(NOT)) {
      return telling(operands.getFirst());
    }
    // Functions of a value, such as startsWith, are about that value.
    return call.target().map(target -> values.get(target.id())).orElse(values.get(node.id()));
  }

  private static boolean constant(CelExpr node) {
    return node.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
  }
}
