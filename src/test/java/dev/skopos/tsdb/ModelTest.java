// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.InMemoryStore;
import dev.skopos.store.SeriesRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is written, late or not, with restarts, kills, blocks and merges in between: the store
 * answers as a sorted map does.
 */
class ModelTest {

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final InMemoryStore model = new InMemoryStore();
  private final Map<Labels, SeriesRef> refs = new HashMap<>();
  private Path directory = Path.of("");
  private int kills;

  private Tsdb open() throws IOException {
    refs.clear();
    return Tsdb.open(
        TsdbOptions.defaults(directory, clock)
            .withTuning(new TsdbOptions.Tuning(Duration.ofHours(2), 20_000, 60_000, false)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void answersAsTheModelDoes(int seed) throws Exception {
    Random random = new Random(seed);
    directory = folder.resolve("0");
    Tsdb tsdb = open();
    for (int step = 0; step < 200; step++) {
      clock.advance(Duration.ofSeconds(random.nextInt(10) == 0 ? 1_500 : 30));
      write(tsdb, random);
      switch (random.nextInt(40)) {
        case 0, 1, 2 -> tsdb.maintain(clock.instant());
        case 3 -> tsdb = reopen(tsdb);
        case 4 -> tsdb = kill(tsdb);
        case 5 -> compare(tsdb, random);
        default -> {}
      }
    }
    assertThat(Contents.of(tsdb)).isEqualTo(Contents.of(model));
    tsdb.maintain(clock.instant());
    assertThat(Contents.of(tsdb)).isEqualTo(Contents.of(model));
    assertThat(tsdb.stats().blocks().count()).isPositive();
    assertThat(tsdb.stats().blocks().compactionFailures()).isZero();
    tsdb.close();
  }

  private void write(Tsdb tsdb, Random random) {
    for (int i = random.nextInt(20); i >= 0; i--) {
      Labels labels = Labels.of("__name__", "m" + i % 3, "n", "s" + random.nextInt(20));
      long late = random.nextInt(4) == 0 ? random.nextInt(500_000) : 0;
      long time = clock.instant().toEpochMilli() - late;
      Histogram histogram = labels.get("n").equals("s7") ? histogram(random) : null;
      double value = value(labels, random);
      // one sample for each commit, so that both decide about doubles in the same order
      int added = append(tsdb.appender(), refs.get(labels), labels, time, value, histogram);
      int expected = append(model.appender(), null, labels, time, value, histogram);
      assertThat(added).isEqualTo(expected);
    }
  }

  private int append(
      Appender appender,
      @Nullable SeriesRef ref,
      Labels labels,
      long time,
      double value,
      @Nullable Histogram histogram) {
    try {
      if (ref == null) {
        SeriesRef next =
            histogram == null
                ? appender.append(labels, time, value)
                : appender.append(labels, time, histogram);
        refs.putIfAbsent(labels, next);
      } else if (histogram == null) {
        refs.put(labels, appender.append(ref, time, value));
      } else {
        refs.put(labels, appender.append(ref, time, histogram));
      }
    } catch (AppendException e) {
      assertThat(e.reason()).isEqualTo(AppendException.Reason.DUPLICATE);
      return 0;
    }
    return appender.commit();
  }

  private static double value(Labels labels, Random random) {
    return switch (labels.get("n").charAt(1)) {
      case '1' -> random.nextInt(50) == 0 ? Sample.STALE : random.nextInt(1_000);
      case '2' -> random.nextDouble();
      case '3' -> random.nextInt(10_000) / 100.0;
      case '4' -> 5;
      case '5' -> random.nextInt(3) == 0 ? Double.POSITIVE_INFINITY : -0.0;
      default -> random.nextLong();
    };
  }

  private static Histogram histogram(Random random) {
    int buckets = random.nextInt(4);
    int[] indexes = new int[buckets];
    double[] counts = new double[buckets];
    for (int i = 0; i < buckets; i++) {
      indexes[i] = 3 * i + random.nextInt(2);
      counts[i] = random.nextBoolean() ? 1 + random.nextInt(100) : random.nextDouble() + 0.1;
    }
    return Histogram.exponential(
        Histogram.ResetHint.UNKNOWN,
        random.nextInt(5),
        0.001,
        random.nextInt(3),
        random.nextInt(100),
        random.nextDouble(),
        new Buckets(indexes, counts),
        Buckets.NONE);
  }

  private Tsdb reopen(Tsdb tsdb) throws IOException {
    tsdb.close();
    Tsdb opened = open();
    assertThat(opened.stats().recovery().clean()).isTrue();
    return opened;
  }

  /** Goes on with what a kill would have left. */
  private Tsdb kill(Tsdb tsdb) throws IOException {
    tsdb.sync();
    Path left = Folders.copy(directory, folder.resolve(String.valueOf(++kills)));
    tsdb.close();
    directory = left;
    Tsdb opened = open();
    assertThat(opened.stats().recovery().damages()).isEmpty();
    return opened;
  }

  private void compare(Tsdb tsdb, Random random) {
    long to = clock.instant().toEpochMilli() - random.nextInt(10_000_000);
    long from = to - random.nextInt(10_000_000);
    assertThat(Contents.of(tsdb, from, to)).isEqualTo(Contents.of(model, from, to));
  }
}
