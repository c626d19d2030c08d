// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import static dev.skopos.notify.NotifyScene.ONE;
import static dev.skopos.notify.NotifyScene.firing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.notify.channel.SendResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartTest {

  private static final SendResult DOWN =
      SendResult.Failed.of(SendResult.Kind.NETWORK, "connection refused");

  private final LedgerInMemory ledger = new LedgerInMemory();
  private final NotifyScene before = scene();

  private NotifyScene scene() {
    return new NotifyScene(ledger, Optional.empty(), 10);
  }

  @Test
  void whatWasToldIsNotToldAgainAndItsEndIs() {
    before.registry.apply(RecordingChannels.definition(ONE));
    before.alerts(firing("a"));

    NotifyScene after = scene();
    after.registry.apply(RecordingChannels.definition(ONE));
    after.alerts(firing("a"));
    assertThat(after.channels.sent).isEmpty();
    after.pass(Duration.ofMinutes(6));
    after.alerts();
    assertThat(after.channels.summaries()).containsExactly("one 0 firing 1 resolved");
    assertThat(after.channels.sent.getFirst().notification().alerts().getFirst().annotations())
        .containsEntry("summary", "a");
  }

  @Test
  void nothingCountsAsEndedBeforeTheSourceHasSpoken() {
    before.registry.apply(RecordingChannels.definition(ONE));
    before.alerts(firing("a"));
    NotifyScene after = scene();
    after.registry.apply(RecordingChannels.definition(ONE));
    after.pass(Duration.ofDays(1));
    assertThat(after.channels.sent).isEmpty();
  }

  @Test
  void whatWasInFlightIsSentAgainUnderTheSameKeyAsSoonAsItsChannelIsThere() {
    before.registry.apply(RecordingChannels.definition(ONE));
    before.channels.alwaysAnswer(ONE, DOWN);
    before.alerts(firing("a"));
    String key = before.channels.sent.getFirst().notification().key();

    NotifyScene after = scene();
    after.pass(Duration.ofMinutes(1));
    assertThat(after.channels.sent).isEmpty();
    after.registry.apply(RecordingChannels.definition(ONE));
    after.pass(Duration.ZERO);
    assertThat(after.channels.summaries()).containsExactly("one 1 firing 0 resolved");
    assertThat(after.channels.sent.getFirst().notification().key()).isEqualTo(key);
    after.alerts(firing("a"));
    after.pass(Duration.ofMinutes(10));
    assertThat(after.channels.sent).hasSize(1);
  }

  @Test
  void theGroupIntervalGoesOnOverARestart() {
    before.registry.apply(RecordingChannels.definition(ONE));
    before.alerts(firing("a"));
    NotifyScene after = scene();
    after.registry.apply(RecordingChannels.definition(ONE));
    after.pass(Duration.ofMinutes(2));
    after.alerts(firing("a"), firing("b"));
    assertThat(after.channels.sent).isEmpty();
    after.pass(Duration.ofMinutes(3));
    assertThat(after.channels.summaries()).containsExactly("one 2 firing 0 resolved");
  }
}
