// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.alert.ResolveReason;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.RuleState;
import dev.skopos.rule.RuleState.SavedRule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleStateFilesTest {

  private static final ResourceId RULE = new ResourceId("AlertRule", "shop", "slow");
  private static final Instant T = Instant.parse("2026-11-01T10:00:00.123456789Z");

  @TempDir Path folder;

  private RuleStateFiles opened() {
    return new RuleStateFiles(folder.resolve("rules"), new SimpleMeterRegistry());
  }

  private static RuleState state(double value) {
    return new RuleState(
        T,
        List.of(new ResourceId("NotificationChannel", "shop", "chat")),
        60_000,
        List.of(
            new SavedRule(
                false,
                "Slow",
                new TreeMap<>(Map.of("severity", "low")),
                "a > 1",
                List.of(
                    new RuleState.SavedAlert(
                        new TreeMap<>(Map.of("alertname", "Slow", "instance", "a\"b")),
                        new TreeMap<>(Map.of("summary", "über 3 s")),
                        value,
                        T.minusSeconds(60),
                        T.minusSeconds(30),
                        null,
                        T,
                        ResolveReason.RULE_REMOVED)),
                List.of()),
            new SavedRule(
                true,
                "job:up:sum",
                new TreeMap<>(),
                "sum(up)",
                List.of(),
                List.of(new TreeMap<>(Map.of("__name__", "job:up:sum", "job", "a"))))));
  }

  @Test
  void aStateComesBackAsItWasToTheNanosecond() {
    opened().save(RULE, state(0.1 + 0.2));

    assertThat(opened().load(RULE)).contains(state(0.1 + 0.2));
    assertThat(opened().ids()).containsExactly(RULE);
  }

  @Test
  void valuesThatJsonHasNoNumberForComeBackToo() {
    opened().save(RULE, state(Double.POSITIVE_INFINITY));

    assertThat(opened().load(RULE)).contains(state(Double.POSITIVE_INFINITY));
  }

  @Test
  void aDeletedStateIsGone() {
    opened().save(RULE, state(1));

    opened().delete(RULE);

    assertThat(opened().load(RULE)).isEmpty();
    assertThat(opened().ids()).isEmpty();
  }
}
