// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The comparisons; unlike Go's they compare integers with floating point numbers. */
final class Comparisons {

  static final Map<String, TemplateFunction> ALL =
      Map.of(
          "eq", (a, _) -> anyEqual(a.atLeast(2)),
          "ne", (a, _) -> !equal(a.exactly(2).value(0), a.value(1)),
          "lt", ordered(order -> order < 0),
          "le", ordered(order -> order <= 0),
          "gt", ordered(order -> order > 0),
          "ge", ordered(order -> order >= 0));

  private Comparisons() {}

  private static TemplateFunction ordered(IntPredicate holds) {
    return (arguments, _) -> {
      Object left = arguments.exactly(2).value(0);
      Object right = arguments.value(1);
      boolean incomparable = isNan(left) || isNan(right);
      return !incomparable && holds.test(compare(left, right));
    };
  }

  private static boolean isNan(@Nullable Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static boolean anyEqual(Arguments arguments) {
    for (int i = 1; i < arguments.size(); i++) {
      if (equal(arguments.value(0), arguments.value(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number && right instanceof Number) {
      return !isNan(left) && !isNan(right) && compare(left, right) == 0;
    }
    Object comparable = left instanceof SafeHtml html ? html.text() : left;
    Object other = right instanceof SafeHtml html ? html.text() : right;
    if (comparable != null && other != null && comparable.getClass() != other.getClass()) {
      throw incompatible(left, right);
    }
    return Objects.equals(comparable, other);
  }

  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Long first && right instanceof Long second) {
      return Long.compare(first, second);
    }
    if (left instanceof Number first && right instanceof Number second) {
      double difference = first.doubleValue() - second.doubleValue();
      return first.doubleValue() == second.doubleValue() ? 0 : difference < 0 ? -1 : 1;
    }
    if (left instanceof String first && right instanceof String second) {
      return first.compareTo(second);
    }
    if (left instanceof Duration first && right instanceof Duration second) {
      return first.compareTo(second);
    }
    if (left instanceof ZonedDateTime first && right instanceof ZonedDateTime second) {
      return first.toInstant().compareTo(second.toInstant());
    }
    throw incompatible(left, right);
  }

  private static Problem incompatible(@Nullable Object left, @Nullable Object right) {
    return new Problem(
        "incompatible types for comparison: %s and %s"
            .formatted(Values.type(left), Values.type(right)));
  }
}
