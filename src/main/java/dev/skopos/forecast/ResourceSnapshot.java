// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.Problem.Reason;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one resource stands. Immutable.
 *
 * @param usage the newest value, in the unit of the resource; NaN: not known
 * @param ceiling the newest value of the limit; NaN: not known
 * @param history the hours that were learned from
 * @param limit what the limit was and is
 * @param outlook how it goes on; null: that cannot be said
 * @param problem why there is no outlook, an old one, or one of several series; null: nothing is
 *     wrong
 * @param dataTime when the newest value was there; null: never
 */
public record ResourceSnapshot(
    CapacityResource resource,
    Risk risk,
    double usage,
    double ceiling,
    HourlySeries history,
    Limit limit,
    @Nullable Outlook outlook,
    List<Recommendation> recommendations,
    @Nullable Problem problem,
    @Nullable Instant dataTime) {

  public ResourceSnapshot {
    recommendations = List.copyOf(recommendations);
  }

  /** A resource that nobody has looked at. */
  static ResourceSnapshot unknown(CapacityResource resource) {
    return new ResourceSnapshot(
        resource,
        Risk.UNKNOWN,
        Double.NaN,
        Double.NaN,
        HourlySeries.of(Instant.EPOCH),
        new Limit.Constant(Double.NaN),
        null,
        List.of(),
        null,
        null);
  }

  /** The same, which could not be looked at. */
  ResourceSnapshot with(Problem trouble) {
    return new ResourceSnapshot(
        resource,
        risk,
        usage,
        ceiling,
        history,
        limit,
        outlook,
        recommendations,
        trouble,
        dataTime);
  }

  /** The same of something that is not there any more, so that it cannot run out. */
  ResourceSnapshot gone(Problem trouble) {
    return new ResourceSnapshot(
        resource, Risk.UNKNOWN, usage, ceiling, history, limit, null, List.of(), trouble, dataTime);
  }

  /** Whether no question about it has been answered. */
  boolean unanswered() {
    return problem != null && problem.reason() == Reason.QUERY_FAILED && dataTime == null;
  }

  /** The same with advice. */
  ResourceSnapshot with(List<Recommendation> advice) {
    return new ResourceSnapshot(
        resource, risk, usage, ceiling, history, limit, outlook, advice, problem, dataTime);
  }

  /** How much of the limit is used; NaN: not known. */
  public double utilization() {
    return ceiling > 0 ? usage / ceiling : Double.NaN;
  }

  public Optional<Outlook> expected() {
    return Optional.ofNullable(outlook);
  }
}
