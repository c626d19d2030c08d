// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.slo.ObjectiveSnapshot.Problem;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.count.Indicator;
import dev.skopos.slo.definition.AbsentData;
import dev.skopos.slo.definition.Budgeting;
import dev.skopos.slo.definition.LengthText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds windows in which there often is no sample of the indicator. */
final class ShortWindows {

  private static final String REASON = "WindowTooShort";

  /** What rates need within a minute: two samples, which come a little late now and then. */
  private static final Duration TWICE_A_MINUTE = Duration.ofSeconds(33);

  /** With samples further apart there are minutes without one though nothing is missing. */
  private static final Duration MINUTELY = Duration.ofSeconds(50);

  private ShortWindows() {}

  /**
   * What is wrong, with the field; empty: nothing is.
   *
   * @param spacing how far the samples of the indicator are apart
   */
  static Optional<Problem> of(ObjectivePlan plan, Duration spacing) {
    return Stream.of(
            ratio(plan, spacing),
            absent(plan, spacing),
            slices(plan, spacing),
            tiers(plan, spacing))
        .flatMap(Optional::stream)
        .findFirst()
        .map(message -> new Problem(REASON, message));
  }

  private static Optional<String> ratio(ObjectivePlan plan, Duration spacing) {
    return plan.definition().indicator() instanceof Indicator.Ratio
            && spacing.compareTo(TWICE_A_MINUTE) > 0
        ? Optional.of(
            "indicator.ratio: $window is a minute at a time, in which rates need two samples; they"
                + " come every %s: write selectors, or collect them at least every 30s"
                    .formatted(text(spacing)))
        : Optional.empty();
  }

  /** Minutes are looked at one by one, and which sample falls into which one varies a little. */
  private static Optional<String> absent(ObjectivePlan plan, Duration spacing) {
    AbsentData absent = plan.definition().absentData();
    boolean counts = absent == AbsentData.GOOD || absent == AbsentData.BAD;
    return counts && spacing.compareTo(MINUTELY) > 0
        ? Optional.of(
            "absentData: minutes without a sample count as %s, and samples come every %s: collect"
                    .formatted(absent.name().toLowerCase(Locale.ROOT), text(spacing))
                + " them at least every 30s, or let them be ignored")
        : Optional.empty();
  }

  private static Optional<String> slices(ObjectivePlan plan, Duration spacing) {
    return plan.definition().budgeting() instanceof Budgeting.Timeslices(Duration length, var _)
            && length.compareTo(spacing) < 0
        ? Optional.of(tooShort("timeslices.length: " + LengthText.of(length), spacing))
        : Optional.empty();
  }

  private static Optional<String> tiers(ObjectivePlan plan, Duration spacing) {
    return plan.evaluator().tiers().stream()
        .filter(Tier::isReachable)
        .filter(tier -> tier.shortWindow().compareTo(spacing) < 0)
        .findFirst()
        .map(
            tier ->
                tooShort(
                    "alerting: the short window of tier %s, %s,"
                        .formatted(tier.name(), LengthText.of(tier.shortWindow())),
                    spacing));
  }

  private static String tooShort(String what, Duration spacing) {
    return what
        + " is shorter than the time between two samples of the indicator, "
        + text(spacing);
  }

  private static String text(Duration spacing) {
    return LengthText.of(Duration.ofSeconds(Math.max(1, Math.round(spacing.toMillis() / 1000.0))));
  }
}
