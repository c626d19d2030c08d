// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.insight.observe.Facts;
import dev.skopos.insight.score.Subject;
import dev.skopos.insight.trend.CheckTrend;
import dev.skopos.insight.trend.Past;
import dev.skopos.insight.trend.Trends;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Trends as Skopos' API shows them; what is absent is not known. */
final class TrendView {

  private TrendView() {}

  /** How a score has moved. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfScore(@Nullable Double dayBefore, @Nullable Double weekBefore, String direction) {}

  /** With when the store was asked, and which of its answers are not complete. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Checks(List<OfCheck> checks, @Nullable String askedAt, List<IssueView.LeftOut> leftOut) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfCheck(
      HealthView.Resource resource,
      @Nullable Double latencySeconds,
      @Nullable Double latencyDayBefore,
      @Nullable Double latencyWeekBefore,
      String latencyDirection,
      @Nullable Double uptimeDay,
      @Nullable Double uptimeWeek,
      String uptimeDirection) {}

  static OfScore score(Trends trends, Subject subject, OptionalDouble now) {
    Past before = trends.before(subject);
    return new OfScore(
        value(before.dayBefore()),
        value(before.weekBefore()),
        trends.direction(subject, now).word());
  }

  static Checks list(List<CheckTrend> checks, Facts facts) {
    return new Checks(
        checks.stream().map(TrendView::check).toList(),
        Optional.ofNullable(facts.askedAt()).map(Object::toString).orElse(null),
        facts.leftOut().stream().map(IssueView.LeftOut::of).toList());
  }

  private static OfCheck check(CheckTrend trend) {
    return new OfCheck(
        HealthView.Resource.of(trend.check()),
        value(trend.latency()),
        value(trend.latencyBefore().dayBefore()),
        value(trend.latencyBefore().weekBefore()),
        trend.latencyTrend().word(),
        value(trend.uptimeDay()),
        value(trend.uptimeWeek()),
        trend.uptimeTrend().word());
  }

  static @Nullable Double value(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
