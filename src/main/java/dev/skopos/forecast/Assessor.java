// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.Problem.Reason;
import dev.skopos.forecast.SeriesReader.ReadFailedException;
import dev.skopos.forecast.TargetAmounts.UnreadableTargetException;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the resources of one forecast and at its target, and remembers their past. Used by one
 * thread at a time.
 */
final class Assessor {

  private final Outlooks outlooks;
  private final Histories histories;
  private final TargetReadings target;

  Assessor(CapacityEnvironment environment, Outlooks outlooks) {
    this.outlooks = outlooks;
    this.histories = new Histories(environment.reader());
    this.target =
        new TargetReadings(environment.targets(), new WrittenSeries(environment.samples()));
  }

  /** Reads the target; whether it has another limit, as after a resize. */
  boolean look(CapacityDefinition definition, Instant now) {
    return target.look(definition, now);
  }

  void forgetTarget(Instant now) {
    target.end(now);
  }

  /**
   * Where all resources stand, in the order of the definition.
   *
   * @param known what was found before
   */
  List<ResourceSnapshot> assess(
      CapacityDefinition definition, Optional<CapacitySnapshot> known, Instant now) {
    histories.retainOnly(definition);
    return definition.resources().stream().map(each -> one(definition, each, known, now)).toList();
  }

  private ResourceSnapshot one(
      CapacityDefinition definition,
      CapacityResource resource,
      Optional<CapacitySnapshot> known,
      Instant now) {
    try {
      return withTarget(new Assessment(definition, resource, histories, outlooks, now).result());
    } catch (ReadFailedException e) {
      return known
          .flatMap(before -> before.resource(resource.name()))
          .orElseGet(() -> ResourceSnapshot.unknown(resource))
          .with(
              new Problem(
                  Reason.QUERY_FAILED, "%s: %s".formatted(resource.name(), e.getMessage())));
    }
  }

  /** What is missing may be missing since the target cannot be read, or does not exist. */
  private ResourceSnapshot withTarget(ResourceSnapshot found) {
    Problem problem = found.problem();
    Optional<UnreadableTargetException> failure = target.failure();
    if (problem == null
        || failure.isEmpty()
        || !found.resource().fromTarget()
        || !problem.reason().isOfSamples()) {
      return found;
    }
    Problem trouble =
        new Problem(
            Reason.TARGET_UNREADABLE,
            "%s; %s".formatted(failure.get().getMessage(), problem.message()));
    boolean gone = failure.get().missing() && problem.reason() == Reason.NO_DATA;
    return gone ? found.gone(trouble) : found.with(trouble);
  }
}
