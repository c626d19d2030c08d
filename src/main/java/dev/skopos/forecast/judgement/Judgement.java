// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.model.Side;
import java.time.Duration;

/** For which of its series a rule alerts. The messages of exceptions name the field. */
public sealed interface Judgement {

  /** How much of the past is learned from. */
  Duration past();

  /** Of a shorter past nothing is said. */
  Duration fewest();

  /**
   * For those whose values are out of the ordinary: three of the newest five evaluations.
   *
   * @param significance the chance of a value in the ordinary below which it is strange, from 0.005
   *     to 0.2: a few weeks of hours do not tell smaller ones
   * @param past from 7 to 84 days
   * @param side where strange values are
   * @param minDeviationPercent what is closer to what is expected, in percent of that, is not
   *     strange
   */
  record Anomaly(double significance, Duration past, Side side, double minDeviationPercent)
      implements Judgement {

    private static final double SMALLEST = 0.005;
    private static final double LARGEST = 0.2;

    public Anomaly {
      if (!(significance >= SMALLEST && significance <= LARGEST)) {
        throw new IllegalArgumentException(
            "significance: %s, it must be from %s to %s"
                .formatted(significance, SMALLEST, LARGEST));
      }
      check("learn", past, 7);
      if (!(minDeviationPercent >= 0 && Double.isFinite(minDeviationPercent))) {
        throw new IllegalArgumentException(
            "minDeviationPercent: %s, it must not be negative".formatted(minDeviationPercent));
      }
    }

    @Override
    public Duration fewest() {
      return Duration.ofDays(7);
    }
  }

  /**
   * For those whose level goes up or down, seasons aside.
   *
   * @param over from 1 to 84 days
   * @param changePercent how much the level changes over that time at least, in percent of it
   */
  record Trend(Duration over, double changePercent, Way way) implements Judgement {

    /** Before it the days of a week are not told from a trend. */
    private static final Duration WEEKS = Duration.ofDays(14);

    /** What the profile of a week is learned from. */
    private static final Duration MONTH = Duration.ofDays(28);

    public Trend {
      check("over", over, 1);
      if (!(changePercent > 0 && Double.isFinite(changePercent))) {
        throw new IllegalArgumentException(
            "changePercent: %s, it must be above 0".formatted(changePercent));
      }
    }

    @Override
    public Duration past() {
      return over.compareTo(MONTH) > 0 ? over : MONTH;
    }

    @Override
    public Duration fewest() {
      return over.compareTo(WEEKS) > 0 ? over : WEEKS;
    }
  }

  /** Where a trend goes. */
  enum Way {
    UP,
    DOWN,
    BOTH
  }

  private static void check(String field, Duration value, int least) {
    int most = 84;
    if (value.compareTo(Duration.ofDays(least)) < 0 || value.compareTo(Duration.ofDays(most)) > 0) {
      throw new IllegalArgumentException(
          "%s: %s, it must be from %dd to %dd".formatted(field, value, least, most));
    }
  }
}
