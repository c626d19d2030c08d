// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private final Query query;
  private final ElementOperation histograms;
  private final boolean oneToOne;
  private final boolean manyIsRight;
  private final boolean calculates;

  VectorMatcher(Binary binary, VectorMatching matching, Query query) {
    this.operator = binary.operator();
    this.returnBool = binary.returnBool();
    this.matching = matching;
    this.signature = Signature.of(matching);
    this.query = query;
    this.histograms = new ElementOperation(binary);
    this.oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    this.manyIsRight = matching.cardinality() == Cardinality.ONE_TO_MANY;
    this.calculates = !operator.isComparison() && !operator.isTrim();
  }

  List<Column> match(List<Column> left, List<Column> right, int count) {
    List<Column> manySide = manyIsRight ? right : left;
    List<Column> oneSide = manyIsRight ? left : right;
    Map<Labels, List<Column>> many = signature.group(manySide);
    Map<Labels, List<Column>> one = signature.group(oneSide);
    Columns results = Columns.intermediate(count, query.budget()::reserve);
    Set<Labels> signatures = new LinkedHashSet<>(many.keySet());
    signatures.addAll(one.keySet());
    boolean[] matchable = matchable(manySide, oneSide, count);
    StepNotes notes = new StepNotes(count);
    one.forEach((key, columns) -> checkOneSide(key, columns, matchable));
    for (Labels key : signatures) {
      query.budget().checkpoint();
      List<Column> manyOfKey = many.getOrDefault(key, List.of());
      List<Column> oneOfKey = one.getOrDefault(key, List.of());
      if (isPair(manyOfKey, oneOfKey)) {
        results.put(pair(manyOfKey.getFirst(), oneOfKey.getFirst()));
        continue;
      }
      Group group = new Group(key, manyOfKey, oneOfKey, results);
      for (int step = 0; step < count; step++) {
        if (matchable[step]) {
          group.match(step, notes);
        }
      }
    }
    notes.addTo(query.annotations());
    return results.toList();
  }

  /** Whether the group is what groups mostly are: one series of numbers on each side. */
  private boolean isPair(List<Column> many, List<Column> one) {
    return many.size() == 1
        && one.size() == 1
        && many.getFirst().histograms() == null
        && one.getFirst().histograms() == null
        && !operator.isTrim()
        && !matching.fills();
  }

  private Column pair(Column many, Column one) {
    double[] values = many.values().clone();
    for (int step = 0; step < values.length; step++) {
      double value = values[step];
      double other = one.values()[step];
      if (Column.isAbsent(value) || Column.isAbsent(other)) {
        values[step] = Column.ABSENT;
      } else {
        double left = manyIsRight ? other : value;
        double right = manyIsRight ? value : other;
        values[step] = Arithmetic.filter(operator, returnBool, left, right, left);
      }
    }
    return new Column(resultLabels(many.labels(), one.labels()), returnBool, values);
  }

  /** As in Prometheus, this is wrong whatever there is on the "many" side. */
  private void checkOneSide(Labels key, List<Column> columns, boolean[] matchable) {
    for (int step = 0; columns.size() > 1 && step < matchable.length; step++) {
      if (matchable[step]) {
        partner(key, columns, step);
      }
    }
  }

  /** The only series of the "one" side that has a sample at the step. */
  private @Nullable Column partner(Labels key, List<Column> one, int step) {
    Column partner = null;
    for (Column column : one) {
      if (column.has(step)) {
        if (partner != null) {
          throw duplicate(key, partner, column);
        }
        partner = column;
      }
    }
    return partner;
  }

  private QueryException duplicate(Labels key, Column first, Column second) {
    List<String> names =
        new ArrayList<>(List.of(first.labels().toString(), second.labels().toString()));
    names.sort(null);
    return new QueryException(
        "found duplicate series for the match group %s on the %s hand-side of the operation:"
                .formatted(key, manyIsRight ? "left" : "right")
            + " [%s];many-to-many matching not allowed:".formatted(String.join(", ", names))
            + " matching labels must be unique on one side");
  }

  /** At which steps there is something on both sides, or something to fill in. */
  private boolean[] matchable(List<Column> many, List<Column> one, int count) {
    boolean[] matchable = new boolean[count];
    boolean[] present = present(many, count);
    boolean[] otherPresent = present(one, count);
    for (int step = 0; step < count; step++) {
      matchable[step] = matching.fills() || (present[step] && otherPresent[step]);
    }
    return matchable;
  }

  private static boolean[] present(List<Column> columns, int count) {
    boolean[] present = new boolean[count];
    for (Column column : columns) {
      for (int step = 0; step < count; step++) {
        present[step] |= column.has(step);
      }
    }
    return present;
  }

  private Labels resultLabels(Labels many, Labels one) {
    Labels kept = calculates ? Column.withoutMetadata(many) : many;
    if (oneToOne) {
      kept = matching.on() ? kept.only(signature.labels()) : kept.without(signature.labels());
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
    private final Map<Labels, Map<Labels, Labels>> labels = new HashMap<>();
    private final Set<Labels> ofStep = new HashSet<>();
    private boolean matched;

    Group(Labels key, List<Column> many, List<Column> one, Columns results) {
      this.key = key;
      this.many = many;
      this.one = one;
      this.results = results;
    }

    /** Prometheus takes the "many" side for the left one when it fills, with group_right too. */
    void match(int step, StepNotes notes) {
      matched = false;
      ofStep.clear();
      Column partner = partner(key, one, step);
      Double fillOne = matching.fillRight();
      Labels partnerLabels = partner == null ? key : partner.labels();
      if (partner != null || fillOne != null) {
        double number = partner == null ? Objects.requireNonNull(fillOne) : partner.values()[step];
        Histogram histogram = partner == null ? null : partner.histogram(step);
        for (Column column : many) {
          if (column.has(step)) {
            Labels result = labels(column.labels(), partnerLabels);
            double value = column.values()[step];
            put(step, result, value, column.histogram(step), number, histogram, notes);
          }
        }
      }
      Double fillMany = matching.fillLeft();
      if (partner != null && !matched && fillMany != null) {
        Labels result = labels(key, partnerLabels);
        double number = partner.values()[step];
        put(step, result, fillMany, null, number, partner.histogram(step), notes);
      }
    }

    private void put(
        int step,
        Labels result,
        double value,
        @Nullable Histogram histogram,
        double other,
        @Nullable Histogram otherHistogram,
        StepNotes notes) {
      if (histogram == null && otherHistogram == null) {
        if (operator.isTrim()) {
          notes.put(step, histograms.refusedNumbers());
          return;
        }
        double left = manyIsRight ? other : value;
        double right = manyIsRight ? value : other;
        checkUnique(result);
        double calculated = Arithmetic.filter(operator, returnBool, left, right, left);
        if (!Column.isAbsent(calculated)) {
          results.put(result, returnBool, step, calculated);
        }
        return;
      }
      if (manyIsRight) {
        histograms.calculate(other, otherHistogram, value, histogram);
      } else {
        histograms.calculate(value, histogram, other, otherHistogram);
      }
      notes.put(step, histograms.note());
      if (!histograms.failed()) {
        checkUnique(result);
        putHistogram(step, result);
      }
    }

    private void putHistogram(int step, Labels result) {
      Histogram calculated = histograms.result();
      if (returnBool) {
        results.put(result, true, step, histograms.kept() ? 1 : 0);
      } else if (calculated != null) {
        results.put(result, false, step, calculated);
      }
    }

    private void checkUnique(Labels result) {
      if (oneToOne) {
        if (matched) {
          throw new QueryException(ONE_TO_ONE);
        }
      } else if (many.size() > 1 && !ofStep.add(result)) {
        throw new QueryException(GROUPED);
      }
      matched = true;
    }

    private Labels labels(Labels column, Labels partner) {
      return labels
          .computeIfAbsent(column, _ -> new HashMap<>())
          .computeIfAbsent(partner, _ -> resultLabels(column, partner));
    }
  }
}
