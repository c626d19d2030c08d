// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import static dev.skopos.notify.NotifyScene.ONE;
import static dev.skopos.notify.NotifyScene.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelSnapshot.State;
import dev.skopos.notify.channel.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelRegistryTest {

  private final NotifyScene scene = new NotifyScene();
  private final List<ResourceId> changes = new ArrayList<>();

  ChannelRegistryTest() {
    scene.registry.onChange(changes::add);
  }

  @Test
  void anEqualDefinitionChangesNothing() {
    assertThat(scene.registry.apply(RecordingChannels.definition(ONE))).isEqualTo(Applied.ACCEPTED);
    assertThat(scene.registry.apply(RecordingChannels.definition(ONE))).isEqualTo(Applied.ACCEPTED);
    assertThat(changes).containsExactly(ONE);
    assertThat(scene.snapshot(ONE).state()).isEqualTo(State.IDLE);
  }

  @Test
  void onlyTheRetainedChannelsStayAndNoMetricOfTheOthers() {
    scene.registry.apply(RecordingChannels.definition(ONE));
    scene.registry.apply(RecordingChannels.definition(TWO));
    scene.registry.retainOnly(Set.of(TWO));
    assertThat(scene.registry.snapshots()).hasSize(1);
    assertThat(scene.registry.snapshot(ONE)).isEmpty();
    assertThat(scene.meters.find("skopos.notification.queue.depth").gauges()).hasSize(1);
  }

  @Test
  void aTestSendIsAnsweredOncePerTrigger() {
    scene.registry.apply(RecordingChannels.definition(ONE));
    scene.registry.testSend(ONE, "first");
    scene.registry.testSend(ONE, "first");
    scene.pass(Duration.ZERO);
    assertThat(scene.channels.sent).hasSize(1);
    var test = scene.snapshot(ONE).lastTest().orElseThrow();
    assertThat(test.trigger()).isEqualTo("first");
    assertThat(test.result().orElseThrow().delivered()).isTrue();
    assertThat(changes).hasSizeGreaterThan(1);
  }

  @Test
  void aTestSendThatFailsIsNotRepeated() {
    scene.registry.apply(RecordingChannels.definition(ONE));
    scene.channels.alwaysAnswer(ONE, SendResult.Failed.of(SendResult.Kind.NETWORK, "refused"));
    scene.registry.testSend(ONE, "first");
    scene.pass(Duration.ofHours(1));
    assertThat(scene.channels.sent).hasSize(1);
    var result = scene.snapshot(ONE).lastTest().orElseThrow().result().orElseThrow();
    assertThat(result.delivered()).isFalse();
    assertThat(result.message()).isEqualTo("refused");
  }

  @Test
  void aSuspendedChannelAnswersATestWithoutSending() {
    ChannelDefinition usual = RecordingChannels.definition(ONE);
    scene.registry.apply(
        new ChannelDefinition(ONE, usual.settings(), true, true, usual.openTo(), usual.attempts()));
    scene.registry.testSend(ONE, "first");
    scene.pass(Duration.ZERO);
    assertThat(scene.channels.sent).isEmpty();
    var result = scene.snapshot(ONE).lastTest().orElseThrow().result().orElseThrow();
    assertThat(result.message()).isEqualTo("not sent: the channel is suspended");
  }
}
