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

/**
 * Looks at one resource of a forecast at an instant. Where data ended, all stays as it was when it
 * was last enough: that nothing is known any more does not mean that the danger is over. Used once.
 */
final class Assessment {

  private static final Duration LEAST_HISTORY = Duration.ofDays(7);

  /** Values older than this tell nothing of the present. */
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
    HourlySeries all = histories.usage(resource, definition.history(), now);
    List<Series> newest = histories.read(resource.usage(), now);
    Present present = Present.of(newest, all, now);
    Instant dataTime = present.time();
    HourlySeries history = dataTime == null ? all : all.until(dataTime.plus(NEWEST));
    Limit limit = histories.limit(resource, definition.history(), now);
    double ceiling = limit.at(now);
    Outlook outlook =
        dataTime == null || isShort(history)
            ? null
            : outlooks.of(resource, history, limit, Outlooks.horizon(definition)).orElse(null);
    ResourceSnapshot found =
        new ResourceSnapshot(
            resource,
            outlook == null || !(ceiling > 0)
                ? Risk.UNKNOWN
                : present.usage() >= ceiling ? Risk.CRITICAL : risk(outlook),
            present.usage(),
            ceiling,
            history,
            limit,
            outlook,
            List.of(),
            problem(newest.size(), history, dataTime, ceiling),
            dataTime);
    return found.with(new Advice(definition, found, outlooks).recommendations());
  }

  private static boolean isShort(HourlySeries history) {
    return Duration.ofHours(history.size()).compareTo(LEAST_HISTORY) < 0;
  }

  private @Nullable Problem problem(
      int series, HourlySeries history, @Nullable Instant dataTime, double ceiling)
      throws ReadFailedException {
    String name = resource.name();
    if (series > 1 && histories.isSeveral(resource.usage(), now)) {
      return new Problem(
          Reason.SEVERAL_SERIES,
          ("the usage of %s gives %d series, expected one; the largest counts: aggregate them, for"
                  + " instance with max()")
              .formatted(name, series));
    }
    if (dataTime == null) {
      return new Problem(
          Reason.NO_DATA, "%s has no sample of its usage: %s".formatted(name, resource.usage()));
    }
    if (dataTime.isBefore(now.minus(NEWEST))) {
      return new Problem(
          Reason.NO_DATA,
          "%s has had no sample of its usage since %s, what is said of it is of that time: %s"
              .formatted(name, dataTime, resource.usage()));
    }
    if (isShort(history)) {
      return new Problem(
          Reason.SHORT_HISTORY,
          "%s has %d hours of data, a forecast needs 7 days".formatted(name, history.size()));
    }
    return ceiling > 0
        ? null
        : new Problem(Reason.NO_LIMIT, "%s has no limit above 0: %s".formatted(name, limitText()));
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
