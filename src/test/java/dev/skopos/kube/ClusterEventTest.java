// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterEventTest {

  private static String note(String note) {
    return new ClusterEvent(
            new ResourceId("HealthCheck", "shop", "checkout"),
            "uid-1",
            ClusterEvent.Type.NORMAL,
            "Happened",
            note,
            Instant.EPOCH)
        .note();
  }

  @Test
  void aNoteThatFitsStaysAsItIs() {
    String longest = "ü".repeat(ClusterEvent.MAX_NOTE / 2);

    assertThat(note(longest)).isEqualTo(longest);
  }

  /** The API server counts bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "ü", "€", "\uD83D\uDE00", "aü", "a€", "aa€", "aaa\uD83D\uDE00"})
  void aLongerOneIsCutBetweenCharacters(String characters) {
    String cut = note(characters.repeat(1_100));

    int bytes = cut.getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes).isBetween(ClusterEvent.MAX_NOTE - 3, ClusterEvent.MAX_NOTE);
    assertThat(cut).endsWith("…");
    assertThat(characters.repeat(1_100)).startsWith(cut.substring(0, cut.length() - 1));
  }
}
