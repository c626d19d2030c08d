// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A native histogram as tests write it, without the braces: {@code schema:0 count:3 sum:5
 * buckets:[1 2]}.
 *
 * @param hinted whether a hint was written
 */
record HistogramDescription(Histogram histogram, boolean hinted) {
  private static final Pattern ENTRY = Pattern.compile("(\\w+):(\\[[^]]*]|\\S+)");

  static HistogramDescription parse(String text) {
    Map<String, String> entries = new HashMap<>();
    java.util.regex.Matcher entry = ENTRY.matcher(text);
    while (entry.find()) {
      entries.put(entry.group(1), entry.group(2));
    }
    double[] bounds = numbers(entries.getOrDefault("custom_values", "[]"));
    Histogram histogram =
        new Histogram(
            hint(entries.getOrDefault("counter_reset_hint", "unknown")),
            Integer.parseInt(entries.getOrDefault("schema", "0")),
            number(entries, "z_bucket_w"),
            number(entries, "z_bucket"),
            number(entries, "count"),
            number(entries, "sum"),
            buckets(entries, "buckets", "offset"),
            buckets(entries, "n_buckets", "n_offset"),
            bounds);
    return new HistogramDescription(histogram, entries.containsKey("counter_reset_hint"));
  }

  private static ResetHint hint(String text) {
    return switch (text) {
      case "unknown" -> ResetHint.UNKNOWN;
      case "reset" -> ResetHint.RESET;
      case "not_reset" -> ResetHint.NOT_RESET;
      case "gauge" -> ResetHint.GAUGE;
      default -> throw new IllegalArgumentException("no hint: " + text);
    };
  }

  private static double number(Map<String, String> entries, String name) {
    return SeriesDescription.number(entries.getOrDefault(name, "0"));
  }

  private static double[] numbers(String list) {
    List<String> words =
        new ArrayList<>(Arrays.asList(list.substring(1, list.length() - 1).split("\\s+", -1)));
    words.removeIf(String::isEmpty);
    return words.stream().mapToDouble(SeriesDescription::number).toArray();
  }

  private static Buckets buckets(Map<String, String> entries, String name, String offset) {
    double[] counts = numbers(entries.getOrDefault(name, "[]"));
    int first = Integer.parseInt(entries.getOrDefault(offset, "0"));
    int[] indexes = new int[counts.length];
    double[] populated = new double[counts.length];
    int length = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        indexes[length] = first + i;
        populated[length++] = counts[i];
      }
    }
    return new Buckets(Arrays.copyOf(indexes, length), Arrays.copyOf(populated, length));
  }
}
