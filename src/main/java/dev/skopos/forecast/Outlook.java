// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Growth;
import dev.skopos.forecast.model.ModelReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a resource goes on. Immutable.
 *
 * @param from the end of what was known
 * @param path what is expected, in ascending order of time, up to the horizon at least
 * @param growth in the unit of the resource
 * @param exhaustion when the limit is reached
 */
public record Outlook(
    Instant from, List<Expected> path, Growth growth, Exhaustion exhaustion, ModelReport model) {

  public Outlook {
    path = List.copyOf(path);
  }

  /** What is expected at one instant: in a tenth, in half and in nine of ten cases it is less. */
  public record Expected(Instant time, double p10, double p50, double p90) {}

  /** What is expected then: the first that is known at or after the instant, else the last. */
  public Expected at(Instant time) {
    return path.stream()
        .filter(each -> !each.time().isBefore(time))
        .findFirst()
        .orElse(path.getLast());
  }

  /**
   * The probability that the limit is reached within a time from the end of what was known. It is
   * known for some times and rises evenly between them; before the time of 10 percent it fades as
   * fast as it rises after it.
   */
  public double probabilityWithin(Duration time) {
    long asked = time.toSeconds();
    Odds below = new Odds(0, 0);
    Odds above = null;
    for (Odds each : odds()) {
      if (each.seconds <= asked) {
        below = each.probability >= below.probability ? each : below;
      } else if (above == null) {
        above = each;
      }
    }
    if (above == null || above.probability <= below.probability) {
      return below.probability;
    }
    double share = (double) (asked - below.seconds) / (above.seconds - below.seconds);
    return below.probability + share * (above.probability - below.probability);
  }

  private record Odds(long seconds, double probability) {}

  /** What is known, in ascending order. */
  private List<Odds> odds() {
    List<Odds> odds = new ArrayList<>();
    odds.add(new Odds(Duration.ofDays(7).toSeconds(), exhaustion.probability7d()));
    odds.add(new Odds(Duration.ofDays(30).toSeconds(), exhaustion.probability30d()));
    OptionalLong tenth = seconds(exhaustion.p10());
    OptionalLong half = seconds(exhaustion.p50());
    tenth.ifPresent(at -> odds.add(new Odds(at, 0.1)));
    half.ifPresent(at -> odds.add(new Odds(at, 0.5)));
    seconds(exhaustion.p90()).ifPresent(at -> odds.add(new Odds(at, 0.9)));
    if (tenth.isPresent() && half.isPresent()) {
      long first = tenth.getAsLong() - (half.getAsLong() - tenth.getAsLong());
      odds.add(new Odds(Math.max(0, first), 0));
    }
    odds.sort(Comparator.comparingLong(Odds::seconds).thenComparingDouble(Odds::probability));
    return odds;
  }

  private OptionalLong seconds(Crossing crossing) {
    return switch (crossing) {
      case Crossing.At(Instant time) ->
          OptionalLong.of(Math.max(0, Duration.between(from, time).toSeconds()));
      case Crossing.Never() -> OptionalLong.empty();
    };
  }
}
