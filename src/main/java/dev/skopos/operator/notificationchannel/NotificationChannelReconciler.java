// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.notificationchannel;

import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannel;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelStatus;
import dev.skopos.kube.ClusterSecrets;
import dev.skopos.kube.EventWriter;
import dev.skopos.mapping.NotificationChannelMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretReference;
import dev.skopos.notify.ChannelRegistry;
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

/** Puts NotificationChannels in force and reports how their deliveries go. */
@Singleton
@ControllerConfiguration(
    name = "notificationchannel",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class NotificationChannelReconciler implements Reconciler<NotificationChannel>, Planned {

  private static final String TEST_SEND = "skopos.dev/test-send";

  private final NotificationChannelMapper mapper = new NotificationChannelMapper();
  private final ChannelRegistry channels;
  private final ReferencedSecrets secrets;
  private final AcceptedPlan<NotificationChannel> plan;
  private final Trigger testSend;
  private final NotificationChannelReport report;
  private final Announcer<NotificationChannelStatus.State> announcer;
  private final StatusWrites<NotificationChannelStatus> writes;
  private final FeedbackEvents<NotificationChannel> feedback;

  NotificationChannelReconciler(
      ChannelRegistry channels,
      AcceptedSpecs specs,
      ClusterSecrets secrets,
      EventWriter events,
      InstantSource clock) {
    this.channels = channels;
    this.secrets = new ReferencedSecrets(secrets);
    this.plan =
        new AcceptedPlan<>(
            new PlannedKind<>(
                NotificationChannel.class,
                mapper::secrets,
                channel -> channels.apply(mapper.toChannel(channel)),
                channels::remove,
                channels::retainOnly),
            specs);
    this.testSend = new Trigger(TEST_SEND, channels::testSend);
    this.report = new NotificationChannelReport(clock);
    this.announcer = new Announcer<>(events::write, clock);
    this.writes = new StatusWrites<>(NotificationChannelReport::material, clock);
    this.feedback = new FeedbackEvents<>(NotificationChannel.class, this::sweep);
  }

  @Override
  public List<EventSource<?, NotificationChannel>> prepareEventSources(
      EventSourceContext<NotificationChannel> context) {
    feedback.watch(context, channel -> ReferencedSecrets.names(mapper.secrets(channel)));
    channels.onChange(feedback::changed);
    secrets.follow(feedback);
    return List.of(feedback);
  }

  @Override
  public UpdateControl<NotificationChannel> reconcile(
      NotificationChannel channel, Context<NotificationChannel> context) {
    ResourceId id = ResourceIds.of(channel);
    NotificationChannelStatus present = channel.getStatus();
    Verdict verdict = plan.apply(channel);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            secrets.problems(plan.secrets(id)),
            Optional.empty(),
            testSend.handle(channel, present == null ? Map.of() : present.handledTriggers()));
    NotificationChannelStatus next = report.status(channel, standing, channels.snapshot(id));
    announcer.look(
        channel,
        present == null ? null : present.state(),
        next.state(),
        before -> NotificationChannelReport.news(before, next));
    return writes.isDue(id, present, next)
        ? UpdateControl.patchStatus(patch(id, next))
        : UpdateControl.noUpdate();
  }

  @Override
  public ErrorStatusUpdateControl<NotificationChannel> updateErrorStatus(
      NotificationChannel resource, Context<NotificationChannel> context, Exception failure) {
    writes.failed(ResourceIds.of(resource));
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  private static NotificationChannel patch(ResourceId id, NotificationChannelStatus status) {
    NotificationChannel patch = new NotificationChannel();
    patch.setMetadata(
        new ObjectMetaBuilder().withNamespace(id.namespace()).withName(id.name()).build());
    patch.setStatus(status);
    return patch;
  }

  @Override
  public Turn turn() {
    return Turn.REFERRED_TO;
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
      testSend.retainOnly(left);
      announcer.retainOnly(left);
      writes.retainOnly(left);
    }
  }
}
