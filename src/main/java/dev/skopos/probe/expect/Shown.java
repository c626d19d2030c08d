// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import com.google.protobuf.NullValue;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns values into short texts for messages. */
final class Shown {

  private static final int MAX_LENGTH = 120;
  private static final int MAX_ELEMENTS = 10;

  private Shown() {}

  static String of(@Nullable Object value) {
    if (value instanceof String text) {
      return quoted(text);
    }
    StringBuilder out = new StringBuilder();
    append(out, value);
    return shortened(out.toString());
  }

  /** Ends as soon as there is enough: one value can hold another many times over. */
  private static void append(StringBuilder out, @Nullable Object value) {
    if (out.length() > MAX_LENGTH) {
      return;
    }
    switch (value) {
      case null -> out.append("null");
      case NullValue _ -> out.append("null");
      case String text -> out.append(quoted(text));
      case Duration duration -> out.append(duration(duration));
      case Map<?, ?> map -> append(out, map);
      case Collection<?> list -> append(out, list);
      case Object other -> out.append(other);
    }
  }

  private static void append(StringBuilder out, Map<?, ?> map) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet().stream().limit(MAX_ELEMENTS).toList()) {
      append(out.append(separator), entry.getKey());
      append(out.append(": "), entry.getValue());
      separator = ", ";
    }
    out.append(map.size() > MAX_ELEMENTS ? ", ...}" : "}");
  }

  private static void append(StringBuilder out, Collection<?> list) {
    out.append('[');
    String separator = "";
    for (Object element : list.stream().limit(MAX_ELEMENTS).toList()) {
      append(out.append(separator), element);
      separator = ", ";
    }
    out.append(list.size() > MAX_ELEMENTS ? ", ...]" : "]");
  }

  private static String quoted(String text) {
    return '"' + printable(shortened(text)) + '"';
  }

  /** To the millisecond, or to the microsecond below one. */
  private static String duration(Duration duration) {
    long micros = duration.toNanos() / 1000;
    return Math.abs(micros) < 1000 ? micros + "us" : micros / 1000 + "ms";
  }

  static String shortened(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return text.substring(0, end) + "...";
  }

  private static String printable(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                switch (c) {
                  case '\n' -> "\\n";
                  case '\t' -> "\\t";
                  case '"' -> "\\\"";
                  default -> Character.isISOControl(c) ? "" : Character.toString(c);
                })
        .collect(Collectors.joining());
  }
}
