// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.probe.definition.Assertion;
import dev.skopos.probe.definition.Assertion.Condition;
import dev.skopos.probe.definition.Assertion.ValueMatcher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns assertions of a HealthCheck into those of a check. */
final class AssertionMapper {

  private AssertionMapper() {}

  static Assertion toAssertion(dev.skopos.api.v1alpha1.healthcheck.Assertion assertion) {
    return new Assertion(
        assertion.name(),
        Assertion.Impact.valueOf(assertion.impact().name()),
        condition(assertion));
  }

  private static Condition condition(dev.skopos.api.v1alpha1.healthcheck.Assertion assertion) {
    String cel = assertion.cel();
    var path = assertion.jsonPath();
    var header = assertion.header();
    if (cel != null) {
      return new Condition.Cel(cel);
    }
    if (path != null) {
      return new Condition.JsonPath(
          path.path(), value(path.expected(), path.matches(), path.exists()));
    }
    if (header != null) {
      return new Condition.Header(
          header.name(), value(header.expected(), header.matches(), header.exists()));
    }
    return body(
        needed(
            assertion.body(),
            "spec.assertions[%s]: one of cel, jsonPath, header, body".formatted(assertion.name())));
  }

  private static List<ValueMatcher> value(
      @Nullable String expected, @Nullable String whole, @Nullable Boolean exists) {
    return Stream.of(
            Optional.ofNullable(expected).map(ValueMatcher.Equals::new),
            Optional.ofNullable(whole).map(AssertionMapper::matchesWhole),
            Optional.ofNullable(exists).map(ValueMatcher.Exists::new))
        .<ValueMatcher>flatMap(Optional::stream)
        .toList();
  }

  private static ValueMatcher.Matches matchesWhole(String expression) {
    return new ValueMatcher.Matches("^(?:" + expression + ")$");
  }

  private static Condition body(dev.skopos.api.v1alpha1.healthcheck.Assertion.Body body) {
    return new Condition.Body(
        Stream.of(
                Optional.ofNullable(body.contains()).map(ValueMatcher.Contains::new),
                Optional.ofNullable(body.notContains()).map(ValueMatcher.NotContains::new),
                Optional.ofNullable(body.matches()).map(ValueMatcher.Matches::new))
            .<ValueMatcher>flatMap(Optional::stream)
            .toList());
  }
}
