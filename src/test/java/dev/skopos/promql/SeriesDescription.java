// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.promql.histogram.HistogramSum;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A series and its values as tests write them: {@code up{job="a"} 1 _ 0+10x3 stale {{count:1}}}.
 * The values are one interval apart; {@code _} is a gap and {@code a+bxn} stands for a, a+b, ...
 * a+n*b.
 */
record SeriesDescription(Labels labels, List<Item> items) {
  /**
   * One value.
   *
   * @param number has no meaning for a gap or a histogram
   * @param hinted whether a histogram's hint was written, and so has to be compared
   */
  record Item(boolean gap, double number, @Nullable Histogram histogram, boolean hinted) {
    static final Item GAP = new Item(true, 0, null, false);

    static Item of(double number) {
      return new Item(false, number, null, false);
    }
  }

  private static final Pattern REPEATED =
      Pattern.compile(
          "(?<first>[^x{]+?)(?:(?<step>(?<=[0-9a-zA-Z.])[+-][0-9.eE]+))?x(?<times>\\d+)");
  private static final Pattern HISTOGRAMS =
      Pattern.compile(
          "\\{\\{(?<first>.*?)}}(?:(?<sign>[+-])\\{\\{(?<step>.*?)}})?(?:x(?<times>\\d+))?");

  /** The value that a line begins with, or all of it. */
  Item first() {
    return items.getFirst();
  }

  /** The numbers; only for series without histograms. */
  List<Double> values() {
    return items.stream().map(Item::number).toList();
  }

  static SeriesDescription parse(String line) throws ParseException {
    int end = endOfLabels(line);
    String name = line.substring(0, end).strip();
    List<Item> items = new ArrayList<>();
    for (String item : words(line.substring(end))) {
      items(item, items);
    }
    return new SeriesDescription(labels(name), items);
  }

  /** Splits at blanks outside of histograms. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int depth = 0;
    for (char character : (text + " ").toCharArray()) {
      depth += character == '{' ? 1 : character == '}' ? -1 : 0;
      if (Character.isWhitespace(character) && depth == 0) {
        if (!word.isEmpty()) {
          words.add(word.toString());
        }
        word.setLength(0);
      } else {
        word.append(character);
      }
    }
    return words;
  }

  private static int endOfLabels(String line) {
    int end = 0;
    while (end < line.length() && " \t{".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    String rest = line.substring(end).strip();
    if (!rest.startsWith("{") || rest.startsWith("{{")) {
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
    if (text.equals("{}") || text.isEmpty()) {
      return Labels.EMPTY;
    }
    Labels.Builder labels = Labels.EMPTY.toBuilder();
    for (Matcher matcher : Parser.parseSelector(text)) {
      labels.set(matcher.name(), matcher.value());
    }
    return labels.build();
  }

  private static void items(String word, List<Item> items) {
    if (word.startsWith("{{")) {
      histograms(word, items);
      return;
    }
    java.util.regex.Matcher repeated = REPEATED.matcher(word);
    if (!repeated.matches()) {
      items.add(item(word));
      return;
    }
    int times = Integer.parseInt(repeated.group("times"));
    Item item = item(repeated.group("first"));
    if (item.gap()) {
      times--;
    }
    double step = repeated.group("step") == null ? 0 : Double.parseDouble(repeated.group("step"));
    double value = item.number();
    for (int i = 0; i <= times; i++) {
      items.add(item.gap() ? item : Item.of(value));
      value = Sample.isStale(value) ? value : value + step;
    }
  }

  private static void histograms(String word, List<Item> items) {
    java.util.regex.Matcher parts = HISTOGRAMS.matcher(word);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no histogram: " + word);
    }
    HistogramDescription first = HistogramDescription.parse(parts.group("first"));
    int times = parts.group("times") == null ? 0 : Integer.parseInt(parts.group("times"));
    HistogramDescription step =
        parts.group("step") == null ? null : HistogramDescription.parse(parts.group("step"));
    boolean hinted = step == null ? first.hinted() : step.hinted();
    HistogramSum sum = new HistogramSum(first.histogram());
    for (int i = 0; i <= times; i++) {
      items.add(new Item(false, 0, i == 0 ? first.histogram() : sum.result(), hinted));
      boolean fits =
          step == null
              || (parts.group("sign").equals("+")
                  ? sum.addPlain(step.histogram())
                  : sum.subtractPlain(step.histogram()));
      if (!fits) {
        throw new IllegalArgumentException("histograms do not fit: " + word);
      }
    }
  }

  private static Item item(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "_" -> Item.GAP;
      case "stale" -> Item.of(Sample.STALE);
      default -> Item.of(number(text));
    };
  }

  static double number(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan", "-nan", "+nan" -> Double.NaN;
      default ->
          text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Double.parseDouble(text);
    };
  }
}
