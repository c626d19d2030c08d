// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final FaultyDisk disk = new FaultyDisk();
  private final List<Tsdb> opened = new ArrayList<>();
  private int kills;

  private TsdbOptions options(Path directory) {
    return TsdbOptions.defaults(directory, clock)
        .withTuning(new TsdbOptions.Tuning(Duration.ofHours(2), 8_000, 1 << 20, false));
  }

  private Tsdb open(Path directory) throws IOException {
    Tsdb tsdb = Tsdb.open(options(directory), disk);
    opened.add(tsdb);
    return tsdb;
  }

  @AfterEach
  void close() throws IOException {
    disk.full(false);
    disk.syncsFail(false);
    for (Tsdb tsdb : opened) {
      tsdb.close();
    }
  }

  private Path killed(Path directory) throws IOException {
    return Folders.copy(directory, folder.resolve("killed" + kills++));
  }

  private long now() {
    return clock.instant().toEpochMilli();
  }

  private void fill(Tsdb tsdb, int series) throws AppendException {
    clock.advance(Duration.ofSeconds(10));
    Appender appender = tsdb.appender();
    for (int n = 0; n < series; n++) {
      SeriesRef ref = appender.append(Labels.of("__name__", "m", "n", "série \"" + n), now(), n);
      appender.append(ref, now() + 1, n / 3.0);
      appender.append(ref, new Exemplar(Labels.of("t", "" + n), now(), n));
    }
    appender.commit();
  }

  @Test
  void aRestartKeepsEverything() throws Exception {
    Path directory = folder.resolve("a");
    List<String> before;
    try (Tsdb tsdb = Tsdb.open(options(directory))) {
      fill(tsdb, 50);
      fill(tsdb, 50);
      before = Contents.of(tsdb);
    }

    Tsdb again = open(directory);

    assertThat(Contents.of(again)).isEqualTo(before).hasSize(50);
    assertThat(again.stats().recovery().clean()).isTrue();
    assertThat(again.stats().recovery().gapStart()).isNull();
    assertThat(again.stats().head().samples()).isEqualTo(200);
    assertThat(again.exemplars(0, Long.MAX_VALUE, List.of(List.of()))).hasSize(50);
  }

  @Test
  void aKillLosesNothingThatWasSynced() throws Exception {
    Path directory = folder.resolve("a");
    Tsdb tsdb = open(directory);
    fill(tsdb, 50);
    tsdb.maintain(clock.instant());
    fill(tsdb, 60);
    tsdb.sync();
    List<String> before = Contents.of(tsdb);
    fill(tsdb, 60);

    Tsdb again = open(killed(directory));

    assertThat(Contents.of(again)).isEqualTo(before).hasSize(60);
    assertThat(again.exemplars(0, Long.MAX_VALUE, List.of(List.of()))).hasSize(60);
    assertThat(again.stats().recovery().damages()).isEmpty();
    assertThat(again.stats().recovery().clean()).isFalse();
  }

  @Test
  void theGapOfAKillIsTold() throws Exception {
    Path directory = folder.resolve("a");
    Tsdb tsdb = open(directory);
    fill(tsdb, 1);
    tsdb.sync();
    long last = now() + 1;

    Tsdb again = open(killed(directory));
    assertThat(again.stats().recovery().gapStart()).isEqualTo(Instant.ofEpochMilli(last));
    assertThat(again.stats().recovery().gapEnd()).isNull();
    clock.advance(Duration.ofMinutes(3));
    fill(again, 1);

    assertThat(again.stats().recovery().gapEnd()).isEqualTo(Instant.ofEpochMilli(now()));
  }

  @Test
  void aTornTailIsCutOffAndReported() throws Exception {
    Path directory = folder.resolve("a");
    Tsdb tsdb = open(directory);
    fill(tsdb, 10);
    tsdb.sync();
    List<String> before = Contents.of(tsdb);
    int whole = Files.readAllBytes(Folders.files(directory, ".wal").getLast()).length;
    fill(tsdb, 5);
    tsdb.sync();
    Path left = killed(directory);
    Path segment = Folders.files(left, ".wal").getLast();
    Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), whole + 30));

    Tsdb again = open(left);

    assertThat(Contents.of(again)).isEqualTo(before);
    assertThat(again.stats().recovery().damages()).hasSize(1);
    assertThat(open(killed(left)).stats().recovery().damages()).isEmpty();
  }

  @Test
  void whateverIsDamagedTheStoreOpensWithTheRest() throws Exception {
    Path directory = folder.resolve("a");
    Tsdb tsdb = open(directory);
    for (int i = 0; i < 300; i++) {
      clock.advance(Duration.ofSeconds(40));
      fill(tsdb, 5);
      if (i == 200) {
        tsdb.delete(0, now() - 1_000, List.of(Matcher.equal("n", "série \"3")));
      }
    }
    tsdb.maintain(clock.instant());
    fill(tsdb, 60);
    tsdb.sync();
    List<String> whole = Contents.of(tsdb);
    assertThat(tsdb.stats().blocks().count()).isPositive();
    assertThat(Folders.files(directory, ".chunks")).isNotEmpty();
    Random random = new Random(4);
    for (int round = 0; round < 60; round++) {
      Path left = killed(directory);
      List<Path> files =
          Folders.files(left, "").stream().filter(f -> Files.isRegularFile(f)).toList();
      Path victim = files.get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(victim);
      if (bytes.length > 0) {
        damage(bytes, random);
        Files.write(victim, random.nextInt(4) == 0 ? cut(bytes, random) : bytes);
      }

      try (Tsdb again = Tsdb.open(options(left))) {
        assertThat(Contents.of(again).size()).isLessThanOrEqualTo(whole.size());
        fill(again, 5);
        again.maintain(clock.instant());
        again.removeDeleted();
        Contents.of(again);
      }
    }
  }

  private static void damage(byte[] bytes, Random random) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      for (int k = at; k < Math.min(bytes.length, at + 1 + random.nextInt(40)); k++) {
        bytes[k] = (byte) random.nextInt(256);
      }
    }
  }

  private static byte[] cut(byte[] bytes, Random random) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  @Test
  void aFullDiskStopsIngestionUntilThereIsRoom() throws Exception {
    Tsdb tsdb = open(folder.resolve("a"));
    fill(tsdb, 3);
    tsdb.sync();
    disk.full(true);
    Appender appender = tsdb.appender();
    Labels labels = Labels.of("__name__", "pushed");
    appender.append(labels, now(), 1);

    assertThatThrownBy(appender::commitDurably)
        .isInstanceOfSatisfying(
            AppendException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.STORAGE_UNAVAILABLE));
    assertThat(tsdb.stats().ingestFailure()).contains("No space left");
    assertThatThrownBy(() -> appender.append(labels, now() + 1, 1))
        .isInstanceOf(AppendException.class)
        .hasMessageContaining("No space left");
    assertThat(tsdb.stats().rejected()).containsEntry(Reason.STORAGE_UNAVAILABLE, 1L);
    assertThat(Contents.of(tsdb)).hasSize(4);
    tsdb.maintain(clock.instant());

    disk.full(false);
    tsdb.sync();

    assertThat(tsdb.stats().takesSamples()).isTrue();
    appender.append(labels, now() + 1, 1);
    assertThat(appender.commitDurably()).isEqualTo(1);
    assertThat(Contents.of(open(killed(folder.resolve("a"))))).isEqualTo(Contents.of(tsdb));
  }

  @Test
  void whatASyncFailedToKeepIsWrittenAgain() throws Exception {
    Path directory = folder.resolve("a");
    Tsdb tsdb = open(directory);
    fill(tsdb, 40);
    disk.syncsFail(true);
    tsdb.sync();
    assertThat(tsdb.stats().takesSamples()).isFalse();

    disk.syncsFail(false);
    tsdb.sync();
    fill(tsdb, 40);
    tsdb.sync();

    disk.powerFails();
    assertThat(Contents.of(open(killed(directory)))).isEqualTo(Contents.of(tsdb)).hasSize(40);
  }

  @Test
  void aSecondProcessIsTurnedAway() throws Exception {
    Path directory = folder.resolve("a");
    Tsdb first = open(directory);

    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another process");
    first.close();
    assertThat(open(directory).stats().recovery().clean()).isTrue();
  }

  @Test
  void aClosedStoreRefusesSamplesAndStillAnswers() throws Exception {
    Tsdb tsdb = open(folder.resolve("a"));
    fill(tsdb, 10);
    Appender early = tsdb.appender();
    early.append(Labels.of("__name__", "early"), now(), 1);
    tsdb.close();

    assertThat(early.commit()).isZero();
    assertThatThrownBy(() -> tsdb.appender().append(Labels.of("__name__", "m"), now(), 1))
        .isInstanceOfSatisfying(
            AppendException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    assertThat(tsdb.stats().rejected()).containsEntry(Reason.CLOSED, 2L);
    assertThat(Contents.of(tsdb)).hasSize(10);
    tsdb.close();
  }
}
