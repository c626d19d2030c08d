// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.skopos.model.Labels;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Columns;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions that change labels. */
final class LabelFunctions {

  private LabelFunctions() {}

  static Result replace(Invocation call) {
    String target = target(call.text(1), "label_replace");
    String template = call.text(2);
    String source = call.text(3);
    Pattern pattern = compile(call.text(4));
    return relabel(
        call,
        target,
        labels -> {
          Matcher matcher = pattern.matcher(labels.get(source));
          return matcher.matches() ? Template.expand(template, pattern, matcher) : null;
        });
  }

  private static Pattern compile(String expression) {
    try {
      return Pattern.compile("^(?s:" + expression + ")$");
    } catch (PatternSyntaxException _) {
      throw new QueryException("invalid regular expression in label_replace(): " + expression);
    }
  }

  static Result join(Invocation call) {
    String target = target(call.text(1), "label_join");
    String separator = call.text(2);
    List<String> sources = new ArrayList<>();
    for (int i = 3; i < call.count(); i++) {
      if (call.text(i).isEmpty()) {
        throw new QueryException("invalid source label name in label_join(): ");
      }
      sources.add(call.text(i));
    }
    return relabel(
        call, target, labels -> String.join(separator, sources.stream().map(labels::get).toList()));
  }

  private static String target(String label, String function) {
    if (label.isEmpty()) {
      throw new QueryException("invalid destination label name in " + function + "(): " + label);
    }
    return label;
  }

  private static Result relabel(
      Invocation call, String target, Function<Labels, @Nullable String> value) {
    List<Column> columns = new ArrayList<>();
    for (Column column : call.vector(0)) {
      String changed = value.apply(column.labels());
      if (changed == null) {
        columns.add(column);
      } else {
        boolean dropName = column.dropName() && !target.equals(Labels.METRIC_NAME);
        columns.add(column.with(column.labels().with(target, changed), dropName));
      }
    }
    return new Result.Vector(Columns.merged(columns, call.steps().count()));
  }
}
