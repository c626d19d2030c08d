// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.metricsource;

import dev.skopos.api.v1alpha1.metricsource.MetricSource;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceStatus;
import dev.skopos.kube.ClusterSecrets;
import dev.skopos.mapping.MetricSourceMapper;
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
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.run.ScrapeRegistry;
import io.fabric8.kubernetes.api.model.HasMetadata;
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

/** Puts MetricSources in force and reports what became of them. */
@Singleton
@ControllerConfiguration(
    name = "metricsource",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class MetricSourceReconciler implements Reconciler<MetricSource>, Planner {

  private final MetricSourceMapper mapper;
  private final ScrapeRegistry sources;
  private final ReferencedSecrets secrets;
  private final KindInForce<MetricSource> kind;
  private final MetricSourceReport report;
  private final StatusDesk<MetricSource, MetricSourceStatus, MetricSourceStatus.State> desk;

  MetricSourceReconciler(
      ScrapeRegistry sources,
      MetricSourceMapper mapper,
      ClusterSecrets secrets,
      Groundwork groundwork) {
    this.sources = sources;
    this.mapper = mapper;
    this.secrets = new ReferencedSecrets(secrets);
    this.report = new MetricSourceReport(groundwork.clock());
    this.desk =
        new StatusDesk<>(
            new StatusDesk.Kind<>(
                MetricSource::new,
                MetricSourceStatus::state,
                MetricSourceReport::news,
                MetricSourceReport::material),
            StatusDesk.EACH_MINUTE,
            groundwork.events()::write,
            groundwork.clock());
    this.kind =
        new KindInForce<>(
            Planned.Turn.REFERRING,
            new PlannedKind<>(
                MetricSource.class,
                mapper::secrets,
                source -> sources.apply(mapper.toSource(source)),
                sources::remove,
                ids -> sources.retainOnly(HasMetadata.getKind(MetricSource.class), ids)),
            groundwork,
            List.of(desk::retainOnly));
  }

  @Override
  public List<EventSource<?, MetricSource>> prepareEventSources(
      EventSourceContext<MetricSource> context) {
    FeedbackEvents<MetricSource> feedback = kind.feedback();
    feedback.watch(context, source -> ReferencedSecrets.names(mapper.secrets(source)));
    sources.onChange(feedback::changed);
    secrets.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<MetricSource> reconcile(MetricSource source, Context<MetricSource> context) {
    ResourceId id = ResourceIds.of(source);
    Verdict verdict = kind.plan().apply(source);
    Optional<SourceSnapshot> snapshot = sources.snapshot(id);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            secrets.problems(kind.plan().secrets(id)),
            MetricSourceReport.caveat(snapshot),
            Map.of());
    return desk.tell(source, report.status(source, standing, snapshot));
  }

  @Override
  public ErrorStatusUpdateControl<MetricSource> updateErrorStatus(
      MetricSource resource, Context<MetricSource> context, Exception failure) {
    return desk.failed(resource);
  }

  @Override
  public Planned planned() {
    return kind;
  }
}
