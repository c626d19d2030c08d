// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.notificationchannel;

import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannel;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelStatus;
import dev.skopos.kube.ClusterSecrets;
import dev.skopos.mapping.NotificationChannelMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelRegistry;
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

/** Puts NotificationChannels in force and reports how their deliveries go. */
@Singleton
@ControllerConfiguration(
    name = "notificationchannel",
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = RelevantUpdate.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.SECONDS))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 5000)
public class NotificationChannelReconciler implements Reconciler<NotificationChannel>, Planner {

  private static final String TEST_SEND = "skopos.dev/test-send";

  private final NotificationChannelMapper mapper = new NotificationChannelMapper();
  private final ChannelRegistry channels;
  private final ReferencedSecrets secrets;
  private final KindInForce<NotificationChannel> kind;
  private final Trigger testSend;
  private final NotificationChannelReport report;
  private final StatusDesk<
          NotificationChannel, NotificationChannelStatus, NotificationChannelStatus.State>
      desk;

  NotificationChannelReconciler(
      ChannelRegistry channels, ClusterSecrets secrets, Groundwork groundwork) {
    this.channels = channels;
    this.secrets = new ReferencedSecrets(secrets);
    this.testSend = new Trigger(TEST_SEND, channels::testSend);
    this.report = new NotificationChannelReport(groundwork.clock());
    this.desk =
        new StatusDesk<>(
            new StatusDesk.Kind<>(
                NotificationChannel::new,
                NotificationChannelStatus::state,
                NotificationChannelReport::news,
                NotificationChannelReport::material),
            StatusDesk.EACH_MINUTE,
            groundwork.events()::write,
            groundwork.clock());
    this.kind =
        new KindInForce<>(
            Planned.Turn.REFERRED_TO,
            new PlannedKind<>(
                NotificationChannel.class,
                mapper::secrets,
                channel -> channels.apply(mapper.toChannel(channel)),
                channels::remove,
                channels::retainOnly),
            groundwork,
            List.of(testSend::retainOnly, desk::retainOnly));
  }

  @Override
  public List<EventSource<?, NotificationChannel>> prepareEventSources(
      EventSourceContext<NotificationChannel> context) {
    FeedbackEvents<NotificationChannel> feedback = kind.feedback();
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
    Verdict verdict = kind.plan().apply(channel);
    Standing standing =
        new Standing(
            verdict.applied(),
            verdict.acceptedGeneration(),
            secrets.problems(kind.plan().secrets(id)),
            Optional.empty(),
            testSend.handle(channel, present == null ? Map.of() : present.handledTriggers()));
    return desk.tell(channel, report.status(channel, standing, channels.snapshot(id)));
  }

  @Override
  public ErrorStatusUpdateControl<NotificationChannel> updateErrorStatus(
      NotificationChannel resource, Context<NotificationChannel> context, Exception failure) {
    return desk.failed(resource);
  }

  @Override
  public Planned planned() {
    return kind;
  }
}
