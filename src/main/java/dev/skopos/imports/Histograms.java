// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.ast.VectorSelector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows the series of a classic histogram of seconds. */
final class Histograms {

  static final String BUCKET = "_bucket";
  static final String COUNT = "_count";
  static final String BOUND = "le";

  private static final String UNIT = "_seconds";
  private static final String NAME = "__name__";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}([.][0-9]{1,3})?");

  private Histograms() {}

  /** The latency that a bucket and the count of one histogram measure; null for others. */
  static Indicator.@Nullable Latency latency(VectorSelector bucket, VectorSelector count) {
    String name = base(bucket, BUCKET);
    String bound = bound(bucket);
    if (name == null
        || bound == null
        || !name.equals(base(count, COUNT))
        || !others(bucket).equals(others(count))) {
      return null;
    }
    List<Matcher> matchers = bucket.matchers().stream().filter(matcher -> !isOwn(matcher)).toList();
    VectorSelector histogram = new VectorSelector(bucket.span(), name, matchers, Modifiers.NONE);
    Duration threshold =
        Duration.ofMillis(new BigDecimal(bound).movePointRight(3).longValueExact());
    return threshold.isZero()
        ? null
        : new Indicator.Latency(histogram.toString(), Interval.of(threshold));
  }

  private static @Nullable String base(VectorSelector selector, String suffix) {
    String name = selector.name();
    return name.endsWith(UNIT + suffix) ? name.substring(0, name.length() - suffix.length()) : null;
  }

  /** The bound in seconds when it is one in whole milliseconds. */
  private static @Nullable String bound(VectorSelector bucket) {
    return bucket.matchers().stream()
        .filter(matcher -> matcher.name().equals(BOUND))
        .filter(matcher -> matcher.type() == Matcher.Type.EQUAL)
        .map(Matcher::value)
        .filter(value -> SECONDS.matcher(value).matches())
        .findFirst()
        .orElse(null);
  }

  private static boolean isOwn(Matcher matcher) {
    return matcher.name().equals(NAME) || matcher.name().equals(BOUND);
  }

  private static Set<Matcher> others(VectorSelector selector) {
    Set<Matcher> others = new HashSet<>(selector.matchers());
    others.removeIf(Histograms::isOwn);
    return others;
  }
}
