// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Aggregation.Grouping;
import dev.skopos.promql.ast.VectorMatching.Cardinality;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of the canonical text that several nodes share. */
final class Printer {

  private static final Pattern PLAIN_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final long[] UNITS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };
  private static final String[] UNIT_NAMES = {"y", "w", "d", "h", "m", "s", "ms"};

  private Printer() {}

  static String number(double value, boolean duration) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (duration && isWholeMillis(value)) {
      return (value < 0 ? "-" : "") + duration(Math.round(Math.abs(value) * 1000));
    }
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    String text = plain.contains(".") ? plain.replaceAll("\\.?0+$", "") : plain;
    return text.equals("0") && 1 / value < 0 ? "-0" : text;
  }

  /** A length by itself: with units, however it was written. */
  static String length(DurationExpr length) {
    return length instanceof DurationExpr.Literal literal
        ? number(literal.value(), true)
        : length.toString();
  }

  private static boolean isWholeMillis(double seconds) {
    return Math.abs(seconds) < 1e12 && Math.round(seconds * 1000) / 1000.0 == seconds;
  }

  private static String duration(long milliseconds) {
    if (milliseconds == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    long rest = milliseconds;
    for (int i = 0; i < UNITS.length; i++) {
      // Years, weeks and days only where they say it exactly, as Prometheus does.
      boolean exact = i > 2 || rest % UNITS[i] == 0;
      if (rest >= UNITS[i] && exact) {
        text.append(rest / UNITS[i]).append(UNIT_NAMES[i]);
        rest %= UNITS[i];
      }
    }
    return text.toString();
  }

  static String matchers(VectorSelector selector) {
    String inside =
        selector.matchers().stream()
            .filter(matcher -> !isName(matcher, selector.name()))
            .map(Printer::matcher)
            .sorted()
            .collect(Collectors.joining(","));
    return selector.name() + (inside.isEmpty() ? "" : "{" + inside + "}");
  }

  private static boolean isName(Matcher matcher, String name) {
    return !name.isEmpty()
        && matcher.type() == Matcher.Type.EQUAL
        && matcher.name().equals(Labels.METRIC_NAME)
        && matcher.value().equals(name);
  }

  private static String matcher(Matcher matcher) {
    return label(matcher.name()) + matcher.type().operator() + Quoting.quote(matcher.value());
  }

  private static String label(String name) {
    return PLAIN_LABEL.matcher(name).matches() ? name : Quoting.quote(name);
  }

  private static String labels(List<String> names) {
    return names.stream().map(Printer::label).collect(Collectors.joining(", ", "(", ")"));
  }

  static String modifiers(Modifiers modifiers) {
    String extension =
        switch (modifiers.extension()) {
          case NONE -> "";
          case ANCHORED -> " anchored";
          case SMOOTHED -> " smoothed";
        };
    DurationExpr offset = modifiers.offset();
    return extension + at(modifiers.at()) + (offset == null ? "" : " offset " + length(offset));
  }

  private static String at(@Nullable At at) {
    return switch (at) {
      case null -> "";
      case At.Start() -> " @ start()";
      case At.End() -> " @ end()";
      case At.Timestamp(long timestamp) ->
          String.format(Locale.ROOT, " @ %s", BigDecimal.valueOf(timestamp, 3).toPlainString());
    };
  }

  static String grouping(Grouping grouping) {
    if (grouping.without()) {
      return " without " + labels(grouping.labels()) + " ";
    }
    return grouping.labels().isEmpty() ? "" : " by " + labels(grouping.labels()) + " ";
  }

  static String matching(VectorMatching matching) {
    StringBuilder text = new StringBuilder();
    boolean grouped =
        matching.cardinality() == Cardinality.MANY_TO_ONE
            || matching.cardinality() == Cardinality.ONE_TO_MANY;
    if (matching.on() || !matching.labels().isEmpty() || grouped) {
      text.append(matching.on() ? " on " : " ignoring ").append(labels(matching.labels()));
    }
    if (grouped) {
      boolean left = matching.cardinality() == Cardinality.MANY_TO_ONE;
      text.append(left ? " group_left " : " group_right ").append(labels(matching.include()));
    }
    return text.append(fill(matching.fillLeft(), matching.fillRight())).toString();
  }

  private static String fill(@Nullable Double left, @Nullable Double right) {
    if (left != null && left.equals(right)) {
      return " fill (" + number(left, false) + ")";
    }
    return (left == null ? "" : " fill_left (" + number(left, false) + ")")
        + (right == null ? "" : " fill_right (" + number(right, false) + ")");
  }
}
