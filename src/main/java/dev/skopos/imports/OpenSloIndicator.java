// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.promql.ast.VectorSelector;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an SLI of OpenSLO. */
final class OpenSloIndicator {

  private static final Pattern VALUE = Pattern.compile("[+-]?[0-9]{1,18}([.][0-9]{1,9})?");

  /** An indicator and the labels of its groups. */
  record Made(Indicator indicator, List<String> groupBy) {
    private static Made of(Indicator.Expression expression) {
      return new Made(new Indicator(null, null, null, null, expression, null), List.of());
    }
  }

  private final OpenSloCatalog catalog;
  private final Fields sli;

  OpenSloIndicator(OpenSloCatalog catalog, Fields sli) {
    this.catalog = catalog;
    this.sli = sli.skip("description");
    if (sli.has("ratioMetric") == sli.has("thresholdMetric")) {
      throw new Refusal(
          sli.line(), sli.path(), "expected exactly one of ratioMetric, thresholdMetric");
    }
  }

  /** The indicator, with the objective's limit when it has one. */
  Made make(Fields objective) {
    Fields ratio = sli.object("ratioMetric");
    if (ratio == null) {
      return threshold(sli.needObject("thresholdMetric"), objective);
    }
    return ratio.has("raw") ? raw(ratio) : ratio(ratio);
  }

  /** The average of the shares in slices of this length. */
  Made averageOf(Interval slice) {
    Fields metric = sli.needObject("ratioMetric");
    if (metric.has("raw")) {
      throw metric.refuse("raw", "RatioTimeslices need good or bad, and total");
    }
    Made made = ratio(metric);
    Indicator.Ratio ratio = made.indicator().ratio();
    if (ratio == null || !made.groupBy().isEmpty()) {
      throw metric.refuse("total", "RatioTimeslices need sums without groups");
    }
    String good = ratio.good();
    String errors = ratio.errors();
    String share =
        good != null
            ? "%s / %s".formatted(over(slice, good), over(slice, ratio.total()))
            : "1 - %s / %s"
                .formatted(over(slice, String.valueOf(errors)), over(slice, ratio.total()));
    return Made.of(new Indicator.Expression(share));
  }

  private static String over(Interval slice, String query) {
    return query.contains(WindowQuery.WINDOW)
        ? "(" + query.replace(WindowQuery.WINDOW, slice.text()) + ")"
        : "sum(increase(%s[%s]))".formatted(query, slice);
  }

  private Made ratio(Fields ratio) {
    if (ratio.has("good") == ratio.has("bad")) {
      throw ratio.refuse("good", "expected exactly one of good, bad");
    }
    Ratios.Part part = ratio.has("good") ? Ratios.Part.GOOD : Ratios.Part.ERRORS;
    boolean counter = ratio.flag("counter", false);
    Ratios.Query events = query(ratio.needObject(part == Ratios.Part.GOOD ? "good" : "bad"));
    Ratios.Query total = query(ratio.needObject("total"));
    boolean bare = isBare(events) || isBare(total);
    Ratios.Made made =
        counter || !bare
            ? Ratios.make(part, events, total)
            : Ratios.make(part, added(events), added(total));
    return new Made(Ratios.indicator(made.ratio()), Groups.checked(ratio, "total", made.groupBy()));
  }

  /** Whether the query gives values of now, not of a range. */
  private static boolean isBare(Ratios.Query query) {
    WindowQuery.Sum sum = query.query().sum();
    return !query.query().usesWindow() && (sum == null || sum.function().isEmpty());
  }

  /** The values of a gauge, added up each minute. */
  private static Ratios.Query added(Ratios.Query query) {
    query.fields().note(query.name(), "not a counter: its value is added up each minute");
    String text =
        "sum_over_time((%s)[%s:1m])".formatted(query.query().written(), WindowQuery.WINDOW);
    return new Ratios.Query(
        query.fields(), query.name(), WindowQuery.read(query.fields(), query.name(), text));
  }

  private Made raw(Fields ratio) {
    Ratios.Query query = query(ratio.needObject("raw"));
    String text = windowless(query);
    String good =
        switch (ratio.need("rawType")) {
          case "success" -> text;
          case "failure" -> "1 - (" + text + ")";
          default -> throw ratio.refuse("rawType", "expected success or failure");
        };
    ratio.skip("counter");
    return Made.of(new Indicator.Expression(good));
  }

  private static String windowless(Ratios.Query query) {
    if (query.query().usesWindow()) {
      query.fields().note(query.name(), "is looked at over 5m in each evaluation");
    }
    return query.query().written().replace(WindowQuery.WINDOW, "5m");
  }

  private Made threshold(Fields metric, Fields objective) {
    Ratios.Query query = query(metric);
    Indicator.Operator operator = operator(objective);
    String value = objective.need("value").strip();
    if (!VALUE.matcher(value).matches()) {
      throw objective.refuse("value", "expected a number, not " + value);
    }
    VectorSelector selector = query.query().selector();
    if (selector != null) {
      Indicator.Threshold threshold = new Indicator.Threshold(selector.toString(), operator, value);
      return new Made(new Indicator(null, null, null, null, null, threshold), List.of());
    }
    String compared = "(%s) %s bool %s".formatted(windowless(query), symbol(operator), value);
    return Made.of(new Indicator.Expression(compared));
  }

  private static Indicator.Operator operator(Fields objective) {
    return switch (objective.need("op")) {
      case "lt" -> Indicator.Operator.LESS;
      case "lte" -> Indicator.Operator.LESS_OR_EQUAL;
      case "gt" -> Indicator.Operator.GREATER;
      case "gte" -> Indicator.Operator.GREATER_OR_EQUAL;
      default -> throw objective.refuse("op", "expected lt, lte, gt or gte");
    };
  }

  static String symbol(Indicator.Operator operator) {
    return switch (operator) {
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  /** The PromQL of a metric whose source is Prometheus. */
  private Ratios.Query query(Fields metric) {
    Fields source = metric.needObject("metricSource");
    String type = type(source);
    if (type != null && !type.equalsIgnoreCase("prometheus")) {
      throw source.refuse("type", "only Prometheus can be read, not " + type);
    }
    Fields spec = source.needObject("spec").skip("queryType");
    String name = spec.has("promql") && !spec.has("query") ? "promql" : "query";
    return SlothImport.query(spec, name);
  }

  private @Nullable String type(Fields source) {
    String type = source.text("type");
    String reference = source.text("metricSourceRef");
    if (reference == null) {
      return type;
    }
    Fields data = catalog.find("DataSource", reference);
    if (data == null) {
      source.lost("metricSourceRef", "Skopos reads its own store");
      return type;
    }
    return data.needObject("spec").need("type");
  }
}
