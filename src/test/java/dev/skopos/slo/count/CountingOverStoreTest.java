// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.COUNTERS;
import static dev.skopos.slo.count.CounterLab.HOUR;
import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.at;
import static dev.skopos.slo.count.CounterLab.definition;
import static dev.skopos.slo.count.CounterLab.finish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.slo.count.RawSamples.Point;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.Queryable;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counting from the embedded store: its head, its blocks, and what it has after a restart. */
class CountingOverStoreTest {

  private final CounterLab lab = new CounterLab();
  private final AtomicLong now = new AtomicLong(START);

  @TempDir private Path folder;

  private Tsdb open() throws IOException {
    return Tsdb.open(TsdbOptions.defaults(folder, () -> Instant.ofEpochMilli(now.get())));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theStoreSaysWhatItsSamplesSay(long seed) throws Exception {
    Random random = new Random(seed);
    RandomScrapes scrapes = new RandomScrapes(lab.samples, random);
    try (Tsdb store = open()) {
      EventCounter counter =
          new EventCounter(definition(COUNTERS, "route"), store, lab.queries, lab.blocks);
      for (int minute = 0; minute < 7 * 60; minute++) {
        scrape(scrapes, store);
        counter.advance(at(now.get()));
      }
      lab.save(counter);
    }
    try (Tsdb store = open()) {
      EventCounter counter =
          new EventCounter(definition(COUNTERS, "route"), store, lab.queries, lab.blocks);
      EventCounter fresh =
          new EventCounter(
              definition(COUNTERS, "route"), store, lab.queries, new InMemoryCountedBlocks());
      scrape(scrapes, store);

      finish(counter, now.get());
      finish(fresh, now.get());

      Truth truth = Truth.of(COUNTERS, List.of("route"), lab.samples);
      CounterLab.assertEqual(counter.accounts(), truth, random);
      CounterLab.assertEqual(fresh.accounts(), truth, random);
    }
  }

  /** A sender that was cut off sends all it has; single samples are sent again, out of order. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void findsWhatComesLate(long seed) throws Exception {
    Random random = new Random(seed);
    RandomScrapes scrapes = new RandomScrapes(lab.samples, random);
    RawSamples sent = new RawSamples();
    try (Tsdb store = open()) {
      EventCounter counter =
          new EventCounter(definition(COUNTERS, "route"), store, lab.queries, lab.blocks);
      Map<String, Long> cutOff = new HashMap<>();
      for (int minute = 0; minute < 5 * 60; minute++) {
        scrapes.scrape(now.get(), now.get() + MINUTE);
        now.addAndGet(MINUTE);
        if (random.nextInt(30) == 0) {
          cutOff.put("host-%d:80".formatted(random.nextInt(4)), now.get() + 7 * MINUTE);
        }
        cutOff.values().removeIf(until -> until < now.get());
        send(
            store,
            sent,
            series -> !cutOff.containsKey(series.get("instance")) && random.nextInt(50) > 0);
        counter.advance(at(now.get()));
      }
      send(store, sent, _ -> true);
      for (int minute = 0; minute < 45; minute++) {
        now.addAndGet(MINUTE);
        counter.advance(at(now.get()));
      }

      finish(counter, now.get());

      Truth truth = Truth.of(COUNTERS, List.of("route"), lab.samples);
      CounterLab.assertEqual(counter.accounts(), truth, random);
    }
  }

  /** All samples of the last quarter of an hour that were not sent, each if it is let through. */
  private void send(Tsdb store, RawSamples sent, Predicate<Labels> through) throws AppendException {
    Appender batch = store.appender();
    for (Map.Entry<Labels, NavigableMap<Long, Point>> series : lab.samples.all().entrySet()) {
      for (Map.Entry<Long, Point> sample :
          series.getValue().tailMap(now.get() - 15 * MINUTE).entrySet()) {
        if (!sent.has(series.getKey(), sample.getKey()) && through.test(series.getKey())) {
          batch.append(series.getKey(), sample.getKey(), sample.getValue().value());
          sent.add(series.getKey(), sample.getKey(), sample.getValue().value());
        }
      }
    }
    batch.commit();
  }

  @Test
  void readsTheNewestHoursAgainOnlyWhenSomethingCameLate() throws Exception {
    Labels series = CounterLab.requests("host:80", "500");
    try (Tsdb store = open()) {
      FarReads reads = new FarReads(store);
      EventCounter counter = new EventCounter(definition(COUNTERS), reads, lab.queries, lab.blocks);
      append(store, series, 1);
      finish(counter, now.get());
      go(60, store, counter, series);
      reads.far.set(0);

      go(60, store, counter, series);
      assertThat(reads.far).hasValue(0);

      Labels late = CounterLab.requests("host:80", "503");
      Appender batch = store.appender();
      batch.append(late, now.get() - 20 * MINUTE, 1);
      batch.append(late, now.get() - 19 * MINUTE, 8);
      batch.commit();
      go(12, store, counter, series);
      assertThat(reads.far).hasPositiveValue();
      assertThat(CounterLab.all(counter.accounts(), Labels.EMPTY).bad()).isEqualTo(132 + 8);
    }
  }

  @Test
  void groupsThatFindNoRoomAreToldAsLongAsTheyAre() throws Exception {
    CountingDefinition one =
        new CountingDefinition(
            CounterLab.ID, COUNTERS, List.of("code"), 1, CounterLab.KEPT, Optional.empty());
    try (Tsdb store = open()) {
      EventCounter counter = new EventCounter(one, store, lab.queries, lab.blocks);
      List<Labels> series =
          Stream.of("500", "503").map(code -> CounterLab.requests("host:80", code)).toList();
      for (int minute = 0; minute < 60; minute++) {
        now.addAndGet(MINUTE);
        for (Labels each : series) {
          append(store, each, minute);
        }
        assertThat(counter.advance(at(now.get())).problems())
            .as("minute %d", minute)
            .singleElement()
            .isInstanceOf(CountProblem.TooManyGroups.class);
      }
    }
  }

  private void go(int minutes, Tsdb store, EventCounter counter, Labels series)
      throws AppendException {
    for (int minute = 0; minute < minutes; minute++) {
      now.addAndGet(MINUTE);
      append(store, series, (double) ((now.get() - START) / MINUTE + 1));
      counter.advance(at(now.get()));
    }
  }

  private void append(Tsdb store, Labels series, double value) throws AppendException {
    Appender batch = store.appender();
    batch.append(series, now.get(), value);
    batch.commit();
  }

  /** Counts the reads of more than the newest two minutes. */
  private final class FarReads implements Queryable {
    private final Tsdb store;
    private final AtomicInteger far = new AtomicInteger();

    FarReads(Tsdb store) {
      this.store = store;
    }

    @Override
    public List<Series> select(long from, long to, List<Matcher> matchers) {
      if (from < now.get() - 2 * MINUTE) {
        far.incrementAndGet();
      }
      return store.select(from, to, matchers);
    }

    @Override
    public List<Labels> series(long from, long to, List<Matcher> matchers) {
      return store.series(from, to, matchers);
    }

    @Override
    public OptionalLong pastRevision() {
      return store.pastRevision();
    }
  }

  /** A minute of scrapes; now and then blocks are made. */
  private void scrape(RandomScrapes scrapes, Tsdb store) throws AppendException {
    long from = now.get();
    scrapes.scrape(from, from + MINUTE);
    now.addAndGet(MINUTE);
    Appender batch = store.appender();
    for (Map.Entry<Labels, NavigableMap<Long, Point>> series : lab.samples.all().entrySet()) {
      for (Map.Entry<Long, Point> sample :
          series.getValue().subMap(from, false, now.get(), true).entrySet()) {
        batch.append(series.getKey(), sample.getKey(), sample.getValue().value());
      }
    }
    batch.commit();
    if (now.get() % HOUR < MINUTE) {
      store.maintain(at(now.get()));
    }
  }
}
