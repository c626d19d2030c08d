// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.COUNTERS;
import static dev.skopos.slo.count.CounterLab.HOUR;
import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.at;
import static dev.skopos.slo.count.CounterLab.definition;
import static dev.skopos.slo.count.CounterLab.finish;

import dev.skopos.model.Labels;
import dev.skopos.slo.count.RawSamples.Point;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
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
