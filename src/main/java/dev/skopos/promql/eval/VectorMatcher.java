// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Labels;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.VectorMatching;
import dev.skopos.promql.ast.VectorMatching.Cardinality;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Columns;
import dev.skopos.promql.column.QueryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies an operator to the series of two vectors that belong together. The "many" side may have
 * several series of one signature; each meets the only one of the "one" side.
 */
final class VectorMatcher {

  private static final String ONE_TO_ONE =
      "multiple matches for labels: many-to-one matching must be explicit"
          + " (group_left/group_right)";
  private static final String GROUPED =
      "multiple matches for labels: grouping labels must ensure unique matches";

  private final BinaryOperator operator;
  private final boolean returnBool;
  private final VectorMatching matching;
  private final Signature signature;
  private final Budget budget;
  private final boolean oneToOne;
  private final boolean manyIsRight;
  private final boolean drops;

  VectorMatcher(Binary binary, VectorMatching matching, Budget budget) {
    this.operator = binary.operator();
    this.returnBool = binary.returnBool();
    this.matching = matching;
    this.signature = Signature.of(matching);
    this.budget = budget;
    this.oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    this.manyIsRight = matching.cardinality() == Cardinality.ONE_TO_MANY;
    this.drops = Arithmetic.dropsName(operator, returnBool);
  }

  List<Column> match(List<Column> left, List<Column> right, int count) {
    Map<Labels, List<Column>> many = signature.group(manyIsRight ? right : left);
    Map<Labels, List<Column>> one = signature.group(manyIsRight ? left : right);
    Columns results = new Columns(count, budget::reserve, oneToOne ? ONE_TO_ONE : GROUPED);
    Map<Labels, Boolean> signatures = new LinkedHashMap<>();
    many.keySet().forEach(key -> signatures.put(key, true));
    one.keySet().forEach(key -> signatures.put(key, true));
    for (Labels key : signatures.keySet()) {
      budget.checkpoint();
      Group group =
          new Group(
              key, many.getOrDefault(key, List.of()), one.getOrDefault(key, List.of()), results);
      for (int step = 0; step < count; step++) {
        group.match(step);
      }
    }
    return results.toList();
  }

  private Labels resultLabels(Labels many, Labels one) {
    Labels kept = many;
    if (oneToOne) {
      kept = matching.on() ? many.only(signature.labels()) : many.without(signature.labels());
    }
    if (matching.include().isEmpty()) {
      return kept;
    }
    Labels.Builder labels = kept.toBuilder();
    matching.include().forEach(name -> labels.set(name, one.get(name)));
    return labels.build();
  }

  /** The series of one signature. */
  private final class Group {

    private final Labels key;
    private final List<Column> many;
    private final List<Column> one;
    private final Columns results;
    private final @Nullable Double fillMany;
    private final @Nullable Double fillOne;
    private final Map<Labels, Map<Labels, Labels>> labels = new HashMap<>();

    Group(Labels key, List<Column> many, List<Column> one, Columns results) {
      this.key = key;
      this.many = many;
      this.one = one;
      this.results = results;
      // Prometheus takes the "many" side for the left one here, with group_right too.
      this.fillMany = matching.fillLeft();
      this.fillOne = matching.fillRight();
    }

    void match(int step) {
      Column partner = partner(step);
      if (partner != null) {
        match(step, partner.labels(), partner.values()[step], fillMany);
      } else if (fillOne != null) {
        match(step, key, fillOne, null);
      }
    }

    /** Meets all series of the "many" side, or what stands in for them if there are none. */
    private void match(int step, Labels labels, double value, @Nullable Double fill) {
      boolean matched = false;
      for (Column column : many) {
        if (column.has(step)) {
          if (matched && oneToOne) {
            throw new QueryException(ONE_TO_ONE);
          }
          matched = true;
          put(step, column, labels, column.values()[step], value);
        }
      }
      if (!matched && fill != null) {
        put(step, new Column(key, false, new double[0]), labels, fill, value);
      }
    }

    /** The only series of the "one" side that has a value at the step. */
    private @Nullable Column partner(int step) {
      Column partner = null;
      for (Column column : one) {
        if (column.has(step)) {
          if (partner != null) {
            throw duplicate(partner, column);
          }
          partner = column;
        }
      }
      return partner;
    }

    private void put(int step, Column column, Labels partner, double value, double other) {
      double left = manyIsRight ? other : value;
      double right = manyIsRight ? value : other;
      double result = Arithmetic.filter(operator, returnBool, left, right, left);
      if (!Column.isAbsent(result)) {
        results.put(labels(column, partner), drops || column.dropName(), step, result);
      }
    }

    private Labels labels(Column column, Labels partner) {
      return labels
          .computeIfAbsent(column.labels(), _ -> new HashMap<>())
          .computeIfAbsent(partner, _ -> resultLabels(column.labels(), partner));
    }

    private QueryException duplicate(Column first, Column second) {
      List<String> names =
          new ArrayList<>(List.of(first.labels().toString(), second.labels().toString()));
      names.sort(null);
      return new QueryException(
          "found duplicate series for the match group %s on the %s hand-side of the operation:"
                  .formatted(key, manyIsRight ? "left" : "right")
              + " [%s];many-to-many matching not allowed:".formatted(String.join(", ", names))
              + " matching labels must be unique on one side");
    }
  }
}
