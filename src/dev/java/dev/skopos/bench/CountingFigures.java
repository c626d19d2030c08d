// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.count.CountingDefinition;
import dev.skopos.slo.count.EventCounter;
import dev.skopos.slo.count.Indicator;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.Queryable;
import dev.skopos.store.SeriesRef;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * How long it takes to bring a budget of 12 weeks over 5,000 series up to date after each scrape,
 * and to sum it up; nothing to compare it with.
 */
final class CountingFigures {

  private static final int SERIES = 5_000;
  private static final Duration SCRAPE = Duration.ofSeconds(15);
  private static final Duration WINDOW = Duration.ofDays(84);
  private static final int ROUNDS = 400;
  private static final Labels SENT_LATE = Labels.of(Labels.METRIC_NAME, "batch_job_success");
  private static final Matcher NAME = Matcher.equal(Labels.METRIC_NAME, "requests_total");
  private static final Indicator INDICATOR =
      new Indicator.Counters(
          Indicator.Part.BAD,
          List.of(NAME, Matcher.of(Matcher.Type.REGEX, "code", "5..")),
          List.of(NAME));
  private static final CountingDefinition DEFINITION =
      new CountingDefinition(
          new ResourceId("ServiceLevelObjective", "bench", "requests"),
          INDICATOR,
          List.of(),
          1,
          Duration.ofDays(30),
          Optional.empty());
  private static final QueryFunction NO_QUERIES = (_, _) -> List.of();

  private final Random random = new Random(1);
  private final SeriesRef[] series = new SeriesRef[SERIES];
  private final double[] values = new double[SERIES];
  private Instant now = Instant.parse("2026-04-01T00:07:00Z");

  CountingFigures() {
    for (int i = 0; i < SERIES; i++) {
      series[i] =
          SeriesRef.of(
              Labels.of(
                  Labels.METRIC_NAME,
                  "requests_total",
                  "job",
                  "shop",
                  "instance",
                  "10.0.0." + i / 50 + ":8080",
                  "route",
                  "/" + i % 10,
                  "code",
                  List.of("200", "201", "404", "500", "503").get(i / 10 % 5)));
    }
  }

  /** Measures, and gives a section of the report. */
  String section() throws IOException {
    Path folder = Files.createTempDirectory("skopos-bench-counting");
    try (Tsdb store = Tsdb.open(TsdbOptions.defaults(folder, () -> now))) {
      KeptInMemory blocks = new KeptInMemory();
      count(new Past(now.minus(WINDOW), now), blocks);
      for (int i = 0; i < Duration.ofHours(3).dividedBy(SCRAPE); i++) {
        scrape(store);
      }
      EventCounter counter = new EventCounter(DEFINITION, store, NO_QUERIES, blocks);
      rounds(counter, store, false);
      double[] onTime = rounds(counter, store, false);
      double[] late = rounds(counter, store, true);
      return text(onTime, late, counter.accounts());
    } catch (AppendException e) {
      throw new IllegalStateException(e);
    } finally {
      Folders.delete(folder);
    }
  }

  /** Counts all that there is, and saves it. */
  private void count(Queryable samples, KeptInMemory blocks) {
    EventCounter counter = new EventCounter(DEFINITION, samples, NO_QUERIES, blocks);
    while (!counter.advance(now).complete()) {
      // each call does a part
    }
    counter.unsaved().ifPresent(change -> blocks.save(List.of(change)));
  }

  private void scrape(Tsdb store) throws AppendException {
    now = now.plus(SCRAPE);
    Appender batch = store.appender();
    for (int i = 0; i < SERIES; i++) {
      values[i] += random.nextInt(20);
      series[i] = batch.append(series[i], now.toEpochMilli(), values[i]);
    }
    batch.commit();
    store.sync();
  }

  /** Somebody else sends what happened two minutes ago. */
  private void sendLate(Tsdb store) throws AppendException {
    Appender batch = store.appender();
    batch.append(SENT_LATE, now.minusSeconds(120).toEpochMilli(), 1);
    batch.commit();
  }

  /** Milliseconds of CPU time of each round, in ascending order. */
  private double[] rounds(EventCounter counter, Tsdb store, boolean late) throws AppendException {
    double[] took = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      scrape(store);
      if (late) {
        sendLate(store);
      }
      long start = cpuTime();
      counter.advance(now);
      Accounts accounts = counter.accounts();
      double total = accounts.between(Labels.EMPTY, now.minus(WINDOW), now).total();
      took[i] = (cpuTime() - start) / 1e6;
      if (total == 0) {
        throw new IllegalStateException("nothing was counted");
      }
    }
    Arrays.sort(took);
    return took;
  }

  /** Of this thread, in nanoseconds: what else the machine does makes no difference. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double median(double[] ascending) {
    return ascending[ROUNDS / 2];
  }

  /** What 95 % are within. */
  private static double most(double[] ascending) {
    return ascending[ROUNDS * 95 / 100];
  }

  private String text(double[] onTime, double[] late, Accounts accounts) {
    int sums = 10_000;
    long start = System.nanoTime();
    double total = 0;
    for (int i = 0; i < sums; i++) {
      Instant from = now.minus(WINDOW).plus(Duration.ofMinutes(i));
      total += accounts.between(Labels.EMPTY, from, now).total();
    }
    double micros = (System.nanoTime() - start) / 1e3 / sums;
    return String.format(
        Locale.ROOT,
        """
        ## Counting events

        A budget of 12 weeks over 5,000 series that are scraped every 15 s, on the embedded store: to
        read a scrape, count it and sum up the window takes %.1f ms of CPU time (median of %d),
        95 %% within %.1f ms, the longest %.1f ms (must: 20). While some sender's samples come late all
        the time, the newest two hours are counted again from time to time, a part with each scrape:
        then it is %.1f ms, %.1f ms and %.1f ms. A sum alone, from an edge anywhere, takes %.1f µs (%.2g
        events).
        """,
        median(onTime),
        ROUNDS,
        most(onTime),
        onTime[ROUNDS - 1],
        median(late),
        most(late),
        late[ROUNDS - 1],
        micros,
        total / sums);
  }
}
