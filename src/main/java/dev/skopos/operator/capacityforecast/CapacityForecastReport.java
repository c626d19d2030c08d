// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.capacityforecast;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecast;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.ResourceStatus;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.State;
import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.rule.RuleValues;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusValues;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes the status of a CapacityForecast; pure but for its clock. */
final class CapacityForecastReport {

  private final InstantSource clock;

  CapacityForecastReport(InstantSource clock) {
    this.clock = clock;
  }

  CapacityForecastStatus status(
      CapacityForecast resource,
      Standing standing,
      Optional<CapacitySnapshot> snapshot,
      RoutingSnapshot routing) {
    List<Condition> conditions = conditions(resource, standing, snapshot);
    return new CapacityForecastStatus(
        resource.getMetadata().getGeneration(),
        standing.acceptedGeneration(),
        snapshot.map(CapacityForecastReport::state).orElse(State.UNKNOWN),
        conditions,
        snapshot
            .filter(known -> known.definition().alerting().from() != null)
            .map(_ -> RuleValues.channels(routing))
            .orElse(List.of()),
        snapshot.filter(CapacityForecastReport::isMade).map(ResourceReport::worst).orElse(null),
        snapshot
            .filter(CapacityForecastReport::isMade)
            .map(CapacityForecastReport::resources)
            .orElse(List.of()),
        snapshot.map(CapacitySnapshot::firing).orElse(null),
        snapshot.map(known -> StatusValues.time(known.lastForecast())).orElse(null),
        snapshot.map(known -> StatusValues.time(known.lastTransition())).orElse(null));
  }

  private static List<ResourceStatus> resources(CapacitySnapshot snapshot) {
    return snapshot.resources().stream()
        .map(each -> ResourceReport.status(each, snapshot.definition().horizon()))
        .toList();
  }

  private static boolean isMade(CapacitySnapshot snapshot) {
    return snapshot.lastForecast() != null;
  }

  private static State state(CapacitySnapshot snapshot) {
    return snapshot.definition().suspend()
        ? State.SUSPENDED
        : ResourceReport.state(snapshot.risk());
  }

  private List<Condition> conditions(
      CapacityForecast resource, Standing standing, Optional<CapacitySnapshot> snapshot) {
    Conditions conditions =
        new Conditions(
            Optional.ofNullable(resource.getStatus())
                .map(CapacityForecastStatus::conditions)
                .orElse(List.of()),
            Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L),
            clock.instant());
    boolean suspended = snapshot.filter(known -> known.definition().suspend()).isPresent();
    conditions.setResource(standing, suspended);
    snapshot.ifPresent(known -> CapacityConditions.set(conditions, known));
    return conditions.list();
  }

  /** The status without what every forecast changes. */
  static CapacityForecastStatus material(CapacityForecastStatus status) {
    return new CapacityForecastStatus(
        status.observedGeneration(),
        status.acceptedGeneration(),
        status.state(),
        Conditions.material(status.conditions()),
        status.channels(),
        null,
        status.resources().stream().map(ResourceReport::material).toList(),
        status.firing(),
        null,
        status.lastTransitionTime());
  }

  /** What to tell when the state became that of the status. */
  static Optional<News> news(Optional<State> before, CapacityForecastStatus status) {
    State state = status.state() == null ? State.UNKNOWN : status.state();
    String message = CapacityConditions.message(status.conditions());
    boolean wasRisky = before.filter(CapacityForecastReport::isRisky).isPresent();
    return switch (state) {
      case CRITICAL, HIGH, MEDIUM ->
          Optional.of(
              new News(
                  state == State.MEDIUM ? ClusterEvent.Type.NORMAL : ClusterEvent.Type.WARNING,
                  "RiskIs" + ResourceReport.word(state),
                  message));
      case LOW, SUSPENDED ->
          wasRisky
              ? Optional.of(
                  new News(
                      ClusterEvent.Type.NORMAL, "RiskIs" + ResourceReport.word(state), message))
              : Optional.empty();
      case UNKNOWN -> Optional.empty();
    };
  }

  private static boolean isRisky(State state) {
    return switch (state) {
      case CRITICAL, HIGH, MEDIUM -> true;
      case LOW, SUSPENDED, UNKNOWN -> false;
    };
  }
}
