// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

/**
 * Finds the end of a number or a duration, by the rules of Prometheus' lexer: a number is digits
 * with single underscores between them, at most one dot and one exponent, or hexadecimal; a
 * duration is digits followed by a unit, repeated.
 */
final class NumberScanner {

  private static final String DECIMAL = "0123456789";
  private static final String HEXADECIMAL = "0123456789abcdefABCDEF";

  private final String input;
  private int position;

  NumberScanner(String input, int position) {
    this.input = input;
    this.position = position;
  }

  int position() {
    return position;
  }

  /** Whether a number stands here; moves behind what looks like one. */
  boolean number() {
    String digits = DECIMAL;
    if (accept("0") && accept("xX")) {
      accept("_");
      digits = HEXADECIMAL;
    }
    accept(".");
    accept(digits);
    return rest(digits) && !Characters.isAlphaNumeric(peek());
  }

  private boolean rest(String digits) {
    boolean dot = false;
    boolean exponent = false;
    while (true) {
      if (accept(digits)) {
        continue;
      }
      if (accept(".")) {
        if (dot || digits.equals(HEXADECIMAL) || accept("_.")) {
          return false;
        }
        dot = true;
      } else if (accept("eE")) {
        boolean again = exponent;
        exponent = true;
        if (again || badExponent()) {
          return false;
        }
      } else if (accept("_")) {
        if (accept("._eE") || peek() == Lexer.END) {
          return false;
        }
      } else {
        return true;
      }
    }
  }

  private boolean badExponent() {
    accept("+-");
    return accept("._eE") || peek() == Lexer.END;
  }

  /** Whether what number() moved over goes on as a duration; moves behind it. */
  boolean duration() {
    if (!unit("smhdwy")) {
      return false;
    }
    while (accept(DECIMAL)) {
      digits();
      if (!unit("smhdw")) {
        return false;
      }
    }
    if (Characters.isAlphaNumeric(peek())) {
      position++;
      return false;
    }
    return true;
  }

  private void digits() {
    boolean more = true;
    while (more) {
      more = accept(DECIMAL);
    }
  }

  private boolean unit(String units) {
    if (!accept(units)) {
      return false;
    }
    accept("s");
    return true;
  }

  private int peek() {
    return position < input.length() ? input.codePointAt(position) : Lexer.END;
  }

  private boolean accept(String valid) {
    int character = peek();
    if (character == Lexer.END || valid.indexOf(character) < 0) {
      return false;
    }
    position++;
    return true;
  }
}
