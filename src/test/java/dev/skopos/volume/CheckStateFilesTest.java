// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckStateFilesTest {

  private static final ResourceId CHECK = new ResourceId("HealthCheck", "shop", "checkout");
  private static final Instant T = Instant.parse("2026-11-01T10:00:00.123456789Z");

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private CheckStateFiles opened() {
    return new CheckStateFiles(folder, meters);
  }

  private static CheckState state(CheckSnapshot.State state) {
    return new CheckState(
        new CheckState.Standing(
            state,
            new CheckSnapshot.Finding(Reason.ASSERTION_FAILED, "saw \"DOWN\"\nnicht \"über\""),
            new CheckSnapshot.Consecutive(3, 0),
            0,
            T.minusSeconds(180),
            null),
        List.of(
            new CheckSnapshot.PastRun(
                T, ProbeOutcome.Result.FAILED, Duration.ofNanos(41_000_001), "saw DOWN")),
        Map.of("ok", 7L, "failed", 3L),
        List.of(40_000L, 41_000L),
        new CheckState.Buckets(29_000_000, List.of(1, 0), List.of(0, 1)),
        CheckState.Buckets.EMPTY);
  }

  @Test
  void aStateComesBackAsItWasToTheNanosecond() {
    opened().save(CHECK, state(CheckSnapshot.State.UNHEALTHY));

    assertThat(opened().load(CHECK)).contains(state(CheckSnapshot.State.UNHEALTHY));
    assertThat(opened().ids()).containsExactly(CHECK);
  }

  @Test
  void theNewestStateCounts() {
    CheckStateFiles files = opened();
    files.save(CHECK, state(CheckSnapshot.State.UNHEALTHY));
    files.save(CHECK, state(CheckSnapshot.State.HEALTHY));

    assertThat(opened().load(CHECK)).contains(state(CheckSnapshot.State.HEALTHY));
  }

  @Test
  void aDeletedStateIsGoneAndMayBeDeletedAgain() {
    CheckStateFiles files = opened();
    files.save(CHECK, state(CheckSnapshot.State.HEALTHY));

    files.delete(CHECK);
    files.delete(CHECK);

    assertThat(opened().load(CHECK)).isEmpty();
    assertThat(opened().ids()).isEmpty();
  }

  @Test
  void aStateThatCannotBeReadIsNoneAndIsCounted() throws IOException {
    opened().save(CHECK, state(CheckSnapshot.State.HEALTHY));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, Files.readString(file).substring(0, 40));
      }
    }

    assertThat(opened().load(CHECK)).isEmpty();
    assertThat(meters.find("skopos_volume_damaged_files_total").counter()).isNotNull();
  }

  @Test
  void statesAreTheLastOnesUnlessTheProcessBeforeWasKilled() {
    CheckStateFiles first = opened();
    assertThat(first.begin()).isTrue();
    first.save(CHECK, state(CheckSnapshot.State.HEALTHY));
    first.end();

    assertThat(opened().begin()).isTrue();

    assertThat(opened().begin()).isFalse();
    assertThat(opened().ids()).containsExactly(CHECK);
  }

  @Test
  void statesThatCouldNotBeSavedAreNotTheLastOnes() throws IOException {
    Path kind = folder.resolve("HealthCheck");
    Files.writeString(kind, "in the way");
    CheckStateFiles files = opened();
    files.begin();
    files.save(CHECK, state(CheckSnapshot.State.HEALTHY));

    files.end();

    assertThat(opened().begin()).isFalse();
  }
}
