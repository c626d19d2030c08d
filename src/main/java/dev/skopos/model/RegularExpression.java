// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of RE2 that a whole value must match. Most of those that people write are
 * alternatives of literals with anything before or after ({@code a|b}, {@code api.*}, {@code
 * .*timeout.*}): they are compared as strings, which takes a small part of the time.
 */
final class RegularExpression {

  /** From so many literals on, looking one up takes less than comparing with each. */
  private static final int LITERALS_WORTH_A_SET = 4;

  private RegularExpression() {}

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException when it is not RE2; cites the user's text
   */
  static Predicate<String> compile(String expression) {
    List<Alternative> alternatives = alternatives(expression);
    if (alternatives != null) {
      return compile(alternatives);
    }
    try {
      // compiled alone first: "a)(b" is no expression, and errors cite the user's text
      Pattern.compile(expression);
      return Pattern.compile("(?s)^(?:" + expression + ")$")::matches;
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a regular expression: \"" + expression + "\": " + e.getDescription(), e);
    }
  }

  private static Predicate<String> compile(List<Alternative> alternatives) {
    if (alternatives.size() == 1) {
      return alternatives.getFirst()::matches;
    }
    Set<String> literals = new HashSet<>();
    List<Alternative> others = new ArrayList<>();
    for (Alternative alternative : alternatives) {
      if (alternative.isLiteral() && alternatives.size() >= LITERALS_WORTH_A_SET) {
        literals.add(alternative.literal());
      } else {
        others.add(alternative);
      }
    }
    return value -> literals.contains(value) || anyMatches(others, value);
  }

  private static boolean anyMatches(List<Alternative> alternatives, String value) {
    for (Alternative alternative : alternatives) {
      if (alternative.matches(value)) {
        return true;
      }
    }
    return false;
  }

  /** The alternatives of the expression; null when it is of another kind. */
  private static @Nullable List<Alternative> alternatives(String expression) {
    List<Alternative> alternatives = new ArrayList<>();
    int start = 0;
    while (start <= expression.length()) {
      int end = start;
      while (end < expression.length() && expression.charAt(end) != '|') {
        end += expression.charAt(end) == '\\' ? 2 : 1;
      }
      end = Math.min(end, expression.length());
      Alternative alternative = Alternative.of(expression.substring(start, end));
      if (alternative == null) {
        return null;
      }
      alternatives.add(alternative);
      start = end + 1;
    }
    return alternatives;
  }

  /** What may stand on one side of a literal. */
  private enum Side {
    NOTHING(0),
    /** {@code .*}. */
    ANYTHING(0),
    /** {@code .+}. */
    SOMETHING(1);

    private final int fewest;

    Side(int fewest) {
      this.fewest = fewest;
    }

    static Side of(String repetition) {
      return switch (repetition) {
        case ".*" -> ANYTHING;
        case ".+" -> SOMETHING;
        default -> NOTHING;
      };
    }
  }

  /** A literal and what may stand before and after it. */
  private record Alternative(Side before, String literal, Side after) {

    private static final int REPETITION = 2;
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    static @Nullable Alternative of(String expression) {
      Side before = Side.of(expression.substring(0, Math.min(REPETITION, expression.length())));
      String rest = before == Side.NOTHING ? expression : expression.substring(REPETITION);
      boolean escaped = rest.length() > REPETITION && rest.charAt(rest.length() - 3) == '\\';
      Side after =
          escaped ? Side.NOTHING : Side.of(rest.substring(Math.max(0, rest.length() - REPETITION)));
      String text = after == Side.NOTHING ? rest : rest.substring(0, rest.length() - REPETITION);
      String literal = literal(text);
      boolean twoCharacters = before == Side.SOMETHING && after == Side.SOMETHING;
      // a character may be two of Java's, so "two of them" is not to be told by the length
      return literal == null || (literal.isEmpty() && twoCharacters)
          ? null
          : new Alternative(before, literal, after);
    }

    /** The text that the expression stands for; null when it is more than one. */
    private static @Nullable String literal(String expression) {
      StringBuilder literal = new StringBuilder(expression.length());
      for (int i = 0; i < expression.length(); i++) {
        char character = expression.charAt(i);
        boolean special = SPECIAL.indexOf(character) >= 0;
        if (character == '\\' && i + 1 < expression.length()) {
          character = expression.charAt(++i);
          special = SPECIAL.indexOf(character) < 0;
        }
        if (special || Character.isSurrogate(character)) {
          return null;
        }
        literal.append(character);
      }
      return literal.toString();
    }

    boolean isLiteral() {
      return before == Side.NOTHING && after == Side.NOTHING;
    }

    boolean matches(String value) {
      int length = literal.length();
      if (before == Side.NOTHING) {
        return after == Side.NOTHING
            ? value.equals(literal)
            : value.startsWith(literal) && value.length() >= length + after.fewest;
      }
      if (after == Side.NOTHING) {
        return value.endsWith(literal) && value.length() >= length + before.fewest;
      }
      int found = value.indexOf(literal, before.fewest);
      return found >= before.fewest && found + length + after.fewest <= value.length();
    }
  }
}
