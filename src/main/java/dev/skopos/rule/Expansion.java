// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.Labels;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.template.AlertTemplates;
import dev.skopos.template.Template;
import dev.skopos.template.TemplateContext;
import dev.skopos.template.TemplateException;
import dev.skopos.template.TemplateSample;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Expands the templates of one evaluation and remembers the first failure. Not thread-safe. */
final class Expansion {
  private final TemplateContext context;
  private @Nullable String failure;

  Expansion(String externalUrl, Instant at, QueryFunction queries) {
    this.context = TemplateContext.text(externalUrl, at, expr -> query(queries, expr, at));
  }

  private static List<TemplateSample> query(QueryFunction queries, String expr, Instant at)
      throws dev.skopos.template.QueryFunction.QueryFailedException {
    try {
      return queries.query(expr, at).stream()
          .map(element -> new TemplateSample(element.labels(), element.value()))
          .toList();
    } catch (QueryFunction.QueryFailedException e) {
      throw new dev.skopos.template.QueryFunction.QueryFailedException(
          Objects.toString(e.getMessage()));
    }
  }

  Map<String, Object> data(Element element) {
    Map<String, Object> data = new HashMap<>(element.facts());
    data.putAll(
        AlertTemplates.data(
            element.labels(), element.value(), Labels.EMPTY, context.externalUrl()));
    return data;
  }

  /** The text; a failure stands in it, as in Prometheus, and stops nothing. */
  String expand(Template template, Map<String, Object> data) {
    try {
      return template.execute(data, context);
    } catch (TemplateException e) {
      if (failure == null) {
        failure = e.getMessage();
      }
      return "<error expanding template: %s>".formatted(e.getMessage());
    }
  }

  /** What went wrong first; null: nothing. */
  @Nullable String failure() {
    return failure;
  }
}
