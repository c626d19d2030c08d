// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.count.SavedAccount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes records into a file is killed again and again: the next one always opens
 * it, and what was acknowledged is there. {@code -Dkill.rounds=50 -Dkill.seed=7} change how often
 * and when.
 */
class KilledRecordsTest {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 4);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final int MOST_RECORDS = 300;

  @TempDir private Path temporary;
  private final Random random = new Random(SEED);

  @Test
  void killsLoseNothingThatWasAcknowledged() throws IOException {
    Path folder = temporary.resolve("records");
    long next = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long acknowledged = writeUntilKilled(folder, next, 1 + random.nextInt(MOST_RECORDS));
      next = check(folder, acknowledged);
    }
  }

  /** The last number that was acknowledged. */
  private long writeUntilKilled(Path folder, long first, int wanted) throws IOException {
    Path errors = temporary.resolve("errors");
    Process process =
        new ProcessBuilder(KilledRecords.commandLine(folder, first))
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader lines = process.inputReader()) {
      List<String> read = new ArrayList<>();
      while (read.size() <= wanted) {
        String line = lines.readLine();
        assertThat(line).as("seed %d: %s", SEED, Files.readString(errors)).isNotNull();
        read.add(line);
      }
      // what it had printed can still be read, other than after Process.destroyForcibly
      process.toHandle().destroyForcibly();
      lines.lines().forEach(read::add);
      process.onExit().join();
      assertThat(read.removeFirst()).isEqualTo(KilledRecords.OPEN);
      // the kill may have cut the last line
      return read.size() > wanted
          ? Long.parseLong(read.get(read.size() - 2))
          : Long.parseLong(read.getLast());
    } finally {
      process.destroyForcibly();
    }
  }

  /** The first number that is free. */
  private static long check(Path folder, long acknowledged) throws IOException {
    try (RecordDatabase database = KilledRecords.open(folder)) {
      List<ObjectiveEvent> events =
          new ObjectiveEventTable(database, new SimpleMeterRegistry())
              .list(
                  KilledRecords.OBJECTIVE,
                  KilledRecords.START,
                  KilledRecords.START.plusSeconds(Integer.MAX_VALUE),
                  Integer.MAX_VALUE);
      SavedAccount account =
          new CountedBlockTable(database).load(KilledRecords.ACCOUNT).orElseThrow();
      long last = Long.parseLong(events.getFirst().details());
      assertThat(last).as("seed %d", SEED).isBetween(acknowledged, acknowledged + 2);
      assertThat(events).as("seed %d", SEED).hasSize(Math.toIntExact(last + 1));
      long counted = KilledRecords.number(account.blocks().getFirst());
      assertThat(counted).as("seed %d", SEED).isBetween(acknowledged, last);
      assertThat(account.span().until()).isEqualTo(KilledRecords.START.plusSeconds(counted));
      return last + 1;
    }
  }
}
