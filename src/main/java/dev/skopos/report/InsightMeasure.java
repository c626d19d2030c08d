// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.insight.summary.Figures;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A number of the runs of checks, and what it was in as long a time before. Immutable.
 *
 * @param word names it in CSV and JSON
 * @param now empty: not known
 * @param before empty: not known
 */
record InsightMeasure(
    String title, String word, Unit unit, OptionalDouble now, OptionalDouble before) {

  /** What it is measured in. */
  enum Unit {
    COUNT,
    /** A share, from 0 to 1. */
    RATIO,
    SECONDS
  }

  /** A value for machines: a whole number of counts; null where it is not known. */
  @Nullable Number plain(OptionalDouble value) {
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      return null;
    }
    return switch (unit) {
      case COUNT -> Math.round(value.getAsDouble());
      case RATIO, SECONDS -> value.getAsDouble();
    };
  }

  /** Everything that is measured, always in the same order. */
  static List<InsightMeasure> of(Figures now, Figures before) {
    return List.of(
        count("Runs", "runs", now.runs(), before.ran(), before.runs()),
        count("Failed runs", "failed", now.failed(), before.ran(), before.failed()),
        uptime(now, before),
        new InsightMeasure(
            "Response time p50",
            "p50_seconds",
            Unit.SECONDS,
            now.latency().p50(),
            before.latency().p50()),
        p95(now, before),
        new InsightMeasure(
            "Response time p99",
            "p99_seconds",
            Unit.SECONDS,
            now.latency().p99(),
            before.latency().p99()));
  }

  /** Without any run before, nobody looked then. */
  private static InsightMeasure count(
      String title, String word, OptionalLong now, boolean ranBefore, OptionalLong before) {
    return new InsightMeasure(
        title, word, Unit.COUNT, number(now), ranBefore ? number(before) : OptionalDouble.empty());
  }

  private static OptionalDouble number(OptionalLong count) {
    return count.isPresent()
        ? OptionalDouble.of((double) count.getAsLong())
        : OptionalDouble.empty();
  }

  /** The share of good runs. */
  static InsightMeasure uptime(Figures now, Figures before) {
    return new InsightMeasure("Uptime", "uptime", Unit.RATIO, now.uptime(), before.uptime());
  }

  /** What 95 of 100 runs did not exceed. */
  static InsightMeasure p95(Figures now, Figures before) {
    return new InsightMeasure(
        "Response time p95",
        "p95_seconds",
        Unit.SECONDS,
        now.latency().p95(),
        before.latency().p95());
  }
}
