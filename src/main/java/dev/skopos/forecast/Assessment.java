// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.Problem.Reason;
import dev.skopos.forecast.SeriesReader.ReadFailedException;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.definition.RiskLevels;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import dev.skopos.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one resource of a forecast at an instant. Used once. */
final class Assessment {

  private static final Duration LEAST_HISTORY = Duration.ofDays(7);
  private static final Duration NEWEST = Duration.ofDays(1);

  private final CapacityDefinition definition;
  private final CapacityResource resource;
  private final Histories histories;
  private final Outlooks outlooks;
  private final Instant now;

  Assessment(
      CapacityDefinition definition,
      CapacityResource resource,
      Histories histories,
      Outlooks outlooks,
      Instant now) {
    this.definition = definition;
    this.resource = resource;
    this.histories = histories;
    this.outlooks = outlooks;
    this.now = now;
  }

  /** What is known and to be expected of the resource. */
  ResourceSnapshot result() throws ReadFailedException {
    HourlySeries history = histories.usage(resource, definition.history(), now);
    List<Series> newest = histories.read(resource.usage(), now);
    boolean live = newest.size() == 1 && Double.isFinite(last(newest.getFirst()));
    int known = lastKnown(history);
    double usage = live ? last(newest.getFirst()) : known < 0 ? Double.NaN : history.at(known);
    Instant dataTime = live ? now : known < 0 ? null : history.time(known + 1);
    Limit limit = histories.limit(resource, definition.history(), now);
    double ceiling = limit.at(now);
    Problem problem = problem(newest.size(), history, dataTime, ceiling);
    Outlook outlook =
        problem == null || problem.reason() == Reason.NO_LIMIT
            ? outlooks.of(resource, history, limit, Outlooks.horizon(definition)).orElse(null)
            : null;
    ResourceSnapshot found =
        new ResourceSnapshot(
            resource,
            problem == null && outlook != null
                ? usage >= ceiling ? Risk.CRITICAL : risk(outlook)
                : Risk.UNKNOWN,
            usage,
            ceiling,
            history,
            limit,
            outlook,
            List.of(),
            problem,
            dataTime);
    return found.with(new Advice(definition, found, outlooks).recommendations());
  }

  private static double last(Series series) {
    return series.values()[series.length() - 1];
  }

  /** The newest hour with a value; -1: there is none. */
  private static int lastKnown(HourlySeries history) {
    int hour = history.size() - 1;
    while (hour >= 0 && Double.isNaN(history.at(hour))) {
      hour--;
    }
    return hour;
  }

  private @Nullable Problem problem(
      int series, HourlySeries history, @Nullable Instant dataTime, double ceiling) {
    if (series > 1) {
      return new Problem(
          Reason.SEVERAL_SERIES,
          "the usage of %s gives %d series, expected one: aggregate them, for instance with max()"
              .formatted(resource.name(), series));
    }
    if (dataTime == null || dataTime.isBefore(now.minus(NEWEST))) {
      return new Problem(
          Reason.NO_DATA,
          "%s has no sample of its usage in the last day: %s"
              .formatted(resource.name(), resource.usage()));
    }
    Duration span = Duration.ofHours(history.size());
    if (span.compareTo(LEAST_HISTORY) < 0) {
      return new Problem(
          Reason.SHORT_HISTORY,
          "%s has %d hours of data, a forecast needs 7 days"
              .formatted(resource.name(), span.toHours()));
    }
    return ceiling > 0
        ? null
        : new Problem(
            Reason.NO_LIMIT, "%s has no limit above 0: %s".formatted(resource.name(), limitText()));
  }

  private String limitText() {
    return switch (resource.limit()) {
      case LimitSource.Expression(String expr) -> expr + " gives no series";
      case LimitSource.Fixed(double value) -> String.valueOf(value);
    };
  }

  private Risk risk(Outlook outlook) {
    RiskLevels levels = definition.risk();
    if (reaches(outlook, levels.critical())) {
      return Risk.CRITICAL;
    }
    if (reaches(outlook, levels.high())) {
      return Risk.HIGH;
    }
    return reaches(outlook, levels.medium()) ? Risk.MEDIUM : Risk.LOW;
  }

  private static boolean reaches(Outlook outlook, RiskLevels.Level level) {
    return outlook.probabilityWithin(level.within()) >= level.probability();
  }
}
