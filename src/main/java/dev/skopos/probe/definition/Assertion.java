// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

import java.math.BigDecimal;
import java.util.List;

/**
 * Something that a check demands of an answer, beyond getting one.
 *
 * @param name unique within the check
 * @param impact what it means when the answer does not fulfil it
 */
public record Assertion(String name, Impact impact, Condition condition) {

  public Assertion {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("spec.assertions: a name is empty");
    }
  }

  /** What an assertion that does not hold does to the result of the run. */
  public enum Impact {
    FAILING,
    DEGRADED,
    /** It is reported only. */
    NONE
  }

  /** What is looked at, and what is demanded of it. */
  public sealed interface Condition {

    /** A CEL expression over {@code response} that gives a bool. */
    record Cel(String expression) implements Condition {}

    /**
     * What the path finds in the JSON body, all matchers.
     *
     * @param path as in RFC 9535, for instance {@code $.status}
     */
    record JsonPath(String path, List<ValueMatcher> matchers) implements Condition {
      public JsonPath {
        matchers = atLeastOne(matchers);
      }
    }

    /** A header of the answer, all matchers; values of repeated headers are joined by commas. */
    record Header(String header, List<ValueMatcher> matchers) implements Condition {
      public Header {
        matchers = atLeastOne(matchers);
      }
    }

    /** The body as text, all matchers. */
    record Body(List<ValueMatcher> matchers) implements Condition {
      public Body {
        matchers = atLeastOne(matchers);
      }
    }

    private static List<ValueMatcher> atLeastOne(List<ValueMatcher> matchers) {
      if (matchers.isEmpty()) {
        throw new IllegalArgumentException("spec.assertions: an assertion has no matcher");
      }
      return List.copyOf(matchers);
    }
  }

  /** A demand on one value. All but {@link Exists} fail where there is no value. */
  public sealed interface ValueMatcher {

    /** The value as text is this one. */
    record Equals(String expected) implements ValueMatcher {}

    /** The value as text is another one. */
    record NotEquals(String unwanted) implements ValueMatcher {}

    /** An RE2 expression is found in the value; anchor it to compare the whole. */
    record Matches(String expression) implements ValueMatcher {}

    /** The text is found in the value; of a JSON array: one of its elements is this text. */
    record Contains(String part) implements ValueMatcher {}

    /** The text is not found in the value. */
    record NotContains(String part) implements ValueMatcher {}

    /** The value is a number greater than this. */
    record GreaterThan(BigDecimal bound) implements ValueMatcher {}

    /** The value is a number less than this. */
    record LessThan(BigDecimal bound) implements ValueMatcher {}

    /** There is a value, or there is none. */
    record Exists(boolean expected) implements ValueMatcher {}
  }
}
