// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads and writes the text of {@link Interval} and {@link Period}. */
final class DurationText {

  private static final Pattern PART = Pattern.compile("([0-9]+)(ms|[ywdhms])");

  private static final Map<String, Long> MILLIS = new LinkedHashMap<>();

  static {
    MILLIS.put("h", 3_600_000L);
    MILLIS.put("m", 60_000L);
    MILLIS.put("s", 1000L);
    MILLIS.put("ms", 1L);
  }

  private DurationText() {}

  static Duration read(String text, String pattern) {
    if (text.isEmpty() || !text.matches(pattern)) {
      throw new IllegalArgumentException("not a duration: '" + text + "'");
    }
    return PART.matcher(text)
        .results()
        .map(DurationText::part)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration part(MatchResult part) {
    long count = Long.parseLong(part.group(1));
    return switch (part.group(2)) {
      case "y" -> Duration.ofDays(365 * count);
      case "w" -> Duration.ofDays(7 * count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofMillis(MILLIS.getOrDefault(part.group(2), 0L) * count);
    };
  }

  static String write(Duration duration) {
    long left = Math.max(0, duration.toMillis());
    if (left == 0) {
      return "0ms";
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> unit : MILLIS.entrySet()) {
      if (left >= unit.getValue()) {
        text.append(left / unit.getValue()).append(unit.getKey());
        left %= unit.getValue();
      }
    }
    return text.toString();
  }
}
