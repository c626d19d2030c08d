// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import com.google.re2j.Pattern;
import dev.skopos.probe.definition.Assertion.ValueMatcher;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compiled matchers, which one value has to fulfil all together. */
final class ValueDemands {

  private static final String ABSENT = "no value";

  /** As many as Jackson takes in a number; reading a text of millions of digits takes seconds. */
  private static final int MAX_DIGITS = 1_000;

  private final List<Demand> demands;

  private ValueDemands(List<Demand> demands) {
    this.demands = List.copyOf(demands);
  }

  private record Demand(String description, Test holds) {}

  private interface Test {
    boolean holds(Optional<Value> value, TimeLimit limit);
  }

  /** Compiles matchers of the assertion at this field. */
  static ValueDemands compile(List<ValueMatcher> matchers, String field)
      throws InvalidAssertionException {
    List<Demand> demands = new ArrayList<>();
    for (ValueMatcher matcher : matchers) {
      demands.add(compile(matcher, field));
    }
    return new ValueDemands(demands);
  }

  private static Demand compile(ValueMatcher matcher, String field)
      throws InvalidAssertionException {
    return switch (matcher) {
      case ValueMatcher.Equals equal ->
          ofValue("equals " + Shown.of(equal.expected()), v -> v.asText().equals(equal.expected()));
      case ValueMatcher.NotEquals other ->
          ofValue(
              "differs from " + Shown.of(other.unwanted()),
              v -> !v.asText().equals(other.unwanted()));
      case ValueMatcher.Matches matches -> {
        Pattern pattern = pattern(matches.expression(), field + ".matches");
        yield ofValue(
            "matches " + Shown.of(matches.expression()),
            (v, limit) -> pattern.matcher(limit.watch(v.asText())).find());
      }
      case ValueMatcher.Contains contains ->
          ofValue("contains " + Shown.of(contains.part()), v -> v.contains(contains.part()));
      case ValueMatcher.NotContains unwanted ->
          ofValue(
              "does not contain " + Shown.of(unwanted.part()), v -> !v.contains(unwanted.part()));
      case ValueMatcher.GreaterThan greater ->
          ofValue(
              "is greater than " + greater.bound().toPlainString(),
              v -> compare(v, greater.bound()).filter(order -> order > 0).isPresent());
      case ValueMatcher.LessThan less ->
          ofValue(
              "is less than " + less.bound().toPlainString(),
              v -> compare(v, less.bound()).filter(order -> order < 0).isPresent());
      case ValueMatcher.Exists exists ->
          new Demand(
              exists.expected() ? "exists" : "does not exist",
              (value, _) -> value.isPresent() == exists.expected());
    };
  }

  private static Demand ofValue(String description, Predicate<Value> holds) {
    return ofValue(description, (value, _) -> holds.test(value));
  }

  private static Demand ofValue(String description, BiPredicate<Value, TimeLimit> holds) {
    return new Demand(
        description, (value, limit) -> value.filter(v -> holds.test(v, limit)).isPresent());
  }

  private static Pattern pattern(String expression, String field) throws InvalidAssertionException {
    try {
      return RegularExpressions.compile(expression);
    } catch (RegularExpressions.UnusableException e) {
      throw new InvalidAssertionException(field + ": " + e.getMessage(), e);
    }
  }

  /** Empty when the value is no number. */
  private static Optional<Integer> compare(Value value, BigDecimal bound) {
    String text = value.asText().strip();
    if (text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text).compareTo(bound));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  String description() {
    return demands.stream().map(Demand::description).collect(Collectors.joining(" and "));
  }

  Expectation.Judgement judge(Optional<Value> value, TimeLimit limit) {
    return new Expectation.Judgement(
        demands.stream().allMatch(demand -> demand.holds.holds(value, limit)),
        value.map(Value::shown).orElse(ABSENT));
  }
}
