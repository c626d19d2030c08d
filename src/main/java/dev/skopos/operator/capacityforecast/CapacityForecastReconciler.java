// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.capacityforecast;

import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecast;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus;
import dev.skopos.forecast.CapacityRegistry;
import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.mapping.CapacityForecastMapper;
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

/** Puts CapacityForecasts in force and reports what is to be expected. */
@Singleton
@ControllerConfiguration(
    name = "capacityforecast",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class CapacityForecastReconciler implements Reconciler<CapacityForecast>, Planner {

  private static final String KIND = "CapacityForecast";

  private final CapacityForecastMapper mapper = new CapacityForecastMapper();
  private final CapacityRegistry forecasts;
  private final ReferencedChannels channels;
  private final KindInForce<CapacityForecast> kind;
  private final CapacityForecastReport report;
  private final StatusDesk<CapacityForecast, CapacityForecastStatus, CapacityForecastStatus.State>
      desk;

  CapacityForecastReconciler(
      CapacityRegistry forecasts,
      ChannelRegistry channels,
      Notifier notifier,
      Groundwork groundwork) {
    this.forecasts = forecasts;
    this.channels = new ReferencedChannels(notifier, channels);
    this.report = new CapacityForecastReport(groundwork.clock());
    this.desk =
        new StatusDesk<>(
            new StatusDesk.Kind<>(
                CapacityForecast::new,
                CapacityForecastStatus::state,
                CapacityForecastReport::news,
                CapacityForecastReport::material),
            StatusDesk.EACH_MINUTE,
            groundwork.events()::write,
            groundwork.clock());
    this.kind =
        new KindInForce<>(
            Planned.Turn.REFERRING,
            new PlannedKind<>(
                CapacityForecast.class,
                _ -> List.of(),
                forecast -> forecasts.apply(mapper.toDefinition(forecast)),
                forecasts::remove,
                ids -> forecasts.retainOnly(KIND, ids)),
            groundwork,
            List.of(desk::retainOnly));
  }

  @Override
  public List<EventSource<?, CapacityForecast>> prepareEventSources(
      EventSourceContext<CapacityForecast> context) {
    FeedbackEvents<CapacityForecast> feedback = kind.feedback();
    feedback.watch(context, forecast -> channels.names(mapper.channels(forecast)));
    forecasts.onChange(feedback::changed);
    channels.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<CapacityForecast> reconcile(
      CapacityForecast forecast, Context<CapacityForecast> context) {
    ResourceId id = ResourceIds.of(forecast);
    Verdict verdict = kind.plan().apply(forecast);
    Optional<CapacitySnapshot> snapshot = forecasts.snapshot(id);
    List<ResourceId> named = snapshot.map(CapacityForecastReconciler::channels).orElse(List.of());
    RoutingSnapshot routing = channels.routing(id, named);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            ReferencedChannels.problems(named, routing),
            snapshot
                .filter(each -> each.definition().alerting().from() != null)
                .flatMap(_ -> ReferencedChannels.caveat(named, routing)),
            Map.of());
    return desk.tell(forecast, report.status(forecast, standing, snapshot, routing));
  }

  /** Of the generation in force, which may be older than the resource. */
  private static List<ResourceId> channels(CapacitySnapshot snapshot) {
    return snapshot.definition().channels();
  }

  @Override
  public ErrorStatusUpdateControl<CapacityForecast> updateErrorStatus(
      CapacityForecast resource, Context<CapacityForecast> context, Exception failure) {
    return desk.failed(resource);
  }

  @Override
  public Planned planned() {
    return kind;
  }
}
