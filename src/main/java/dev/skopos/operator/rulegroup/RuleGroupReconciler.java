// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.rulegroup;

import dev.skopos.api.v1alpha1.rulegroup.RuleGroup;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroupStatus;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.mapping.RuleGroupMapper;
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
import dev.skopos.operator.rule.RuleConditions;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusDesk;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleRegistry;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
public class RuleGroupReconciler implements Reconciler<RuleGroup>, Planner {

  private static final String KIND = "RuleGroup";

  private final RuleGroupMapper mapper = new RuleGroupMapper();
  private final RuleRegistry rules;
  private final ReferencedChannels channels;
  private final KindInForce<RuleGroup> kind;
  private final RuleGroupReport report;
  private final StatusDesk<RuleGroup, RuleGroupStatus, RuleGroupStatus.State> desk;

  RuleGroupReconciler(
      RuleRegistry rules, ChannelRegistry channels, Notifier notifier, Groundwork groundwork) {
    this.rules = rules;
    this.channels = new ReferencedChannels(notifier, channels);
    this.report = new RuleGroupReport(groundwork.clock());
    this.desk =
        new StatusDesk<>(
            new StatusDesk.Kind<>(
                RuleGroup::new,
                RuleGroupStatus::state,
                RuleGroupReport::news,
                RuleGroupReport::material),
            StatusDesk.EACH_MINUTE,
            groundwork.events()::write,
            groundwork.clock());
    this.kind =
        new KindInForce<>(
            Planned.Turn.REFERRING,
            new PlannedKind<>(
                RuleGroup.class,
                _ -> List.of(),
                group -> rules.apply(mapper.toGroup(group)),
                rules::remove,
                ids -> rules.retainOnly(KIND, ids)),
            groundwork,
            List.of(desk::retainOnly));
  }

  @Override
  public List<EventSource<?, RuleGroup>> prepareEventSources(
      EventSourceContext<RuleGroup> context) {
    FeedbackEvents<RuleGroup> feedback = kind.feedback();
    feedback.watch(context, group -> channels.names(mapper.channels(group)));
    rules.onChange(feedback::changed);
    channels.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<RuleGroup> reconcile(RuleGroup group, Context<RuleGroup> context) {
    ResourceId id = ResourceIds.of(group);
    Verdict verdict = kind.plan().apply(group);
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
    return desk.tell(group, report.status(group, standing, snapshot, routing));
  }

  /** Of the generation in force, which may be older than the resource. */
  private static List<ResourceId> channels(GroupSnapshot group) {
    return group.definition().channels();
  }

  @Override
  public ErrorStatusUpdateControl<RuleGroup> updateErrorStatus(
      RuleGroup resource, Context<RuleGroup> context, Exception failure) {
    return desk.failed(resource);
  }

  @Override
  public Planned planned() {
    return kind;
  }
}
