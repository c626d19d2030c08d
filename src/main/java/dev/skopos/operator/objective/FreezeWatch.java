// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.objective;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjective;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.kube.EventWriter;
import dev.skopos.kube.FreezeOverrides;
import dev.skopos.kube.FreezeOverrides.ActiveFreeze;
import dev.skopos.kube.FreezeOverrides.Overridden;
import dev.skopos.kube.FrozenTemplates;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.operator.status.Reason;
import dev.skopos.operator.status.Standing.Problem;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.ObjectiveEvents;
import dev.skopos.slo.ObjectiveSnapshot;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which freezes are in force, and tells, by an Event of the objective and in its record, of
 * workloads that were changed nevertheless. Thread-safe, but for {@link #look}.
 */
public final class FreezeWatch {

  private final Map<ResourceId, Frozen> active = new ConcurrentHashMap<>();
  private final FreezeOverrides overrides;
  private final EventWriter events;
  private final ObjectiveEvents records;
  private final InstantSource clock;
  private final boolean enforced;

  private record Frozen(String uid, ActiveFreeze freeze) {}

  /**
   * Knows of no freeze yet, but of the workloads of those before the restart.
   *
   * @param enforced whether the admission policy is installed; otherwise nothing is looked at
   */
  public FreezeWatch(
      KubernetesClient client,
      FrozenTemplates templates,
      EventWriter events,
      ObjectiveEvents records,
      InstantSource clock,
      boolean enforced) {
    this.overrides = new FreezeOverrides(client, templates, this::tell);
    this.events = events;
    this.records = records;
    this.clock = clock;
    this.enforced = enforced;
  }

  /** That a freeze has no effect on this installation. */
  Optional<Problem> caveat(ObjectiveSnapshot objective) {
    return enforced || objective.freeze() == null
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Reason.FREEZE_NOT_ENFORCED,
                "its freeze is not enforced: the chart was installed without freeze.enabled"));
  }

  /**
   * Takes note of what the status of an objective is about to say of its freeze. Before one takes
   * effect, its workloads are looked at, so that none is changed unseen.
   */
  void note(ServiceLevelObjective resource, ServiceLevelObjectiveStatus status) {
    ResourceId id = ResourceIds.of(resource);
    Optional.ofNullable(status.freeze())
        .filter(ServiceLevelObjectiveStatus.Freeze::active)
        .map(freeze -> active(id, freeze))
        .ifPresentOrElse(freeze -> begin(resource.getMetadata().getUid(), freeze), () -> end(id));
  }

  private static ActiveFreeze active(ResourceId id, ServiceLevelObjectiveStatus.Freeze freeze) {
    Instant since = Objects.requireNonNullElse(freeze.since(), Instant.EPOCH);
    return new ActiveFreeze(id, freeze.selector(), since);
  }

  private void begin(String uid, ActiveFreeze freeze) {
    if (enforced) {
      overrides.begin(freeze);
    }
    active.put(freeze.objective(), new Frozen(uid, freeze));
  }

  private void end(ResourceId id) {
    active.remove(id);
    overrides.end(id);
  }

  /** Forgets all objectives but these. */
  void retainOnly(Set<ResourceId> ids) {
    active.keySet().retainAll(ids);
    overrides.retainOnly(ids);
  }

  /** Looks at the workloads of all freezes; to be called again and again, by one thread. */
  public void look() {
    if (enforced) {
      overrides.look(active.values().stream().map(Frozen::freeze).toList());
    }
  }

  private void tell(Overridden override) {
    Frozen frozen = active.get(override.objective());
    if (frozen == null) {
      return;
    }
    String note =
        "%s got a new pod template although the freeze is in force; %s: %s"
            .formatted(override.workload(), FreezeOverrides.ANNOTATION, override.reason());
    String shortened = note.substring(0, Math.min(note.length(), ObjectiveEvent.MOST_DETAILS));
    events.write(
        new ClusterEvent(
            override.objective(),
            frozen.uid(),
            ClusterEvent.Type.WARNING,
            "FreezeOverridden",
            note,
            clock.instant()));
    records.append(
        List.of(
            new ObjectiveEvent(
                clock.instant(),
                override.objective(),
                Labels.EMPTY,
                ObjectiveEvent.Kind.FREEZE_OVERRIDDEN,
                shortened,
                Optional.empty())));
  }
}
