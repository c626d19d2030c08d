// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A store for tests: sorted maps behind one lock. Fulfils the store's contract. */
public final class InMemoryStore implements Store {

  private final TreeMap<Labels, TreeMap<Long, Double>> samples = new TreeMap<>();

  @Override
  public Appender appender() {
    return new Batch();
  }

  @Override
  public synchronized List<Series> select(long from, long to, List<Matcher> matchers) {
    List<Series> selected = new ArrayList<>();
    samples.forEach(
        (labels, values) -> {
          if (matchers.stream().allMatch(matcher -> matcher.matches(labels)) && from <= to) {
            Series series = series(labels, values.subMap(from, true, to, true));
            if (series.length() > 0) {
              selected.add(series);
            }
          }
        });
    return selected;
  }

  private static Series series(Labels labels, NavigableMap<Long, Double> span) {
    long[] timestamps = span.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] values = new double[timestamps.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = span.getOrDefault(timestamps[i], Double.NaN);
    }
    return new Series(labels, timestamps, values);
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return select(from, to, matchers).stream().map(Series::labels).toList();
  }

  private synchronized int add(Map<Labels, ? extends NavigableMap<Long, Double>> batch) {
    int added = 0;
    for (Map.Entry<Labels, ? extends NavigableMap<Long, Double>> entry : batch.entrySet()) {
      TreeMap<Long, Double> values = samples.computeIfAbsent(entry.getKey(), _ -> new TreeMap<>());
      for (Map.Entry<Long, Double> sample : entry.getValue().entrySet()) {
        if (values.isEmpty() || sample.getKey() > values.lastKey()) {
          values.put(sample.getKey(), sample.getValue());
          added++;
        }
      }
    }
    return added;
  }

  private synchronized void check(NavigableMap<Long, Double> values, long timestamp, double value)
      throws AppendException {
    if (values.isEmpty() || timestamp > values.lastKey()) {
      return;
    }
    if (timestamp < values.lastKey()) {
      throw new AppendException(Reason.OUT_OF_ORDER, "out of order sample");
    }
    long present = Double.doubleToRawLongBits(values.lastEntry().getValue());
    if (present != Double.doubleToRawLongBits(value)) {
      throw new AppendException(Reason.DUPLICATE, "duplicate sample for timestamp " + timestamp);
    }
  }

  private synchronized NavigableMap<Long, Double> committed(Labels labels) {
    return samples.getOrDefault(labels, new TreeMap<>());
  }

  private final class Batch implements Appender {

    private final Map<Labels, TreeMap<Long, Double>> batch = new LinkedHashMap<>();

    @Override
    public void append(Labels labels, long timestamp, double value) throws AppendException {
      check(committed(labels), timestamp, value);
      TreeMap<Long, Double> pending = batch.computeIfAbsent(labels, _ -> new TreeMap<>());
      check(pending, timestamp, value);
      pending.put(timestamp, value);
    }

    @Override
    public int commit() {
      int added = add(batch);
      batch.clear();
      return added;
    }

    @Override
    public void rollback() {
      batch.clear();
    }
  }
}
