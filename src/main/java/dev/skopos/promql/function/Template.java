// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** Go's replacement templates: {@code $1}, {@code $name}, {@code ${name}} and {@code $$}. */
final class Template {

  private Template() {}

  /** The template with the groups of the match in it; unknown groups are empty. */
  static String expand(String template, Pattern pattern, Matcher match) {
    StringBuilder expanded = new StringBuilder();
    int position = 0;
    while (position < template.length()) {
      char character = template.charAt(position);
      if (character != '$') {
        expanded.append(character);
        position++;
        continue;
      }
      if (template.startsWith("$$", position)) {
        expanded.append('$');
        position += 2;
        continue;
      }
      String name = name(template, position + 1);
      if (name == null) {
        expanded.append('$');
        position++;
        continue;
      }
      boolean braces = template.charAt(position + 1) == '{';
      expanded.append(group(name, pattern, match));
      position += 1 + name.length() + (braces ? 2 : 0);
    }
    return expanded.toString();
  }

  /** The name of the group at the position; null when what stands there names none. */
  private static @Nullable String name(String template, int position) {
    boolean braces = position < template.length() && template.charAt(position) == '{';
    int start = braces ? position + 1 : position;
    int end = start;
    while (end < template.length() && isWord(template.charAt(end))) {
      end++;
    }
    boolean closed = !braces || (end < template.length() && template.charAt(end) == '}');
    return end == start || !closed ? null : template.substring(start, end);
  }

  private static boolean isWord(char character) {
    return character == '_' || Character.isLetterOrDigit(character);
  }

  private static String group(String name, Pattern pattern, Matcher match) {
    String value;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
      value = number <= match.groupCount() ? match.group(number) : "";
    } else {
      value = pattern.namedGroups().containsKey(name) ? match.group(name) : "";
    }
    return value == null ? "" : value;
  }
}
