// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** RE2 expressions of a bounded size: each character of a text costs time that grows with it. */
final class RegularExpressions {

  static final int MAX_PROGRAM = 2_000;

  private RegularExpressions() {}

  /** An expression that cannot be used; the message says why. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message, Throwable cause) {
      super(message, cause);
    }

    UnusableException(String message) {
      super(message);
    }
  }

  static Pattern compile(String expression) throws UnusableException {
    try {
      Pattern pattern = Pattern.compile(expression);
      if (pattern.programSize() > MAX_PROGRAM) {
        throw new UnusableException("the regular expression is too large; repeat less often");
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new UnusableException("not a regular expression: " + e.getMessage(), e);
    }
  }
}
