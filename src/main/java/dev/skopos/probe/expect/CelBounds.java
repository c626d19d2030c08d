// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Bounds on what an expression may build: each loop can multiply what it is given, and each
 * addition can double it, so a few of both in a row would outgrow any heap.
 */
final class CelBounds {

  static final int MAX_LOOPS = 3;
  static final int MAX_ADDITIONS = 8;

  private static final String ADD = "_+_";

  private static final Set<CelKind> OF_FIXED_SIZE =
      Set.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.DURATION, CelKind.TIMESTAMP);

  private CelBounds() {}

  /** What is too much in the expression; empty when nothing is. */
  static Optional<String> excess(CelAbstractSyntaxTree tree) {
    List<CelNavigableExpr> nodes = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
    long loops = nodes.stream().filter(node -> node.getKind() == Kind.COMPREHENSION).count();
    if (loops > MAX_LOOPS) {
      return Optional.of(
          "%d of all, exists, map and filter; at most %d are taken".formatted(loops, MAX_LOOPS));
    }
    List<CelNavigableExpr> additions =
        nodes.stream().filter(node -> addsByHand(node) && !isNumber(tree, node)).toList();
    if (additions.stream().anyMatch(CelBounds::inLoop)) {
      return Optional.of("+ inside of all, exists, map or filter, where it is not taken");
    }
    return additions.size() > MAX_ADDITIONS
        ? Optional.of("%d times +; at most %d are taken".formatted(additions.size(), MAX_ADDITIONS))
        : Optional.empty();
  }

  /** Loops add to their own result; that is bounded by their iterations. */
  private static boolean addsByHand(CelNavigableExpr node) {
    if (node.getKind() != Kind.CALL || !node.expr().call().function().equals(ADD)) {
      return false;
    }
    return node.expr().call().args().getFirst().exprKind().getKind() != Kind.IDENT
        || !isResultOfLoop(node);
  }

  private static boolean isNumber(CelAbstractSyntaxTree tree, CelNavigableExpr node) {
    return tree.getType(node.id()).filter(type -> OF_FIXED_SIZE.contains(type.kind())).isPresent();
  }

  private static boolean isResultOfLoop(CelNavigableExpr addition) {
    String name = addition.expr().call().args().getFirst().ident().name();
    Optional<CelNavigableExpr> above = addition.parent();
    while (above.isPresent()) {
      if (above.get().getKind() == Kind.COMPREHENSION
          && above.get().expr().comprehension().accuVar().equals(name)) {
        return true;
      }
      above = above.get().parent();
    }
    return false;
  }

  private static boolean inLoop(CelNavigableExpr node) {
    Optional<CelNavigableExpr> above = node.parent();
    while (above.isPresent()) {
      if (above.get().getKind() == Kind.COMPREHENSION) {
        return true;
      }
      above = above.get().parent();
    }
    return false;
  }
}
