// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.metricsource;

import dev.skopos.api.v1alpha1.metricsource.MetricSource;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceStatus;
import dev.skopos.kube.ClusterSecrets;
import dev.skopos.kube.EventWriter;
import dev.skopos.mapping.MetricSourceMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.ResourceId;
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
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.run.ScrapeRegistry;
import dev.skopos.volume.AcceptedSpecs;
import io.fabric8.kubernetes.api.model.HasMetadata;
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

/** Puts MetricSources in force and reports what became of them. */
@Singleton
@ControllerConfiguration(
    name = "metricsource",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class MetricSourceReconciler implements Reconciler<MetricSource>, Planned {

  private final MetricSourceMapper mapper;
  private final ScrapeRegistry sources;
  private final ReferencedSecrets secrets;
  private final AcceptedPlan<MetricSource> plan;
  private final MetricSourceReport report;
  private final Announcer<MetricSourceStatus.State> announcer;
  private final StatusWrites<MetricSourceStatus> writes;
  private final FeedbackEvents<MetricSource> feedback;

  MetricSourceReconciler(
      ScrapeRegistry sources,
      MetricSourceMapper mapper,
      AcceptedSpecs specs,
      ClusterSecrets secrets,
      EventWriter events,
      InstantSource clock) {
    this.sources = sources;
    this.mapper = mapper;
    this.secrets = new ReferencedSecrets(secrets);
    this.plan =
        new AcceptedPlan<>(
            new PlannedKind<>(
                MetricSource.class,
                source -> sources.apply(mapper.toSource(source)),
                sources::remove,
                ids -> sources.retainOnly(HasMetadata.getKind(MetricSource.class), ids)),
            specs);
    this.report = new MetricSourceReport(clock);
    this.announcer = new Announcer<>(events::write, clock);
    this.writes = new StatusWrites<>(MetricSourceReport::material, clock);
    this.feedback = new FeedbackEvents<>(MetricSource.class, this::sweep);
  }

  @Override
  public List<EventSource<?, MetricSource>> prepareEventSources(
      EventSourceContext<MetricSource> context) {
    feedback.watch(context, source -> ReferencedSecrets.names(mapper.secrets(source)));
    sources.onChange(feedback::changed);
    secrets.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<MetricSource> reconcile(MetricSource source, Context<MetricSource> context) {
    ResourceId id = ResourceIds.of(source);
    MetricSourceStatus present = source.getStatus();
    Verdict verdict = plan.apply(source);
    Optional<SourceSnapshot> snapshot = sources.snapshot(id);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            secrets.problems(mapper.secrets(source)),
            MetricSourceReport.caveat(snapshot),
            Map.of());
    MetricSourceStatus next = report.status(source, standing, snapshot);
    announcer.look(
        source,
        present == null ? null : present.state(),
        next.state(),
        before -> MetricSourceReport.news(before, next));
    return writes.isDue(id, present, next)
        ? UpdateControl.patchStatus(patch(id, next))
        : UpdateControl.noUpdate();
  }

  @Override
  public ErrorStatusUpdateControl<MetricSource> updateErrorStatus(
      MetricSource resource, Context<MetricSource> context, Exception failure) {
    writes.failed(ResourceIds.of(resource));
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  private static MetricSource patch(ResourceId id, MetricSourceStatus status) {
    MetricSource patch = new MetricSource();
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
