// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A series and its values as tests write them: {@code up{job="a"} 1 _ 0+10x3 stale}. The values are
 * one interval apart; {@code _} is a gap and {@code a+bxn} stands for a, a+b, ... a+n*b.
 */
record SeriesDescription(Labels labels, List<Double> values) {

  /** Stands for a gap. */
  static final double GAP = Double.longBitsToDouble(0x7ff80000000000baL);

  private static final Pattern REPEATED =
      Pattern.compile(
          "(?<first>[^x]+?)(?:(?<step>(?<=[0-9a-zA-Z.])[+-][0-9.eE]+))?x(?<times>\\d+)");

  static boolean isGap(double value) {
    return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(GAP);
  }

  static SeriesDescription parse(String line) throws ParseException {
    int end = endOfLabels(line);
    String name = line.substring(0, end).strip();
    List<Double> values = new ArrayList<>();
    for (String item : line.substring(end).strip().split("\\s+", -1)) {
      if (!item.isEmpty()) {
        values(item, values);
      }
    }
    return new SeriesDescription(labels(name), values);
  }

  private static int endOfLabels(String line) {
    int end = 0;
    while (end < line.length() && " \t{".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    String rest = line.substring(end);
    if (!rest.startsWith("{") && !rest.strip().startsWith("{")) {
      return end;
    }
    int brace = line.indexOf('{', end);
    boolean quoted = false;
    for (int i = brace; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character == '\\') {
        i++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (character == '}' && !quoted) {
        return i + 1;
      }
    }
    return line.length();
  }

  static Labels labels(String text) throws ParseException {
    if (text.equals("{}")) {
      return Labels.EMPTY;
    }
    Labels.Builder labels = Labels.EMPTY.toBuilder();
    for (Matcher matcher : Parser.parseSelector(text)) {
      labels.set(matcher.name(), matcher.value());
    }
    return labels.build();
  }

  private static void values(String item, List<Double> values) {
    java.util.regex.Matcher repeated = REPEATED.matcher(item);
    if (!repeated.matches()) {
      values.add(value(item));
      return;
    }
    int times = Integer.parseInt(repeated.group("times"));
    double value = value(repeated.group("first"));
    if (isGap(value)) {
      times--;
    }
    double step = repeated.group("step") == null ? 0 : Double.parseDouble(repeated.group("step"));
    for (int i = 0; i <= times; i++) {
      values.add(value);
      value = isGap(value) || Sample.isStale(value) ? value : value + step;
    }
  }

  private static double value(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "_" -> GAP;
      case "stale" -> Sample.STALE;
      case "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan", "-nan", "+nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }
}
