// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Appender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsdbRestartTest {
  private static final List<Matcher> EVERYTHING =
      List.of(Matcher.of(Matcher.Type.REGEX, "n", ".+"));

  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock();

  private Tsdb open() throws IOException {
    return Tsdb.open(TsdbOptions.defaults(directory, clock));
  }

  private long now() {
    return clock.instant().toEpochMilli();
  }

  private void fill(Tsdb tsdb) throws AppendException {
    Appender appender = tsdb.appender();
    for (int n = 0; n < 50; n++) {
      Labels labels = Labels.of("__name__", "m", "n", "série \"" + n + '"');
      for (int i = 0; i < 5 * n + 1; i++) {
        appender.append(labels, now() + i, i == 5 * n ? Sample.STALE : n / (i + 1.0));
      }
    }
    appender.commit();
  }

  private static List<String> content(Tsdb tsdb) {
    return tsdb.select(Long.MIN_VALUE, Long.MAX_VALUE, EVERYTHING).stream()
        .map(TsdbRestartTest::text)
        .toList();
  }

  private static String text(Series series) {
    long[] bits = Arrays.stream(series.values()).mapToLong(Double::doubleToRawLongBits).toArray();
    return series.labels() + Arrays.toString(series.timestamps()) + Arrays.toString(bits);
  }

  @Test
  void aRestartKeepsEverySample() throws Exception {
    List<String> before;
    try (Tsdb tsdb = open()) {
      fill(tsdb);
      before = content(tsdb);
    }

    try (Tsdb tsdb = open()) {
      assertThat(content(tsdb)).isEqualTo(before).hasSize(50);
      assertThat(tsdb.stats().lastSnapshot()).isNotNull();
      assertThat(tsdb.stats().samples()).isEqualTo(before.size() + 5L * 49 * 50 / 2);
    }
  }

  @Test
  void theOrderIsKeptOverARestart() throws Exception {
    Labels labels = Labels.of("__name__", "m", "n", "1");
    try (Tsdb tsdb = open()) {
      Appender appender = tsdb.appender();
      appender.append(labels, now(), 1);
      appender.commit();
    }

    try (Tsdb tsdb = open()) {
      Appender appender = tsdb.appender();
      assertThatThrownBy(() -> appender.append(labels, now(), 2))
          .isInstanceOf(AppendException.class);
      appender.append(labels, now() + 1, 2);
      assertThat(appender.commit()).isEqualTo(1);
      assertThat(tsdb.select(now(), now() + 1, EVERYTHING).getFirst().values())
          .containsExactly(1, 2);
    }
  }

  @Test
  void aKillLosesWhatCameAfterTheLastSnapshotOnly() throws Exception {
    List<String> before;
    try (Tsdb tsdb = open()) {
      fill(tsdb);
      before = content(tsdb);
      tsdb.snapshot();
      Files.copy(directory.resolve("snapshot"), directory.resolve("kept"));
      Appender appender = tsdb.appender();
      appender.append(Labels.of("__name__", "late", "n", "late"), now(), 1);
      appender.commit();
    }
    Files.move(
        directory.resolve("kept"),
        directory.resolve("snapshot"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    try (Tsdb tsdb = open()) {
      assertThat(content(tsdb)).isEqualTo(before);
    }
  }

  @Test
  void aDamagedSnapshotIsSetAsideAndTheStoreBeginsEmpty() throws Exception {
    try (Tsdb tsdb = open()) {
      fill(tsdb);
    }
    byte[] good = Files.readAllBytes(directory.resolve("snapshot"));
    Random random = new Random(3);
    for (int round = 0; round < 60; round++) {
      byte[] bad =
          round % 2 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : flipped(good, random);
      Files.write(directory.resolve("snapshot"), bad);

      try (Tsdb tsdb = open()) {
        assertThat(content(tsdb)).isEmpty();
        assertThat(tsdb.stats().samples()).isZero();
        assertThat(tsdb.stats().setAside()).isEqualTo(directory.resolve("snapshot.corrupt"));
        assertThat(directory.resolve("snapshot.corrupt")).hasBinaryContent(bad);
        fill(tsdb);
        assertThat(content(tsdb)).hasSize(50);
      }
    }
  }

  private static byte[] flipped(byte[] good, Random random) {
    byte[] bad = good.clone();
    bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
    return bad;
  }

  @Test
  void aFailedSnapshotIsReportedAndTheOldOneStays() throws Exception {
    try (Tsdb tsdb = open()) {
      fill(tsdb);
      tsdb.snapshot();
      byte[] old = Files.readAllBytes(directory.resolve("snapshot"));
      Files.createDirectory(directory.resolve("snapshot.tmp"));

      assertThatThrownBy(tsdb::snapshot).isInstanceOf(IOException.class);

      assertThat(tsdb.stats().snapshotFailure()).isNotNull();
      assertThat(directory.resolve("snapshot")).hasBinaryContent(old);
      Files.deleteIfExists(directory.resolve("snapshot.tmp"));
    }
  }

  @Test
  void whatIsTooOldAtTheStartIsNotKept() throws Exception {
    try (Tsdb tsdb = open()) {
      fill(tsdb);
    }
    clock.advance(Duration.ofDays(31));

    try (Tsdb tsdb = open()) {
      assertThat(tsdb.stats().series()).isZero();
    }
  }

  @Test
  void aSecondProcessIsTurnedAway() throws Exception {
    try (Tsdb _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another process");
    }
    open().close();
  }

  @Test
  void aClosedStoreRefusesSamplesAndStillAnswers() throws Exception {
    Tsdb tsdb = open();
    fill(tsdb);
    Appender early = tsdb.appender();
    early.append(Labels.of("__name__", "early", "n", "early"), now(), 1);
    tsdb.close();

    assertThat(early.commit()).isZero();
    assertThatThrownBy(() -> tsdb.appender().append(Labels.of("__name__", "m"), now(), 1))
        .isInstanceOfSatisfying(
            AppendException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    assertThat(tsdb.stats().rejected()).containsEntry(Reason.CLOSED, 2L);
    assertThat(content(tsdb)).hasSize(50);
    tsdb.close();
  }
}
