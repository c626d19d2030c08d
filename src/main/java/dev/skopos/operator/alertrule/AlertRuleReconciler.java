// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.alertrule;

import dev.skopos.api.v1alpha1.RuleState;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleStatus;
import dev.skopos.forecast.judgement.JudgementRegistry;
import dev.skopos.mapping.AlertRuleMapper;
import dev.skopos.mapping.ResourceIds;
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

/** Puts AlertRules in force and reports what became of them. */
@Singleton
@ControllerConfiguration(
    name = "alertrule",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class AlertRuleReconciler implements Reconciler<AlertRule>, Planner {

  private static final String KIND = "AlertRule";

  private final AlertRuleMapper mapper = new AlertRuleMapper();
  private final RuleRegistry rules;
  private final JudgementRegistry judgements;
  private final ReferencedChannels channels;
  private final KindInForce<AlertRule> kind;
  private final AlertRuleReport report;
  private final StatusDesk<AlertRule, AlertRuleStatus, RuleState> desk;

  AlertRuleReconciler(
      RuleRegistry rules,
      JudgementRegistry judgements,
      ChannelRegistry channels,
      Notifier notifier,
      Groundwork groundwork) {
    this.rules = rules;
    this.judgements = judgements;
    this.channels = new ReferencedChannels(notifier, channels);
    this.report = new AlertRuleReport(groundwork.clock());
    this.desk =
        new StatusDesk<>(
            new StatusDesk.Kind<>(
                AlertRule::new,
                AlertRuleStatus::state,
                AlertRuleReport::news,
                AlertRuleReport::material),
            StatusDesk.EACH_MINUTE,
            groundwork.events()::write,
            groundwork.clock());
    this.kind =
        new KindInForce<>(
            Planned.Turn.REFERRING,
            new PlannedKind<>(
                AlertRule.class,
                _ -> List.of(),
                rule -> judgements.apply(mapper.toRule(rule), mapper.judgement(rule)),
                judgements::remove,
                ids -> judgements.retainOnly(KIND, ids)),
            groundwork,
            List.of(desk::retainOnly));
  }

  @Override
  public List<EventSource<?, AlertRule>> prepareEventSources(
      EventSourceContext<AlertRule> context) {
    FeedbackEvents<AlertRule> feedback = kind.feedback();
    feedback.watch(context, rule -> channels.names(mapper.channels(rule)));
    rules.onChange(feedback::changed);
    judgements.onChange(feedback::changed);
    channels.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<AlertRule> reconcile(AlertRule rule, Context<AlertRule> context) {
    ResourceId id = ResourceIds.of(rule);
    Verdict verdict = kind.plan().apply(rule);
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
    return desk.tell(
        rule,
        report.status(
            rule, standing, new AlertRuleReport.Facts(snapshot, judgements.snapshot(id), routing)));
  }

  /** Of the generation in force, which may be older than the resource. */
  private static List<ResourceId> channels(GroupSnapshot rule) {
    return rule.definition().channels();
  }

  @Override
  public ErrorStatusUpdateControl<AlertRule> updateErrorStatus(
      AlertRule resource, Context<AlertRule> context, Exception failure) {
    return desk.failed(resource);
  }

  @Override
  public Planned planned() {
    return kind;
  }
}
