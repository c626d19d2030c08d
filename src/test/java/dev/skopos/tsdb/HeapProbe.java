// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** A process that prints how many bytes of heap a series takes, with half of a chunk open. */
final class HeapProbe {

  private static final int SERIES = 50_000;
  private static final int SAMPLES = 60;
  private static final int SERIES_OF_TARGET = 1_000;

  private HeapProbe() {}

  /** Measures; the argument is the store's directory. */
  public static void main(String[] arguments) throws Exception {
    SettableClock clock = new SettableClock();
    try (Tsdb store = Tsdb.open(TsdbOptions.defaults(Path.of(arguments[0]), clock))) {
      write(store, clock, 0, SERIES_OF_TARGET);
      long before = used();
      write(store, clock, SERIES_OF_TARGET, SERIES_OF_TARGET + SERIES);
      long after = used();
      if (store.stats().head().series() != SERIES + SERIES_OF_TARGET) {
        throw new IllegalStateException("not all series were taken");
      }
      System.out.println((after - before) / SERIES);
    }
  }

  private static void write(Tsdb store, SettableClock clock, int from, int to)
      throws AppendException {
    Random random = new Random(1);
    SeriesRef[] series = new SeriesRef[to - from];
    double[] values = new double[to - from];
    for (int k = 0; k < SAMPLES; k++) {
      Appender appender = store.appender();
      clock.advance(Duration.ofSeconds(15));
      long time = clock.instant().toEpochMilli();
      for (int i = 0; i < series.length; i++) {
        values[i] = next(i, values[i], random);
        series[i] =
            k == 0
                ? appender.append(labels(from + i), time, values[i])
                : appender.append(series[i], time, values[i]);
      }
      appender.commit();
      store.sync();
    }
  }

  /** Half counters, a fifth gauges, the others buckets, which seldom grow. */
  private static double next(int i, double last, Random random) {
    return switch (i % 10) {
      case 0, 1, 2, 3, 4 -> last + random.nextInt(100);
      case 5, 6 -> random.nextInt(100_000) / 100.0;
      default -> last + (random.nextInt(5) == 0 ? 1 : 0);
    };
  }

  private static Labels labels(int i) {
    int target = i / SERIES_OF_TARGET;
    int metric = i % SERIES_OF_TARGET / 10;
    return Labels.of(
        "__name__",
        "http_server_requests_" + metric + "_total",
        "code",
        "" + (200 + i % 10),
        "container",
        "app",
        "handler",
        "/api/v1/resource/" + i % 10,
        "instance",
        "10.0.%d.%d:8080".formatted(target / 256, target % 256),
        "job",
        "shop/checkout",
        "method",
        i % 2 == 0 ? "GET" : "POST",
        "namespace",
        "shop",
        "pod",
        "checkout-5d8f7c9b4-%05d".formatted(target),
        "service",
        "checkout");
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
