// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.objective;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjective;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus;
import dev.skopos.mapping.ObjectiveMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelRegistry;
import dev.skopos.notify.Notifier;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.plan.FeedbackEvents;
import dev.skopos.operator.plan.Groundwork;
import dev.skopos.operator.plan.KindInForce;
import dev.skopos.operator.plan.Planned;
import dev.skopos.operator.plan.PlannedKind;
import dev.skopos.operator.plan.Planner;
import dev.skopos.operator.plan.RelevantUpdate;
import dev.skopos.operator.plan.Verdict;
import dev.skopos.operator.rule.ReferencedChannels;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusDesk;
import dev.skopos.operator.status.Trigger;
import dev.skopos.report.ReportDefinition;
import dev.skopos.report.ReportSchedules;
import dev.skopos.slo.ObjectiveRegistry;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.definition.ObjectiveDefinition;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Puts ServiceLevelObjectives in force and reports what became of them. */
@Singleton
@ControllerConfiguration(
    name = "servicelevelobjective",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 5, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class ObjectiveReconciler implements Reconciler<ServiceLevelObjective>, Planner {

  private static final long SHORTEST_INTERVAL = 60;
  private static final long LONGEST_INTERVAL = 300;

  private static final String REPORT_NOW = "skopos.dev/report-now";

  private final ObjectiveMapper mapper = new ObjectiveMapper();
  private final ObjectiveRegistry objectives;
  private final ReferencedChannels channels;
  private final ReportSchedules reports;
  private final Trigger reportNow;
  private final FreezeWatch freezes;
  private final KindInForce<ServiceLevelObjective> kind;
  private final ObjectiveReport report;
  private final StatusDesk<
          ServiceLevelObjective, ServiceLevelObjectiveStatus, ServiceLevelObjectiveStatus.State>
      desk;

  ObjectiveReconciler(
      ObjectiveRegistry objectives,
      ReportSchedules reports,
      ChannelRegistry channels,
      Notifier notifier,
      FreezeWatch freezes,
      Groundwork groundwork) {
    this.objectives = objectives;
    this.reports = reports;
    this.reportNow = new Trigger(REPORT_NOW, (id, _) -> reports.runNow(id));
    this.freezes = freezes;
    this.channels = new ReferencedChannels(notifier, channels);
    this.report = new ObjectiveReport(groundwork.clock());
    this.desk =
        new StatusDesk<>(
            new StatusDesk.Kind<>(
                ServiceLevelObjective::new,
                ServiceLevelObjectiveStatus::state,
                ObjectiveReport::news,
                ObjectiveReport::material),
            this::measuredInterval,
            groundwork.events()::write,
            groundwork.clock());
    this.kind =
        new KindInForce<>(
            Planned.Turn.REFERRING,
            new PlannedKind<>(
                ServiceLevelObjective.class,
                _ -> List.of(),
                this::apply,
                this::remove,
                ids -> objectives.retainOnly(ObjectiveDefinition.KIND, ids)),
            groundwork,
            List.of(
                desk::retainOnly,
                freezes::retainOnly,
                reportNow::retainOnly,
                objectives.refused()::retainOnly,
                ids -> reports.retainOnly(ObjectiveDefinition.KIND, ids)));
  }

  /** Changes that matter are told at once; of all others there is about one a second at most. */
  private Duration measuredInterval() {
    return Duration.ofSeconds(Math.clamp(objectives.size(), SHORTEST_INTERVAL, LONGEST_INTERVAL));
  }

  private Applied apply(ServiceLevelObjective objective) {
    List<ReportDefinition> wanted = mapper.reports(objective);
    Applied applied = objectives.apply(mapper.toObjective(objective));
    return switch (applied) {
      case Applied.Accepted accepted -> {
        boolean suspended = objective.getSpec().suspend();
        reports.apply(ResourceIds.of(objective), suspended ? List.of() : wanted);
        yield accepted;
      }
      case Applied.Rejected rejected -> rejected;
    };
  }

  private void remove(ResourceId id) {
    objectives.remove(id);
    reports.remove(id);
  }

  @Override
  public List<EventSource<?, ServiceLevelObjective>> prepareEventSources(
      EventSourceContext<ServiceLevelObjective> context) {
    FeedbackEvents<ServiceLevelObjective> feedback = kind.feedback();
    feedback.watch(context, this::channelNames);
    objectives.onChange(feedback::changed);
    channels.follow(feedback);
    return List.of(feedback);
  }

  private List<String> channelNames(ServiceLevelObjective objective) {
    return Stream.concat(
            channels.names(mapper.channels(objective)).stream(),
            mapper.reportChannels(objective).stream().map(ResourceId::toString))
        .distinct()
        .toList();
  }

  @Override
  public UpdateControl<ServiceLevelObjective> reconcile(
      ServiceLevelObjective objective, Context<ServiceLevelObjective> context) {
    ResourceId id = ResourceIds.of(objective);
    Verdict verdict = kind.plan().apply(objective);
    objectives.refused().note(id, verdict.applied());
    Optional<ObjectiveSnapshot> snapshot = objectives.snapshot(id);
    List<ResourceId> named = snapshot.map(ObjectiveReconciler::channels).orElse(List.of());
    RoutingSnapshot routing = channels.routing(id, named);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            Stream.concat(
                    ReferencedChannels.problems(named, routing).stream(),
                    channels.reportProblems(id, reports.channels(id)).stream())
                .distinct()
                .toList(),
            ReferencedChannels.caveat(named, routing)
                .or(() -> snapshot.flatMap(freezes::caveat))
                .or(() -> snapshot.flatMap(ObjectiveReport::caveat)),
            reportNow.handle(objective, handled(objective)));
    ServiceLevelObjectiveStatus status = report.status(objective, standing, snapshot, routing);
    freezes.note(objective, status);
    return desk.tell(objective, status).rescheduleAfter(measuredInterval().dividedBy(2));
  }

  private static Map<String, String> handled(ServiceLevelObjective objective) {
    ServiceLevelObjectiveStatus present = objective.getStatus();
    return present == null ? Map.of() : present.handledTriggers();
  }

  /** Of the generation in force, which may be older than the resource. */
  private static List<ResourceId> channels(ObjectiveSnapshot objective) {
    return objective.definition().channels();
  }

  @Override
  public ErrorStatusUpdateControl<ServiceLevelObjective> updateErrorStatus(
      ServiceLevelObjective resource, Context<ServiceLevelObjective> context, Exception failure) {
    return desk.failed(resource);
  }

  @Override
  public Planned planned() {
    return kind;
  }
}
