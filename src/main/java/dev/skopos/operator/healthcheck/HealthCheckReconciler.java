// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.healthcheck;

import dev.skopos.api.v1alpha1.healthcheck.HealthCheck;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckStatus;
import dev.skopos.kube.ClusterSecrets;
import dev.skopos.kube.EventWriter;
import dev.skopos.mapping.HealthCheckMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretReference;
import dev.skopos.operator.plan.AcceptedPlan;
import dev.skopos.operator.plan.FeedbackEvents;
import dev.skopos.operator.plan.Planned;
import dev.skopos.operator.plan.PlannedKind;
import dev.skopos.operator.plan.ReferencedSecrets;
import dev.skopos.operator.plan.RelevantUpdate;
import dev.skopos.operator.plan.Verdict;
import dev.skopos.operator.status.Announcer;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusWrites;
import dev.skopos.operator.status.Trigger;
import dev.skopos.probe.run.CheckRegistry;
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

/** Puts HealthChecks in force and reports what became of them. */
@Singleton
@ControllerConfiguration(
    name = "healthcheck",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class HealthCheckReconciler implements Reconciler<HealthCheck>, Planned {

  private static final String RUN_NOW = "skopos.dev/run-now";

  private final HealthCheckMapper mapper = new HealthCheckMapper();
  private final CheckRegistry checks;
  private final ReferencedSecrets secrets;
  private final AcceptedPlan<HealthCheck> plan;
  private final Trigger runNow;
  private final HealthCheckReport report;
  private final Announcer<HealthCheckStatus.State> announcer;
  private final StatusWrites<HealthCheckStatus> writes;
  private final FeedbackEvents<HealthCheck> feedback;

  HealthCheckReconciler(
      CheckRegistry checks,
      AcceptedSpecs specs,
      ClusterSecrets secrets,
      EventWriter events,
      InstantSource clock) {
    this.checks = checks;
    this.secrets = new ReferencedSecrets(secrets);
    this.plan =
        new AcceptedPlan<>(
            new PlannedKind<>(
                HealthCheck.class,
                mapper::secrets,
                check -> checks.apply(mapper.toCheck(check)),
                checks::remove,
                checks::retainOnly),
            specs);
    this.runNow = new Trigger(RUN_NOW, (id, _) -> checks.runNow(id));
    this.report = new HealthCheckReport(clock);
    this.announcer = new Announcer<>(events::write, clock);
    this.writes = new StatusWrites<>(HealthCheckReport::material, clock);
    this.feedback = new FeedbackEvents<>(HealthCheck.class, this::sweep);
  }

  @Override
  public List<EventSource<?, HealthCheck>> prepareEventSources(
      EventSourceContext<HealthCheck> context) {
    feedback.watch(context, check -> ReferencedSecrets.names(mapper.secrets(check)));
    checks.onChange(feedback::changed);
    secrets.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<HealthCheck> reconcile(HealthCheck check, Context<HealthCheck> context) {
    ResourceId id = ResourceIds.of(check);
    HealthCheckStatus present = check.getStatus();
    Verdict verdict = plan.apply(check);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            secrets.problems(plan.secrets(id)),
            Optional.empty(),
            runNow.handle(check, present == null ? Map.of() : present.handledTriggers()));
    HealthCheckStatus next = report.status(check, standing, checks.snapshot(id));
    announcer.look(
        check,
        present == null ? null : present.state(),
        next.state(),
        before -> HealthCheckReport.news(before, next));
    return writes.isDue(id, present, next)
        ? UpdateControl.patchStatus(patch(id, next))
        : UpdateControl.noUpdate();
  }

  @Override
  public ErrorStatusUpdateControl<HealthCheck> updateErrorStatus(
      HealthCheck resource, Context<HealthCheck> context, Exception failure) {
    writes.failed(ResourceIds.of(resource));
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  private static HealthCheck patch(ResourceId id, HealthCheckStatus status) {
    HealthCheck patch = new HealthCheck();
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
  public Set<SecretReference> secrets() {
    return plan.secrets();
  }

  @Override
  public boolean synced() {
    return feedback.synced();
  }

  @Override
  public void sweep() {
    if (feedback.synced()) {
      Set<ResourceId> left = plan.retainOnly(feedback::present);
      runNow.retainOnly(left);
      announcer.retainOnly(left);
      writes.retainOnly(left);
    }
  }
}
