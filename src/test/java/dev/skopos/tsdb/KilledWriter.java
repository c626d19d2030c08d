// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that pushes into a store until it is killed. After each push that the store has
 * acknowledged it prints a line with the writer and the push's number.
 */
final class KilledWriter {

  static final int WRITERS = 4;
  static final int SERIES_OF_PUSH = 20;
  static final String OPEN = "open";

  /** Between two pushes, in the time of their samples. */
  private static final Duration STEP = Duration.ofSeconds(2);

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER_THAN_ALL = Instant.parse("2027-01-01T00:00:00Z");

  private final Tsdb store;
  private final AtomicLong pushes;
  private final PrintStream out;

  private KilledWriter(Tsdb store, long firstPush, PrintStream out) {
    this.store = store;
    this.pushes = new AtomicLong(firstPush);
    this.out = out;
  }

  /** Small files and blocks of 20 minutes, which are 600 pushes: much happens between two kills. */
  static TsdbOptions options(Path directory) {
    return TsdbOptions.defaults(directory, () -> LATER_THAN_ALL)
        .withTuning(new TsdbOptions.Tuning(Duration.ofMinutes(20), 50_000, 150_000, false));
  }

  static long time(long push) {
    return FIRST.plus(STEP.multipliedBy(push)).toEpochMilli();
  }

  /** The number of the push that has this time. */
  static long push(long time) {
    return (time - FIRST.toEpochMilli()) / STEP.toMillis();
  }

  static Labels labels(int writer, int series) {
    return Labels.of("__name__", "pushed", "n", "" + series, "writer", "" + writer);
  }

  /**
   * Writes until it is killed.
   *
   * @param arguments the store's directory, the number of the first push
   */
  public static void main(String[] arguments) throws Exception {
    Tsdb store = Tsdb.open(options(Path.of(arguments[0])));
    System.out.println(OPEN);
    KilledWriter writer = new KilledWriter(store, Long.parseLong(arguments[1]), System.out);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Callable<Void>> work = new ArrayList<>();
      work.add(writer::maintain);
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        work.add(() -> writer.write(number));
      }
      threads.invokeAll(work);
    }
  }

  private Void write(int writer) throws AppendException {
    SeriesRef[] series = new SeriesRef[SERIES_OF_PUSH];
    Appender appender = store.appender();
    try {
      while (true) {
        long push = pushes.getAndIncrement();
        for (int i = 0; i < series.length; i++) {
          series[i] =
              series[i] == null
                  ? appender.append(labels(writer, i), time(push), (double) push)
                  : appender.append(series[i], time(push), (double) push);
        }
        appender.commitDurably();
        out.println(writer + " " + push);
      }
    } catch (AppendException e) {
      out.println("refused: " + e.getMessage());
      throw e;
    }
  }

  private Void maintain() {
    while (true) {
      store.sync();
      store.maintain(LATER_THAN_ALL.minus(Duration.ofDays(364)));
    }
  }

  /** The line that starts it. */
  static List<String> commandLine(Path directory, long firstPush) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx128m",
        "-cp",
        System.getProperty("java.class.path"),
        KilledWriter.class.getName(),
        directory.toString(),
        Long.toString(firstPush));
  }
}
