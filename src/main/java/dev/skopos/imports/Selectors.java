// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.model.Matcher;
import dev.skopos.promql.Parser;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Texts of queries over series, in Prometheus' own form. */
final class Selectors {

  private static final String NAME = "__name__";

  private Selectors() {}

  /** The selector in the text; the field is named when it is another thing, or has no name. */
  static VectorSelector read(Fields fields, String field, String text) {
    VectorSelector selector = WindowQuery.read(fields, field, text).selector();
    if (selector == null || selector.name().isEmpty()) {
      throw fields.refuse(field, "only selectors with a metric's name can be written so: " + text);
    }
    return selector;
  }

  /** The same conditions on a series with the ending. */
  static String ending(VectorSelector selector, String ending, String more) {
    List<String> matchers = new ArrayList<>();
    for (Matcher matcher : conditions(selector)) {
      matchers.add(matcher.toString());
    }
    if (!more.isEmpty()) {
      matchers.add(more);
    }
    return selector.name() + ending + "{" + String.join(",", matchers) + "}";
  }

  /** The conditions apart from that of the name. */
  static List<Matcher> conditions(VectorSelector selector) {
    return selector.matchers().stream().filter(matcher -> !matcher.name().equals(NAME)).toList();
  }

  /** The labels that have one value by the selector. */
  static Map<String, String> fixed(VectorSelector selector, Set<String> without) {
    Map<String, String> labels = new TreeMap<>();
    for (Matcher matcher : conditions(selector)) {
      if (matcher.type() == Matcher.Type.EQUAL && !without.contains(matcher.name())) {
        labels.put(matcher.name(), matcher.value());
      }
    }
    return labels;
  }

  static boolean isExpression(Matcher matcher) {
    return switch (matcher.type()) {
      case REGEX, NOT_REGEX -> true;
      case EQUAL, NOT_EQUAL -> false;
    };
  }

  /** {@code sum by (labels) (inner)}. */
  static String sum(Iterable<String> by, String inner) {
    String labels = String.join(", ", by);
    return labels.isEmpty() ? "sum(" + inner + ")" : "sum by (" + labels + ") (" + inner + ")";
  }

  /** The query on one line as Prometheus writes it. */
  static String canonical(String query) {
    try {
      return Parser.parse(query).toString();
    } catch (ParseException e) {
      throw new IllegalStateException("not PromQL: " + query, e);
    }
  }
}
