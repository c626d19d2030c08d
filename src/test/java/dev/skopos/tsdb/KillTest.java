// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes is killed again and again on one folder: it always starts without help, no
 * acknowledged push is missing and none is there twice. {@code -Dkill.rounds=50 -Dkill.seed=7}
 * change how often and when.
 */
class KillTest {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 10);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final int MOST_PUSHES = 500;

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private final Set<String> acknowledged = new HashSet<>();
  private long nextPush;

  @Test
  void killsLoseNothingThatWasAcknowledged(TestReporter reporter) throws Exception {
    Path directory = folder.resolve("store");
    int blocks = 0;
    for (int round = 0; round < ROUNDS; round++) {
      writeUntilKilled(directory);
      blocks = Math.max(blocks, check(directory, round));
    }
    reporter.publishEntry(
        "%d kills with kill.seed=%d: %d acknowledged pushes, none missing, none twice, %d blocks"
            .formatted(ROUNDS, SEED, acknowledged.size(), blocks));
    assertThat(acknowledged).isNotEmpty();
  }

  /** Kills it after so many acknowledgements, or while it opens the store. */
  private void writeUntilKilled(Path directory) throws IOException {
    int wanted = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(MOST_PUSHES);
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(KilledWriter.commandLine(directory, nextPush))
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
      assertThat(read.removeFirst()).isEqualTo(KilledWriter.OPEN);
      // the kill may have cut the last line
      String last = read.isEmpty() ? "" : read.removeLast();
      assertThat(read).as("seed %d", SEED).allMatch(line -> line.matches("\\d \\d+"));
      acknowledged.addAll(read);
      assertThat(last).matches("|\\d( \\d*)?");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Looks into a copy, so that the folder stays as the kill left it; how many blocks there are. */
  private int check(Path directory, int round) throws IOException {
    Path copy = Folders.copy(directory, folder.resolve("copy" + round));
    try (Tsdb store = Tsdb.open(KilledWriter.options(copy))) {
      Set<String> found = new HashSet<>();
      for (int writer = 0; writer < KilledWriter.WRITERS; writer++) {
        found.addAll(pushes(store, writer, round));
      }
      assertThat(found).as("seed %d, round %d", SEED, round).containsAll(acknowledged);
      return store.stats().blocks().count();
    }
  }

  /** The pushes of which all samples are there, each once and with its value. */
  private Set<String> pushes(Tsdb store, int writer, int round) {
    List<Series> all =
        store.select(Long.MIN_VALUE, Long.MAX_VALUE, List.of(Matcher.equal("writer", "" + writer)));
    Set<String> complete = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      Set<String> ofSeries = new HashSet<>();
      Series series = all.get(i);
      for (int k = 0; k < series.length(); k++) {
        long push = KilledWriter.push(series.timestamps()[k]);
        assertThat(series.values()[k]).isEqualTo((double) push);
        assertThat(k == 0 || series.timestamps()[k] > series.timestamps()[k - 1])
            .as("seed %d, round %d: sample %d of %s is there twice", SEED, round, k, series)
            .isTrue();
        ofSeries.add(writer + " " + push);
        nextPush = Math.max(nextPush, push + 1);
      }
      if (i == 0) {
        complete.addAll(ofSeries);
      } else {
        complete.retainAll(ofSeries);
      }
    }
    assertThat(all.isEmpty() || all.size() == KilledWriter.SERIES_OF_PUSH)
        .as("seed %d, round %d: %d series", SEED, round, all.size())
        .isTrue();
    return complete;
  }
}
