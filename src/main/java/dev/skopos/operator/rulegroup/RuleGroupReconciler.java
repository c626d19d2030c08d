// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.rulegroup;

import dev.skopos.api.v1alpha1.rulegroup.RuleGroup;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroupStatus;
import dev.skopos.kube.EventWriter;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.mapping.RuleGroupMapper;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelRegistry;
import dev.skopos.notify.Notifier;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.plan.AcceptedPlan;
import dev.skopos.operator.plan.FeedbackEvents;
import dev.skopos.operator.plan.Planned;
import dev.skopos.operator.plan.PlannedKind;
import dev.skopos.operator.plan.RelevantUpdate;
import dev.skopos.operator.plan.Verdict;
import dev.skopos.operator.rule.ReferencedChannels;
import dev.skopos.operator.rule.RuleConditions;
import dev.skopos.operator.status.Announcer;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusWrites;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.volume.AcceptedSpecs;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Puts RuleGroups in force and reports what became of them. */
@Singleton
@ControllerConfiguration(
    name = "rulegroup",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class RuleGroupReconciler implements Reconciler<RuleGroup>, Planned {

  private static final String KIND = "RuleGroup";

  private final RuleGroupMapper mapper = new RuleGroupMapper();
  private final RuleRegistry rules;
  private final ReferencedChannels channels;
  private final AcceptedPlan<RuleGroup> plan;
  private final RuleGroupReport report;
  private final Announcer<RuleGroupStatus.State> announcer;
  private final StatusWrites<RuleGroupStatus> writes;
  private final FeedbackEvents<RuleGroup> feedback;

  RuleGroupReconciler(
      RuleRegistry rules,
      ChannelRegistry channels,
      Notifier notifier,
      AcceptedSpecs specs,
      EventWriter events,
      InstantSource clock) {
    this.rules = rules;
    this.channels = new ReferencedChannels(notifier, channels);
    this.plan =
        new AcceptedPlan<>(
            new PlannedKind<>(
                RuleGroup.class,
                group -> rules.apply(mapper.toGroup(group)),
                rules::remove,
                ids -> rules.retainOnly(KIND, ids)),
            specs);
    this.report = new RuleGroupReport(clock);
    this.announcer = new Announcer<>(events::write, clock);
    this.writes = new StatusWrites<>(RuleGroupReport::material, clock);
    this.feedback = new FeedbackEvents<>(RuleGroup.class, this::sweep);
  }

  @Override
  public List<EventSource<?, RuleGroup>> prepareEventSources(
      EventSourceContext<RuleGroup> context) {
    feedback.watch(context, group -> channels.names(mapper.channels(group)));
    rules.onChange(feedback::changed);
    channels.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<RuleGroup> reconcile(RuleGroup group, Context<RuleGroup> context) {
    ResourceId id = ResourceIds.of(group);
    RuleGroupStatus present = group.getStatus();
    Verdict verdict = plan.apply(group);
    Optional<GroupSnapshot> snapshot = rules.snapshot(id);
    List<ResourceId> named = snapshot.map(RuleGroupReconciler::channels).orElse(List.of());
    RoutingSnapshot routing = channels.routing(id, named);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            ReferencedChannels.problems(named, routing),
            snapshot
                .filter(RuleConditions::alerts)
                .flatMap(_ -> ReferencedChannels.caveat(named, routing)),
            Map.of());
    RuleGroupStatus next = report.status(group, standing, snapshot, routing);
    announcer.look(
        group,
        present == null ? null : present.state(),
        next.state(),
        before -> RuleGroupReport.news(before, next));
    return writes.isDue(id, present, next)
        ? UpdateControl.patchStatus(patch(id, next))
        : UpdateControl.noUpdate();
  }

  /** Of the generation in force, which may be older than the resource. */
  private static List<ResourceId> channels(GroupSnapshot group) {
    return group.definition().channels();
  }

  @Override
  public ErrorStatusUpdateControl<RuleGroup> updateErrorStatus(
      RuleGroup resource, Context<RuleGroup> context, Exception failure) {
    writes.failed(ResourceIds.of(resource));
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  private static RuleGroup patch(ResourceId id, RuleGroupStatus status) {
    RuleGroup patch = new RuleGroup();
    patch.setMetadata(
        new ObjectMetaBuilder().withNamespace(id.namespace()).withName(id.name()).build());
    patch.setStatus(status);
    return patch;
  }

  @Override
  public Turn turn() {
    return Turn.REFERRING;
  }

  @Override
  public void restore() {
    plan.restore();
  }

  @Override
  public boolean synced() {
    return feedback.synced();
  }

  @Override
  public void sweep() {
    if (feedback.synced()) {
      Set<ResourceId> left = plan.retainOnly(feedback::present);
      announcer.retainOnly(left);
      writes.retainOnly(left);
    }
  }
}
