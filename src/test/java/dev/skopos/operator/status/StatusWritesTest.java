// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusWritesTest {

  private static final ResourceId ID = new ResourceId("HealthCheck", "shop", "checkout");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** The text before the slash is material. */
  private final StatusWrites<String> writes =
      new StatusWrites<>(
          text -> text.replaceAll("/.*", ""), () -> Duration.ofMinutes(1), () -> now);

  @Test
  void measuredValuesAreWrittenOnceAMinuteAndChangesAtOnce() {
    assertThat(writes.isDue(ID, "up/1", "up/2")).isTrue();
    now = now.plusSeconds(59);
    assertThat(writes.isDue(ID, "up/2", "up/3")).isFalse();
    assertThat(writes.isDue(ID, "up/2", "down/3")).isTrue();
    now = now.plusSeconds(60);
    assertThat(writes.isDue(ID, "down/3", "down/4")).isTrue();
  }

  @Test
  void aWriteThatFailedIsDueAgainAtOnce() {
    assertThat(writes.isDue(ID, "up/1", "up/2")).isTrue();
    writes.failed(ID);
    now = now.plusSeconds(1);

    assertThat(writes.isDue(ID, "up/1", "up/2")).isTrue();
  }
}
