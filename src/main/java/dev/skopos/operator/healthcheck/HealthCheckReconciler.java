// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.healthcheck;

import dev.skopos.api.v1alpha1.healthcheck.HealthCheck;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckStatus;
import dev.skopos.kube.ClusterSecrets;
import dev.skopos.mapping.HealthCheckMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.ResourceId;
import dev.skopos.operator.plan.FeedbackEvents;
import dev.skopos.operator.plan.Groundwork;
import dev.skopos.operator.plan.KindInForce;
import dev.skopos.operator.plan.Planned;
import dev.skopos.operator.plan.PlannedKind;
import dev.skopos.operator.plan.Planner;
import dev.skopos.operator.plan.ReferencedSecrets;
import dev.skopos.operator.plan.RelevantUpdate;
import dev.skopos.operator.plan.Verdict;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusDesk;
import dev.skopos.operator.status.Trigger;
import dev.skopos.probe.run.CheckRegistry;
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

/** Puts HealthChecks in force and reports what became of them. */
@Singleton
@ControllerConfiguration(
    name = "healthcheck",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class HealthCheckReconciler implements Reconciler<HealthCheck>, Planner {

  private static final String RUN_NOW = "skopos.dev/run-now";

  private final HealthCheckMapper mapper = new HealthCheckMapper();
  private final CheckRegistry checks;
  private final ReferencedSecrets secrets;
  private final KindInForce<HealthCheck> kind;
  private final Trigger runNow;
  private final HealthCheckReport report;
  private final StatusDesk<HealthCheck, HealthCheckStatus, HealthCheckStatus.State> desk;

  HealthCheckReconciler(CheckRegistry checks, ClusterSecrets secrets, Groundwork groundwork) {
    this.checks = checks;
    this.secrets = new ReferencedSecrets(secrets);
    this.runNow = new Trigger(RUN_NOW, (id, _) -> checks.runNow(id));
    this.report = new HealthCheckReport(groundwork.clock());
    this.desk =
        new StatusDesk<>(
            new StatusDesk.Kind<>(
                HealthCheck::new,
                HealthCheckStatus::state,
                HealthCheckReport::news,
                HealthCheckReport::material),
            StatusDesk.EACH_MINUTE,
            groundwork.events()::write,
            groundwork.clock());
    this.kind =
        new KindInForce<>(
            Planned.Turn.REFERRING,
            new PlannedKind<>(
                HealthCheck.class,
                mapper::secrets,
                check -> checks.apply(mapper.toCheck(check)),
                checks::remove,
                checks::retainOnly),
            groundwork,
            List.of(runNow::retainOnly, desk::retainOnly));
  }

  @Override
  public List<EventSource<?, HealthCheck>> prepareEventSources(
      EventSourceContext<HealthCheck> context) {
    FeedbackEvents<HealthCheck> feedback = kind.feedback();
    feedback.watch(context, check -> ReferencedSecrets.names(mapper.secrets(check)));
    checks.onChange(feedback::changed);
    secrets.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<HealthCheck> reconcile(HealthCheck check, Context<HealthCheck> context) {
    ResourceId id = ResourceIds.of(check);
    HealthCheckStatus present = check.getStatus();
    Verdict verdict = kind.plan().apply(check);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            secrets.problems(kind.plan().secrets(id)),
            Optional.empty(),
            runNow.handle(check, present == null ? Map.of() : present.handledTriggers()));
    return desk.tell(check, report.status(check, standing, checks.snapshot(id)));
  }

  @Override
  public ErrorStatusUpdateControl<HealthCheck> updateErrorStatus(
      HealthCheck resource, Context<HealthCheck> context, Exception failure) {
    return desk.failed(resource);
  }

  @Override
  public Planned planned() {
    return kind;
  }
}
