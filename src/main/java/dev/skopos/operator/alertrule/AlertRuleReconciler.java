// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.alertrule;

import dev.skopos.api.v1alpha1.RuleState;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleStatus;
import dev.skopos.kube.EventWriter;
import dev.skopos.mapping.AlertRuleMapper;
import dev.skopos.mapping.ResourceIds;
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

/** Puts AlertRules in force and reports what became of them. */
@Singleton
@ControllerConfiguration(
    name = "alertrule",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class AlertRuleReconciler implements Reconciler<AlertRule>, Planned {

  private static final String KIND = "AlertRule";

  private final AlertRuleMapper mapper = new AlertRuleMapper();
  private final RuleRegistry rules;
  private final ReferencedChannels channels;
  private final AcceptedPlan<AlertRule> plan;
  private final AlertRuleReport report;
  private final Announcer<RuleState> announcer;
  private final StatusWrites<AlertRuleStatus> writes;
  private final FeedbackEvents<AlertRule> feedback;

  AlertRuleReconciler(
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
                AlertRule.class,
                rule -> rules.apply(mapper.toRule(rule)),
                rules::remove,
                ids -> rules.retainOnly(KIND, ids)),
            specs);
    this.report = new AlertRuleReport(clock);
    this.announcer = new Announcer<>(events::write, clock);
    this.writes = new StatusWrites<>(AlertRuleReport::material, clock);
    this.feedback = new FeedbackEvents<>(AlertRule.class, this::sweep);
  }

  @Override
  public List<EventSource<?, AlertRule>> prepareEventSources(
      EventSourceContext<AlertRule> context) {
    feedback.watch(context, rule -> channels.names(mapper.channels(rule)));
    rules.onChange(feedback::changed);
    channels.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<AlertRule> reconcile(AlertRule rule, Context<AlertRule> context) {
    ResourceId id = ResourceIds.of(rule);
    AlertRuleStatus present = rule.getStatus();
    Verdict verdict = plan.apply(rule);
    Optional<GroupSnapshot> snapshot = rules.snapshot(id);
    List<ResourceId> named = snapshot.map(AlertRuleReconciler::channels).orElse(List.of());
    RoutingSnapshot routing = channels.routing(id, named);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            ReferencedChannels.problems(named, routing),
            ReferencedChannels.caveat(named, routing),
            Map.of());
    AlertRuleStatus next = report.status(rule, standing, snapshot, routing);
    announcer.look(
        rule,
        present == null ? null : present.state(),
        next.state(),
        before -> AlertRuleReport.news(before, next));
    return writes.isDue(id, present, next)
        ? UpdateControl.patchStatus(patch(id, next))
        : UpdateControl.noUpdate();
  }

  /** Of the generation in force, which may be older than the resource. */
  private static List<ResourceId> channels(GroupSnapshot rule) {
    return rule.definition().channels();
  }

  @Override
  public ErrorStatusUpdateControl<AlertRule> updateErrorStatus(
      AlertRule resource, Context<AlertRule> context, Exception failure) {
    writes.failed(ResourceIds.of(resource));
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  private static AlertRule patch(ResourceId id, AlertRuleStatus status) {
    AlertRule patch = new AlertRule();
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
