// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.notificationchannel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannel;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelStatus;
import dev.skopos.mapping.NotificationChannelMapper;
import dev.skopos.model.Applied;
import dev.skopos.notify.ChannelSnapshot;
import dev.skopos.notify.ChannelSnapshot.State;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Reason;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusFile;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationChannelReportTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final ChannelSnapshot.Counts NONE = new ChannelSnapshot.Counts(0, 0, 0, 0);
  private static final Standing RUNNING =
      new Standing(Applied.ACCEPTED, 3L, List.of(), Optional.empty(), Map.of());

  private final NotificationChannelReport report = new NotificationChannelReport(() -> NOW);

  private static NotificationChannel resource(boolean suspend) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {namespace: shop, name: chat, generation: 3}
        spec:
          slack: {webhookURLFrom: {secretKeyRef: {name: slack, key: url}}}
          suspend: %s
        """
            .formatted(suspend),
        NotificationChannel.class);
  }

  private static ChannelSnapshot channel(
      State state, ChannelSnapshot.Counts counts, Optional<ChannelSnapshot.TestSend> test) {
    boolean sent = state == State.DELIVERING || state == State.FAILING;
    return new ChannelSnapshot(
        new NotificationChannelMapper().toChannel(resource(state == State.SUSPENDED)),
        state,
        List.of(),
        counts,
        sent ? Optional.of(NOW.minusSeconds(90)) : Optional.empty(),
        state == State.FAILING
            ? Optional.of(
                new ChannelSnapshot.Failure(
                    NOW.minusSeconds(3), "answered 503: try later", Optional.of(503)))
            : Optional.empty(),
        test);
  }

  private static Optional<ChannelSnapshot.TestSend> test(ChannelSnapshot.TestResult result) {
    return Optional.of(new ChannelSnapshot.TestSend("1", Optional.of(result)));
  }

  private NotificationChannelStatus status(Standing standing, ChannelSnapshot channel) {
    return report.status(
        resource(channel.state() == State.SUSPENDED), standing, Optional.of(channel));
  }

  private static void assertStatus(String file, NotificationChannelStatus status) {
    StatusFile.assertIs(file, status, NotificationChannelReportTest.class);
  }

  @Test
  void idle() {
    assertStatus("idle", status(RUNNING, channel(State.IDLE, NONE, Optional.empty())));
  }

  @Test
  void delivering() {
    ChannelSnapshot.Counts counts = new ChannelSnapshot.Counts(1, 12, 0, 0);
    assertStatus(
        "delivering", status(RUNNING, channel(State.DELIVERING, counts, Optional.empty())));
  }

  @Test
  void failingSaysWhatWaitsAndWhatWasGivenUp() {
    ChannelSnapshot.Counts counts = new ChannelSnapshot.Counts(4, 2, 0, 3);
    assertStatus("failing", status(RUNNING, channel(State.FAILING, counts, Optional.empty())));
  }

  @Test
  void suspendedSaysWhatWasNotSent() {
    ChannelSnapshot.Counts counts = new ChannelSnapshot.Counts(0, 0, 5, 0);
    assertStatus("suspended", status(RUNNING, channel(State.SUSPENDED, counts, Optional.empty())));
  }

  @Test
  void missingSecret() {
    Standing.Problem problem =
        new Standing.Problem(
            Reason.SECRET_NOT_FOUND, "key \"url\" of Secret shop/slack does not exist");
    Standing standing =
        new Standing(Applied.ACCEPTED, 3L, List.of(problem), Optional.empty(), Map.of());
    assertStatus("missing-secret", status(standing, channel(State.IDLE, NONE, Optional.empty())));
  }

  @Test
  void neverAccepted() {
    Applied refused = new Applied.Rejected("InvalidTemplate", "spec.webhook.body: unclosed action");
    Standing standing = new Standing(refused, null, List.of(), Optional.empty(), Map.of());
    assertStatus("never-accepted", report.status(resource(false), standing, Optional.empty()));
  }

  @Test
  void aTestThatWasDelivered() {
    Standing standing =
        new Standing(
            Applied.ACCEPTED, 3L, List.of(), Optional.empty(), Map.of("skopos.dev/test-send", "1"));
    ChannelSnapshot.TestResult result = new ChannelSnapshot.TestResult(NOW, true, "");
    assertStatus("test-delivered", status(standing, channel(State.DELIVERING, NONE, test(result))));
  }

  @Test
  void aTestThatFailedSaysWhy() {
    ChannelSnapshot.TestResult result =
        new ChannelSnapshot.TestResult(NOW, false, "answered 404: no such hook");
    assertStatus("test-failed", status(RUNNING, channel(State.FAILING, NONE, test(result))));
  }

  @Test
  void aTestUnderWayHasNoResult() {
    Optional<ChannelSnapshot.TestSend> test =
        Optional.of(new ChannelSnapshot.TestSend("2", Optional.empty()));
    assertStatus("test-under-way", status(RUNNING, channel(State.IDLE, NONE, test)));
  }

  @Test
  void theResultOfATestOutlivesARestartAndOneUnderWayDoesNot() {
    NotificationChannelStatus.TestSend ended =
        new NotificationChannelStatus.TestSend("1", NOW, true, null);

    assertThat(afterRestart(ended).lastTest()).isEqualTo(ended);
    assertThat(
            afterRestart(new NotificationChannelStatus.TestSend("2", null, null, null)).lastTest())
        .isNull();
  }

  @Test
  void whatWasDeliveredBeforeARestartStaysInTheStatus() {
    NotificationChannelStatus.Failure failure =
        new NotificationChannelStatus.Failure(NOW, "refused", 503);
    NotificationChannel resource = resource(false);
    resource.setStatus(
        new NotificationChannelStatus(
            3L, 3L, null, List.of(), Map.of(), null, NOW, failure, 1, 0, 0L, 0L, null));

    NotificationChannelStatus next =
        report.status(resource, RUNNING, Optional.of(channel(State.IDLE, NONE, Optional.empty())));

    assertThat(next.lastFailure()).isEqualTo(failure);
    assertThat(next.lastSuccess()).isEqualTo(NOW);
  }

  private NotificationChannelStatus afterRestart(NotificationChannelStatus.TestSend test) {
    NotificationChannel resource = resource(false);
    resource.setStatus(
        new NotificationChannelStatus(
            3L, 3L, null, List.of(), Map.of(), null, null, null, null, null, null, null, test));
    return report.status(
        resource, RUNNING, Optional.of(channel(State.IDLE, NONE, Optional.empty())));
  }

  @Test
  void countsAreNotMaterialAndTheResultOfATestIs() {
    NotificationChannelStatus one =
        status(RUNNING, channel(State.DELIVERING, NONE, Optional.empty()));
    NotificationChannelStatus more =
        status(
            RUNNING,
            channel(State.DELIVERING, new ChannelSnapshot.Counts(1, 2, 3, 4), Optional.empty()));
    NotificationChannelStatus tested =
        status(
            RUNNING,
            channel(State.DELIVERING, NONE, test(new ChannelSnapshot.TestResult(NOW, true, ""))));

    assertThat(NotificationChannelReport.material(one))
        .isEqualTo(NotificationChannelReport.material(more))
        .isNotEqualTo(NotificationChannelReport.material(tested));
  }

  @Test
  void aFirstDeliveryIsNoNewsAndARecoveryIs() {
    NotificationChannelStatus status =
        status(RUNNING, channel(State.DELIVERING, NONE, Optional.empty()));

    assertThat(NotificationChannelReport.news(Optional.empty(), status)).isEmpty();
    assertThat(
            NotificationChannelReport.news(
                Optional.of(NotificationChannelStatus.State.FAILING), status))
        .map(News::reason)
        .contains("Recovered");
  }
}
