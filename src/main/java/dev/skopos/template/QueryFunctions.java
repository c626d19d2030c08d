// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Prometheus' functions on the results of queries. */
final class QueryFunctions {

  private static final String VALUE_LABEL = "__value__";

  static final Map<String, TemplateFunction> ALL =
      Map.of(
          "query", (a, context) -> query(a.exactly(1).text(0), context),
          "first", (a, _) -> first(a.exactly(1).list(0)),
          "label", (a, _) -> a.exactly(2).sample(1).labels().get(a.text(0)),
          "value", (a, _) -> a.exactly(1).sample(0).value(),
          "strvalue", (a, _) -> a.exactly(1).sample(0).labels().get(VALUE_LABEL),
          "sortByLabel", (a, _) -> sorted(a.exactly(2)));

  private QueryFunctions() {}

  private static List<TemplateSample> query(String expression, TemplateContext context) {
    try {
      return List.copyOf(context.query().query(expression));
    } catch (QueryFunction.QueryFailedException e) {
      throw new Problem("query \"%s\": %s".formatted(expression, e.getMessage()));
    }
  }

  private static TemplateSample sample(Object item) {
    if (item instanceof TemplateSample sample) {
      return sample;
    }
    throw new Problem("expected the result of a query; found " + Values.type(item));
  }

  private static Object first(List<?> list) {
    if (list.isEmpty()) {
      throw new Problem("first() called on vector with no elements");
    }
    return list.getFirst();
  }

  private static List<TemplateSample> sorted(Arguments arguments) {
    String label = arguments.text(0);
    return arguments.list(1).stream()
        .map(QueryFunctions::sample)
        .sorted(Comparator.comparing(sample -> sample.labels().get(label)))
        .toList();
  }
}
