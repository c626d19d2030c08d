// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the value of one label, as in Prometheus: a label that is absent has the empty
 * value, and regular expressions are RE2's and match the whole value. Immutable and thread-safe.
 */
public final class Matcher {

  /** The four comparisons, with the operator that people write. */
  public enum Type {
    EQUAL("="),
    NOT_EQUAL("!="),
    REGEX("=~"),
    NOT_REGEX("!~");

    private final String operator;

    Type(String operator) {
      this.operator = operator;
    }

    public String operator() {
      return operator;
    }
  }

  private final Type type;
  private final String name;
  private final String value;
  private final @Nullable Predicate<String> expression;

  private Matcher(Type type, String name, String value, @Nullable Predicate<String> expression) {
    this.type = type;
    this.name = name;
    this.value = value;
    this.expression = expression;
  }

  /**
   * A matcher.
   *
   * @throws IllegalArgumentException when the value of a regular expression matcher is not RE2
   */
  public static Matcher of(Type type, String name, String value) {
    return switch (type) {
      case EQUAL, NOT_EQUAL -> new Matcher(type, name, value, null);
      case REGEX, NOT_REGEX -> new Matcher(type, name, value, RegularExpression.compile(value));
    };
  }

  public static Matcher equal(String name, String value) {
    return of(Type.EQUAL, name, value);
  }

  public Type type() {
    return type;
  }

  public String name() {
    return name;
  }

  public String value() {
    return value;
  }

  /** Whether a label with this value fulfils the condition; absent labels have the empty value. */
  public boolean matches(String labelValue) {
    return switch (type) {
      case EQUAL -> value.equals(labelValue);
      case NOT_EQUAL -> !value.equals(labelValue);
      case REGEX -> Objects.requireNonNull(expression).test(labelValue);
      case NOT_REGEX -> !Objects.requireNonNull(expression).test(labelValue);
    };
  }

  public boolean matches(Labels labels) {
    return matches(labels.get(name));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Matcher matcher
        && type == matcher.type
        && name.equals(matcher.name)
        && value.equals(matcher.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, name, value);
  }

  @Override
  public String toString() {
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + type.operator() + '"' + quoted + '"';
  }
}
