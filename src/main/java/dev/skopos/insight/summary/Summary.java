// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.forecast.definition.Risk;
import dev.skopos.insight.score.Health;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.ObjectiveSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What happened in a time, as far as it may be seen. Immutable.
 *
 * @param all of all checks together; latencies are quantiles of all their runs
 * @param before the same in as long a time before
 * @param checks each on its own
 * @param alertsFired how many alerts fired at some time; empty: not to be seen, or not known
 * @param notificationsSent delivered ones; empty: not known
 * @param atRisk resources of medium risk and above, the worst first
 * @param health the scores of now
 * @param unanswered what could not be asked of the store
 */
public record Summary(
    Instant from,
    Instant to,
    Figures all,
    Figures before,
    List<OfCheck> checks,
    OptionalLong alertsFired,
    OptionalLong notificationsSent,
    List<OfObjective> objectives,
    List<AtRisk> atRisk,
    Health health,
    List<String> unanswered) {

  private static final int WORST = 5;

  public Summary {
    checks = List.copyOf(checks);
    objectives = List.copyOf(objectives);
    atRisk = List.copyOf(atRisk);
    unanswered = List.copyOf(unanswered);
  }

  /** A check. */
  public record OfCheck(ResourceId check, Figures now, Figures before) {}

  /**
   * An objective.
   *
   * @param remaining what is left of the budget now, as a share, of the group with the least
   * @param spent how much less that is than at the begin; negative: the window regained some
   */
  public record OfObjective(
      ResourceId objective,
      ObjectiveSnapshot.State state,
      OptionalDouble remaining,
      OptionalDouble spent) {}

  /** A resource of a forecast. */
  public record AtRisk(ResourceId forecast, String resource, Risk risk) {}

  /** How many objectives are not met. */
  public long violated() {
    return objectives.stream()
        .filter(each -> each.state() == ObjectiveSnapshot.State.EXHAUSTED)
        .count();
  }

  /** The checks that ran, the least share of good runs first, and of these the slowest first. */
  public List<OfCheck> worstFirst() {
    return checks.stream()
        .filter(each -> each.now().ran())
        .sorted(
            Comparator.comparingDouble((OfCheck each) -> each.now().uptime().orElse(1))
                .thenComparing(
                    Comparator.comparingDouble(
                            (OfCheck each) -> each.now().latency().p95().orElse(0))
                        .reversed())
                .thenComparing(OfCheck::check))
        .toList();
  }

  /** The five worst checks. */
  public List<OfCheck> worst() {
    return worstFirst().stream().limit(WORST).toList();
  }
}
