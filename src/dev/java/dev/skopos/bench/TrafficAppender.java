// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.bench.ObjectiveTraffic.Counter;
import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import dev.skopos.tsdb.Tsdb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Appends the past of the traffic to a store.
 *
 * @param now the time of the store, which is moved on
 */
record TrafficAppender(ObjectiveTraffic traffic, Tsdb store, AtomicLong now) {

  private static final int UPKEEP = (int) Duration.ofHours(1).dividedBy(ObjectiveTraffic.STEP);

  void appendPast() {
    List<Counter> counters = Counter.all();
    SeriesRef[] series =
        counters.stream()
            .map(each -> SeriesRef.of(Labels.of(each.labels().toArray(String[]::new))))
            .toArray(SeriesRef[]::new);
    Appender batch = store.appender();
    try {
      for (int step = 0; step <= ObjectiveTraffic.PAST; step++) {
        now.set(traffic.time(step));
        for (int i = 0; i < series.length; i++) {
          series[i] = batch.append(series[i], now.get(), traffic.value(counters.get(i), step));
        }
        batch.commit();
        if (step % UPKEEP == 0) {
          store.maintain(Instant.ofEpochMilli(now.get()));
        }
      }
    } catch (AppendException e) {
      throw new IllegalStateException(e);
    }
    store.sync();
  }
}
