// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.relabel;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with references to groups, as Go's {@code Regexp.Expand} reads them: {@code $1}, {@code
 * ${1}}, {@code $name}, {@code ${name}} and {@code $$}; the longest name counts, and a group that
 * does not exist is empty.
 */
final class Expansion {

  /** A literal text, or the name of a group. */
  private record Part(String text, boolean group) {}

  private final List<Part> parts;

  private Expansion(List<Part> parts) {
    this.parts = parts;
  }

  static Expansion of(String template) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c != '$' || at + 1 == template.length()) {
        literal.append(c);
        at++;
      } else if (template.charAt(at + 1) == '$') {
        literal.append('$');
        at += 2;
      } else {
        boolean brace = template.charAt(at + 1) == '{';
        int from = brace ? at + 2 : at + 1;
        int to = nameEnd(template, from);
        boolean closed = !brace || (to < template.length() && template.charAt(to) == '}');
        if (to == from || !closed) {
          literal.append(c);
          at++;
        } else {
          parts.add(new Part(literal.toString(), false));
          literal.setLength(0);
          parts.add(new Part(template.substring(from, to), true));
          at = brace ? to + 1 : to;
        }
      }
    }
    parts.add(new Part(literal.toString(), false));
    return new Expansion(List.copyOf(parts));
  }

  private static int nameEnd(String template, int from) {
    int at = from;
    while (at < template.length()
        && (template.charAt(at) == '_' || Character.isLetterOrDigit(template.charAt(at)))) {
      at++;
    }
    return at;
  }

  String expand(Matcher matcher) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.group ? group(matcher, part.text) : part.text);
    }
    return text.toString();
  }

  private static String group(Matcher matcher, String name) {
    String value = null;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
      value = number <= matcher.groupCount() ? matcher.group(number) : null;
    } else {
      Integer number = matcher.pattern().namedGroups().get(name);
      value = number == null ? null : matcher.group(number);
    }
    return value == null ? "" : value;
  }
}
