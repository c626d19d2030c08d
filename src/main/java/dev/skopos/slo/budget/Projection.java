// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.model.Labels;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.Window;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When nothing will be left of a budget if events go on to come, and to be bad, as often as in the
 * newest 120th of the window: 6 hours of 30 days. What leaves a rolling window meanwhile is known
 * and left out of it.
 */
final class Projection {

  private static final int PART = 120;
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final int STEPS = 32;
  private static final int HALVINGS = 12;

  private final Reckoning reckoning;
  private final Labels group;
  private final Events now;
  private final double share;
  private final Instant to;

  /**
   * A projection.
   *
   * @param now of the objective's window
   * @param share how much of all events may be bad
   */
  Projection(Reckoning reckoning, Labels group, Events now, double share) {
    this.reckoning = reckoning;
    this.group = group;
    this.now = now;
    this.share = share;
    this.to = reckoning.to();
  }

  /** The window that tells the present rate. */
  static Duration recent(Window window) {
    Duration part = window.nominalLength().dividedBy(PART);
    return part.compareTo(SHORTEST) < 0 ? SHORTEST : Duration.ofMinutes(part.toMinutes());
  }

  /** The instant; null: never, not within the window, or nothing is left already. */
  @Nullable Instant exhaustion(@Nullable Instant periodEnd) {
    Duration recent = recent(reckoning.objective().window());
    Instant begin = Reckoning.later(to.minus(recent), reckoning.accounts().since());
    Events present = reckoning.since(group, begin);
    double seconds = Duration.between(begin, to).toMillis() / 1000.0;
    if (present.bad() <= 0 || seconds <= 0 || overdraft(now) >= 0) {
      return null;
    }
    double spending = overdraft(present) / seconds;
    Double after =
        switch (reckoning.objective().window()) {
          case Window.Calendar _ -> straight(spending);
          case Window.Rolling(Duration length) -> rolling(spending, length.toSeconds());
        };
    Instant instant = after == null ? null : to.plusSeconds(after.longValue());
    return instant != null && periodEnd != null && !instant.isBefore(periodEnd) ? null : instant;
  }

  /** How many more events are bad than may be. */
  private double overdraft(Events events) {
    return events.bad() - share * events.total();
  }

  private @Nullable Double straight(double spending) {
    return spending > 0 ? -overdraft(now) / spending : null;
  }

  /** Goes through the window from its begin, a part at a time, as it will leave. */
  private @Nullable Double rolling(double spending, long length) {
    Instant begin = to.minusSeconds(length);
    double left = overdraft(now);
    double low = 0;
    for (int step = 1; step <= STEPS; step++) {
      double high = (double) length * step / STEPS;
      double later = left - overdraft(leaving(begin, low, high));
      if (later + spending * high >= 0) {
        return narrowed(begin, left, spending, low, high);
      }
      left = later;
      low = high;
    }
    return null;
  }

  private double narrowed(Instant begin, double left, double spending, double from, double until) {
    double low = from;
    double high = until;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double then = left - overdraft(leaving(begin, from, middle));
      if (then + spending * middle >= 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private Events leaving(Instant begin, double from, double until) {
    return reckoning.counted(
        group, begin.plusSeconds((long) from), begin.plusSeconds((long) until));
  }
}
