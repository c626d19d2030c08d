// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes queries over {@link RandomSeries} from a seed: all selectors, operators, modifiers,
 * aggregations and functions whose result does not depend on an order that nothing defines.
 */
final class RandomQueries {

  private static final List<String> EACH =
      List.of(
          "abs",
          "acos",
          "acosh",
          "asin",
          "asinh",
          "atan",
          "atanh",
          "ceil",
          "cos",
          "cosh",
          "deg",
          "exp",
          "floor",
          "ln",
          "log10",
          "log2",
          "rad",
          "sgn",
          "sin",
          "sinh",
          "sqrt",
          "tan",
          "tanh",
          "round",
          "timestamp",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "days_in_month",
          "hour",
          "minute",
          "month",
          "year",
          "sort",
          "sort_desc",
          "absent",
          "histogram_avg",
          "histogram_count",
          "histogram_sum",
          "histogram_stddev",
          "histogram_stdvar");
  private static final List<String> OVER_TIME =
      List.of(
          "rate",
          "increase",
          "delta",
          "irate",
          "idelta",
          "deriv",
          "changes",
          "resets",
          "avg_over_time",
          "count_over_time",
          "first_over_time",
          "last_over_time",
          "mad_over_time",
          "max_over_time",
          "min_over_time",
          "present_over_time",
          "stddev_over_time",
          "stdvar_over_time",
          "sum_over_time",
          "ts_of_first_over_time",
          "ts_of_last_over_time",
          "ts_of_max_over_time",
          "ts_of_min_over_time",
          "absent_over_time",
          "rate",
          "increase",
          "sum_over_time",
          "avg_over_time");
  private static final List<String> EXTENDED =
      List.of("rate", "increase", "delta", "changes", "resets");
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^", "atan2");
  private static final List<String> COMPARISON = List.of("==", "!=", ">", "<", ">=", "<=");
  private static final List<String> SETS = List.of("and", "or", "unless");
  private static final List<String> AGGREGATORS =
      List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar", "sum", "avg");
  private static final List<String> LABELS = List.of("job", "instance", "code", "le", "version");
  private static final List<String> METRICS =
      List.of(
          "requests_total",
          "temperature",
          "memory_bytes",
          "latency_seconds_bucket",
          "rpc_seconds",
          "load",
          "sizes",
          "mixed",
          "target_info",
          "missing");
  private static final List<String> MATCHERS =
      List.of(
          "job=\"api\"",
          "job!=\"api\"",
          "job=~\"a.*|web\"",
          "instance=\"a:80\"",
          "instance!~\"b.*\"",
          "code=~\"[45]..\"",
          "code=\"200\"",
          "code=\"\"",
          "le=\"1.0\"");
  private static final List<String> RANGES =
      List.of("20s", "30s", "1m", "90s", "2m", "5m", "7m30s", "10m");
  private static final List<String> NUMBERS =
      List.of(
          "0", "1", "2", "-1", "0.5", "3.7", "100", "NaN", "Inf", "-Inf", "1e3", "1e17", "-9e18",
          "10s", "0.9");

  private final Random random;
  private final long begin;

  /**
   * Queries over series that begin at that time, in milliseconds.
   *
   * @param begin for times after {@code @}
   */
  RandomQueries(Random random, long begin) {
    this.random = random;
    this.begin = begin;
  }

  /** A query, and the vectors that it is made of: when it goes wrong, one of them may already. */
  record Query(String text, List<Query> parts) {}

  Query next() {
    return random.nextInt(12) == 0 ? scalar(3) : vector(3);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean oneIn(int choices) {
    return random.nextInt(choices) == 0;
  }

  private static Query of(String text, Query... parts) {
    return new Query(text, List.of(parts));
  }

  private Query vector(int depth) {
    if (depth == 0) {
      return of(selector() + extended() + modifiers());
    }
    return switch (random.nextInt(16)) {
      case 0 -> of(selector() + modifiers());
      case 1, 2 -> call(any(EACH), depth);
      case 3, 4, 5 -> overTime(depth);
      case 6, 7, 8 -> aggregation(depth);
      case 9, 10 -> vectors(depth);
      case 11 -> withScalar(depth);
      case 12 -> histogram(depth);
      case 13 -> labels(depth);
      case 14 -> ranked();
      default -> other(depth);
    };
  }

  private String selector() {
    String metric = any(METRICS);
    List<String> matchers = new ArrayList<>();
    while (oneIn(3)) {
      String matcher = any(MATCHERS);
      String label = matcher.replaceAll("[^a-z].*", "");
      if (matchers.stream().noneMatch(other -> other.startsWith(label))) {
        matchers.add(matcher);
      }
    }
    if (oneIn(25)) {
      return "{__name__=~\"" + metric + "|temperature\"}";
    }
    return metric + (matchers.isEmpty() ? "" : "{" + String.join(",", matchers) + "}");
  }

  private String extended() {
    return oneIn(25) ? " smoothed" : "";
  }

  private String modifiers() {
    String offset = oneIn(6) ? " offset " + (oneIn(3) ? "-" : "") + any(RANGES) : "";
    String at =
        switch (random.nextInt(24)) {
          case 0 -> " @ start()";
          case 1 -> " @ end()";
          case 2 -> " @ " + (begin / 1000 + random.nextInt(2_400));
          default -> "";
        };
    return offset + at;
  }

  private String subquery() {
    return "["
        + any(RANGES)
        + ":"
        + (oneIn(3) ? "" : any(List.of("10s", "15s", "30s", "1m")))
        + "]";
  }

  private Query overTime(int depth) {
    String before = "";
    String after = "";
    String function =
        switch (random.nextInt(14)) {
          case 0 -> "quantile_over_time";
          case 1 -> "predict_linear";
          case 2 -> "double_exponential_smoothing";
          default -> any(OVER_TIME);
        };
    switch (function) {
      case "quantile_over_time" -> before = any(List.of("0", "0.3", "0.9", "1", "2", "-1")) + ", ";
      case "predict_linear" -> after = ", " + any(List.of("0", "60", "3600", "-30"));
      case "double_exponential_smoothing" -> after = ", 0.3, 0.6";
      default -> {}
    }
    if (oneIn(4)) {
      Query inner = vector(depth - 1);
      return of(
          function + "(" + before + "(" + inner.text + ")" + subquery() + modifiers() + after + ")",
          inner);
    }
    String kind =
        oneIn(12) && EXTENDED.contains(function) ? any(List.of(" anchored", " smoothed")) : "";
    kind =
        function.equals("changes") || function.equals("resets")
            ? kind.replace("smoothed", "anchored")
            : kind;
    return of(
        function
            + "("
            + before
            + selector()
            + "["
            + any(RANGES)
            + "]"
            + kind
            + modifiers()
            + after
            + ")");
  }

  private Query aggregation(int depth) {
    Query inner = vector(depth - 1);
    String parameter = "";
    String operator = any(AGGREGATORS);
    if (oneIn(8)) {
      operator = any(List.of("quantile", "count_values", "limit_ratio"));
      parameter =
          switch (operator) {
            case "quantile" -> any(List.of("0.5", "0.9", "0", "1", "1.5", "-0.2")) + ", ";
            case "count_values" -> "\"value\", ";
            default -> any(List.of("0.5", "-0.5", "0.2", "1")) + ", ";
          };
    }
    return of(
        operator + grouping(List.of(" by ", " without ")) + "(" + parameter + inner.text + ")",
        inner);
  }

  private String grouping(List<String> words) {
    return oneIn(3) ? "" : any(words) + "(" + names() + ") ";
  }

  private String names() {
    List<String> names = new ArrayList<>();
    while (random.nextInt(3) > 0 && names.size() < 3) {
      String name = any(LABELS);
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return String.join(", ", names);
  }

  private Query vectors(int depth) {
    Query left = vector(depth - 1);
    Query right = oneIn(3) ? left : vector(depth - 1);
    String operator = any(oneIn(3) ? SETS : oneIn(2) ? COMPARISON : ARITHMETIC);
    String bool = COMPARISON.contains(operator) && oneIn(3) ? " bool" : "";
    String matching = grouping(List.of(" on ", " ignoring "));
    if (!matching.isEmpty() && !SETS.contains(operator) && oneIn(3)) {
      matching +=
          any(List.of("group_left", "group_right")) + "(" + (oneIn(3) ? "version" : "") + ") ";
    }
    if (!SETS.contains(operator) && oneIn(12)) {
      matching += any(List.of(" fill(0) ", " fill_left(1) ", " fill_right(2) "));
    }
    return of(
        "(" + left.text + ") " + operator + bool + matching + " (" + right.text + ")", left, right);
  }

  private Query withScalar(int depth) {
    Query vector = vector(depth - 1);
    Query scalar = scalar(depth - 1);
    String operator = any(oneIn(2) ? COMPARISON : ARITHMETIC);
    if (oneIn(12)) {
      operator = any(List.of("</", ">/"));
      return of("(" + vector.text + ") " + operator + " (" + scalar.text + ")", vector, scalar);
    }
    String bool = COMPARISON.contains(operator) && oneIn(3) ? " bool" : "";
    return oneIn(2)
        ? of("(" + vector.text + ") " + operator + bool + " (" + scalar.text + ")", vector, scalar)
        : of("(" + scalar.text + ") " + operator + bool + " (" + vector.text + ")", scalar, vector);
  }

  private Query call(String function, int depth) {
    Query inner = vector(depth - 1);
    return of(function + "(" + inner.text + ")", inner);
  }

  private Query histogram(int depth) {
    Query inner =
        oneIn(3)
            ? of("rate(latency_seconds_bucket[" + any(RANGES) + "])")
            : oneIn(2)
                ? of(
                    "rate("
                        + any(List.of("rpc_seconds", "sizes", "mixed", "load"))
                        + "["
                        + any(RANGES)
                        + "])")
                : vector(depth - 1);
    String numbers = any(List.of("0", "0.5", "0.9", "1", "2", "-1", "NaN"));
    return switch (random.nextInt(4)) {
      case 0 ->
          of(
              "histogram_fraction("
                  + any(List.of("0", "-1", "0.3"))
                  + ", "
                  + any(List.of("1", "3", "+Inf", "0.1"))
                  + ", "
                  + inner.text
                  + ")",
              inner);
      case 1 -> of("histogram_quantiles(" + inner.text + ", \"q\", 0.1, " + numbers + ")", inner);
      default -> of("histogram_quantile(" + numbers + ", " + inner.text + ")", inner);
    };
  }

  private Query labels(int depth) {
    Query inner = vector(depth - 1);
    return switch (random.nextInt(5)) {
      case 0 ->
          of("label_join(" + inner.text + ", \"joined\", \"-\", \"job\", \"instance\")", inner);
      case 1 -> of("sort_by_label(" + inner.text + ", \"" + any(LABELS) + "\")", inner);
      case 2 -> of("sort_by_label_desc(" + inner.text + ", \"" + any(LABELS) + "\")", inner);
      default ->
          of(
              "label_replace("
                  + inner.text
                  + ", \""
                  + any(List.of("job", "new", "__name__"))
                  + "\", \"x$1\", \""
                  + any(LABELS)
                  + "\", \""
                  + any(List.of("(.*)", "(.).*", "a(.*)", ""))
                  + "\")",
              inner);
    };
  }

  /** Of values that differ, so that it is known which ones are the largest. */
  private Query ranked() {
    return of(
        any(List.of("topk", "bottomk"))
            + grouping(List.of(" by ", " without "))
            + "("
            + any(List.of("0", "1", "2", "3", "10", "1.7"))
            + ", memory_bytes"
            + modifiers()
            + ")");
  }

  private Query other(int depth) {
    Query inner = vector(depth - 1);
    Query number = scalar(depth - 1);
    return switch (random.nextInt(8)) {
      case 0 -> of("-(" + inner.text + ")", inner);
      case 1 -> of("clamp(" + inner.text + ", -10, " + number.text + ")", inner, number);
      case 2 -> of("clamp_min(" + inner.text + ", " + number.text + ")", inner, number);
      case 3 -> of("clamp_max(" + inner.text + ", " + number.text + ")", inner, number);
      case 4 -> of("round(" + inner.text + ", " + number.text + ")", inner, number);
      case 5 -> of("vector(" + number.text + ")", number);
      case 6 -> of("info(" + inner.text + (oneIn(2) ? ", {version=~\".+\"}" : "") + ")", inner);
      default -> of("+(" + inner.text + ")", inner);
    };
  }

  private Query scalar(int depth) {
    if (depth <= 0) {
      return of(any(NUMBERS));
    }
    return switch (random.nextInt(8)) {
      case 0 -> of("time()");
      case 1 -> of("pi()");
      case 2 -> {
        Query inner = vector(depth - 1);
        yield of("scalar(" + inner.text + ")", inner);
      }
      case 3 -> {
        Query left = scalar(depth - 1);
        Query right = scalar(depth - 1);
        boolean compares = oneIn(3);
        String operator = compares ? any(COMPARISON) + " bool" : any(ARITHMETIC);
        yield of("(" + left.text + ") " + operator + " (" + right.text + ")", left, right);
      }
      case 4 -> of(any(List.of("start()", "end()", "range()", "step()")));
      case 5 ->
          of(any(List.of("max_of", "min_of")) + "(" + any(NUMBERS) + ", " + any(NUMBERS) + ")");
      default -> of(any(NUMBERS));
    };
  }
}
