// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.capacityforecast;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.Direction;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.Exhaustion;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.Growth;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.Model;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.Point;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.Recommendation;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.ResourceStatus;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.State;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.Term;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.Worst;
import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.Outlook;
import dev.skopos.forecast.Problem;
import dev.skopos.forecast.Quantities;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.model.Crossing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** How one resource of a forecast is written in a status. */
final class ResourceReport {

  private static final int MOST_TEXT = 1024;
  private static final int POINTS = 10;

  private ResourceReport() {}

  static State state(Risk risk) {
    return switch (risk) {
      case UNKNOWN -> State.UNKNOWN;
      case LOW -> State.LOW;
      case MEDIUM -> State.MEDIUM;
      case HIGH -> State.HIGH;
      case CRITICAL -> State.CRITICAL;
    };
  }

  /** As it stands in the status: {@code Critical}. */
  static String word(State state) {
    return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
  }

  static Worst worst(CapacitySnapshot snapshot) {
    ResourceSnapshot worst = snapshot.worst();
    return new Worst(
        worst.resource().name(),
        percent(worst.utilization()),
        worst.expected().map(outlook -> day(outlook.exhaustion().p50())).orElse(null));
  }

  private static String day(Crossing crossing) {
    return switch (crossing) {
      case Crossing.At(Instant time) -> time.atZone(ZoneOffset.UTC).toLocalDate().toString();
      case Crossing.Never() -> "Never";
    };
  }

  /** How it stands, for people. */
  static String sentence(ResourceSnapshot found) {
    String used = percent(found.utilization());
    String date = found.expected().map(outlook -> day(outlook.exhaustion().p50())).orElse("Never");
    return "%s: %s%s"
        .formatted(
            found.resource().name(),
            used == null ? "usage unknown" : used + " % used",
            date.equals("Never") ? "" : ", exhausted around " + date);
  }

  static ResourceStatus status(ResourceSnapshot found, Duration horizon) {
    Quantities quantities = Quantities.of(found.resource().type().unit());
    Problem problem = found.problem();
    Outlook outlook = found.outlook();
    return new ResourceStatus(
        found.resource().name(),
        state(found.risk()),
        text(quantities, found.usage()),
        text(quantities, found.ceiling()),
        percent(found.utilization()),
        outlook == null ? null : growth(quantities, outlook),
        outlook == null ? List.of() : points(quantities, outlook, horizon),
        outlook == null ? null : exhaustion(outlook),
        outlook == null ? null : model(outlook),
        found.history().size() == 0 ? null : Interval.of(Duration.ofHours(found.history().size())),
        found.recommendations().stream().map(ResourceReport::recommendation).toList(),
        problem == null ? null : shortened(problem.message()));
  }

  private static @Nullable String text(Quantities quantities, double amount) {
    return Double.isFinite(amount) ? quantities.text(amount) : null;
  }

  private static @Nullable String percent(double ratio) {
    return decimal(100 * ratio, 1);
  }

  private static @Nullable String decimal(double value, int digits) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString()
        : null;
  }

  private static Growth growth(Quantities quantities, Outlook outlook) {
    return switch (outlook.growth()) {
      case dev.skopos.forecast.model.Growth.Stable _ -> new Growth(Direction.STABLE, null);
      case dev.skopos.forecast.model.Growth.Changing(double perDay, _) ->
          new Growth(perDay > 0 ? Direction.GROWING : Direction.SHRINKING, quantities.text(perDay));
    };
  }

  /** At even distances up to the horizon. */
  private static List<Point> points(Quantities quantities, Outlook outlook, Duration horizon) {
    return LongStream.rangeClosed(1, POINTS)
        .mapToObj(i -> outlook.at(outlook.from().plus(horizon.multipliedBy(i).dividedBy(POINTS))))
        .distinct()
        .map(
            each ->
                new Point(
                    each.time(),
                    text(quantities, each.p10()),
                    quantities.text(each.p50()),
                    text(quantities, each.p90())))
        .toList();
  }

  private static Exhaustion exhaustion(Outlook outlook) {
    var exhaustion = outlook.exhaustion();
    return new Exhaustion(
        time(exhaustion.p10()),
        time(exhaustion.p50()),
        time(exhaustion.p90()),
        decimal(exhaustion.probability7d(), 2),
        decimal(exhaustion.probability30d(), 2));
  }

  private static @Nullable Instant time(Crossing crossing) {
    return switch (crossing) {
      case Crossing.At(Instant time) -> time;
      case Crossing.Never() -> null;
    };
  }

  private static Model model(Outlook outlook) {
    var model = outlook.model();
    boolean judged = model.backtests() > 0;
    return new Model(
        model.model().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        judged ? decimal(model.mase(), 2) : null,
        judged ? decimal(model.coverage90(), 2) : null);
  }

  private static Recommendation recommendation(dev.skopos.forecast.Recommendation advice) {
    return new Recommendation(
        switch (advice.term()) {
          case IMMEDIATE -> Term.IMMEDIATE;
          case SHORT -> Term.SHORT;
          case MEDIUM -> Term.MEDIUM;
          case LONG -> Term.LONG;
        },
        advice.action(),
        advice.reason(),
        advice.effect(),
        advice.patch());
  }

  private static String shortened(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT - 1) + "…";
  }

  /** Without what every forecast changes. */
  static ResourceStatus material(ResourceStatus status) {
    return new ResourceStatus(
        status.name(),
        status.risk(),
        null,
        status.limit(),
        null,
        null,
        List.of(),
        null,
        null,
        null,
        List.of(),
        null);
  }
}
