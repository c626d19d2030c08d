// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.index;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One matcher of one search; looks at each value of the label once. Not thread-safe. */
final class LabelFilter {
  private static final String SPECIAL = "\\.+*?()[]{}^$";

  private final Matcher matcher;
  private final Map<String, Boolean> known = new HashMap<>();

  LabelFilter(Matcher matcher) {
    this.matcher = matcher;
  }

  boolean keeps(Labels labels) {
    return known.computeIfAbsent(labels.get(matcher.name()), matcher::matches);
  }

  /** Whether the matcher says which values are not wanted. */
  static boolean isNegative(Matcher matcher) {
    return switch (matcher.type()) {
      case EQUAL, REGEX -> false;
      case NOT_EQUAL, NOT_REGEX -> true;
    };
  }

  /**
   * The values that a matcher names outright ({@code ="a"}, {@code !~"a|b"}), each once; empty when
   * it names none, or the empty value, which is in no index.
   */
  static List<String> namedValues(Matcher matcher) {
    List<String> values =
        switch (matcher.type()) {
          case EQUAL, NOT_EQUAL -> List.of(matcher.value());
          case REGEX, NOT_REGEX -> alternatives(matcher.value());
        };
    return values.contains("") ? List.of() : values;
  }

  private static List<String> alternatives(String regex) {
    boolean literal = regex.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    return literal ? Stream.of(regex.split("\\|", -1)).distinct().toList() : List.of();
  }
}
