// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A store for tests: sorted maps behind one lock. Fulfils the store's contract. */
public final class InMemoryStore implements Store {

  private static final long OUT_OF_ORDER_WINDOW = 600_000;

  /** A value of either kind; two are equal when all their bits are. */
  private record Point(long bits, @Nullable Histogram histogram) {
    static Point of(double value) {
      return new Point(Double.doubleToRawLongBits(value), null);
    }

    static Point of(Histogram histogram) {
      return new Point(0, histogram);
    }
  }

  private static final Point STALE = Point.of(Sample.STALE);
  private static final Point STALE_HISTOGRAM = Point.of(Histogram.STALE);

  private record Ref(Labels labels) implements SeriesRef {}

  private final TreeMap<Labels, TreeMap<Long, Point>> samples = new TreeMap<>();
  private final TreeMap<Labels, NavigableSet<Exemplar>> exemplars = new TreeMap<>();
  private long newest = Long.MIN_VALUE;
  private boolean full;

  /** From now on, batches cannot be made durable, as on a full disk; or they can again. */
  public synchronized void full(boolean now) {
    full = now;
  }

  private synchronized void demandRoom() throws AppendException {
    if (full) {
      throw new AppendException(Reason.STORAGE_UNAVAILABLE, "nothing can be stored: full");
    }
  }

  @Override
  public Appender appender(Source source) {
    return new Batch();
  }

  @Override
  public synchronized List<Series> select(long from, long to, List<Matcher> matchers) {
    List<Series> selected = new ArrayList<>();
    samples.forEach(
        (labels, values) -> {
          if (from <= to && matches(labels, matchers)) {
            Series series = series(labels, values.subMap(from, true, to, true));
            if (series.length() > 0) {
              selected.add(series);
            }
          }
        });
    return selected;
  }

  private static NavigableSet<Exemplar> noExemplars() {
    return new TreeSet<>(
        Comparator.comparingLong(Exemplar::timestamp)
            .thenComparingDouble(Exemplar::value)
            .thenComparing(Exemplar::labels));
  }

  private static boolean matches(Labels labels, List<Matcher> matchers) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  private static Series series(Labels labels, NavigableMap<Long, Point> span) {
    long[] timestamps = span.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] values =
        span.values().stream().mapToDouble(point -> Double.longBitsToDouble(point.bits)).toArray();
    if (span.values().stream().allMatch(point -> point.histogram == null)) {
      return new Series(labels, timestamps, values);
    }
    @Nullable Histogram[] histograms = new @Nullable Histogram[values.length];
    int i = 0;
    for (Point point : span.values()) {
      histograms[i++] = point.histogram;
    }
    return new Series(labels, timestamps, values, histograms);
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return select(from, to, matchers).stream().map(Series::labels).toList();
  }

  @Override
  public synchronized List<SeriesExemplars> exemplars(
      long from, long to, List<List<Matcher>> selectors) {
    return exemplars.entrySet().stream()
        .filter(entry -> selectors.stream().anyMatch(all -> matches(entry.getKey(), all)))
        .map(
            entry ->
                new SeriesExemplars(
                    entry.getKey(),
                    entry.getValue().stream()
                        .filter(e -> e.timestamp() >= from && e.timestamp() <= to)
                        .toList()))
        .filter(series -> !series.exemplars().isEmpty())
        .toList();
  }

  @Override
  public synchronized Cardinality cardinality(int top) {
    return new Cardinality(
        samples.size(),
        0,
        0,
        Long.MAX_VALUE,
        newest,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Whether the sample is to be added; false when it is there already. */
  private synchronized boolean check(Labels labels, long timestamp, Point point)
      throws AppendException {
    NavigableMap<Long, Point> present = samples.getOrDefault(labels, new TreeMap<>());
    Point same = present.get(timestamp);
    if (same != null) {
      if (same.equals(point)) {
        return false;
      }
      throw new AppendException(Reason.DUPLICATE, "another value at " + timestamp);
    }
    boolean late = !present.isEmpty() && timestamp < present.lastKey();
    if (late && timestamp < newest - OUT_OF_ORDER_WINDOW) {
      throw new AppendException(Reason.OUT_OF_ORDER, "out of order sample");
    }
    return true;
  }

  private synchronized boolean endsInHistogram(Labels labels) {
    TreeMap<Long, Point> present = samples.get(labels);
    return present != null && present.lastEntry().getValue().histogram != null;
  }

  private synchronized int add(List<Pending> batch) {
    int added = 0;
    for (Pending pending : batch) {
      if (pending.addTo(this)) {
        added++;
      }
    }
    return added;
  }

  private record Pending(Labels labels, long timestamp, Point point) {
    boolean isAt(Labels series, long time) {
      return timestamp == time && labels.equals(series);
    }

    boolean addTo(InMemoryStore store) {
      try {
        if (!store.check(labels, timestamp, point)) {
          return false;
        }
      } catch (AppendException _) {
        // what lost a race is left out
        return false;
      }
      store.samples.computeIfAbsent(labels, _ -> new TreeMap<>()).put(timestamp, point);
      store.newest = Math.max(store.newest, timestamp);
      return true;
    }
  }

  private final class Batch implements Appender {

    private final List<Pending> batch = new ArrayList<>();
    private final List<Map.Entry<Labels, Exemplar>> batchExemplars = new ArrayList<>();

    @Override
    public SeriesRef append(Labels labels, long timestamp, double value) throws AppendException {
      return append(labels, timestamp, Point.of(value));
    }

    @Override
    public SeriesRef append(Labels labels, long timestamp, Histogram value) throws AppendException {
      return append(labels, timestamp, Point.of(value));
    }

    @Override
    public SeriesRef append(SeriesRef series, long timestamp, double value) throws AppendException {
      return append(series.labels(), timestamp, Point.of(value));
    }

    @Override
    public SeriesRef append(SeriesRef series, long timestamp, Histogram value)
        throws AppendException {
      return append(series.labels(), timestamp, Point.of(value));
    }

    private SeriesRef append(Labels labels, long timestamp, Point given) throws AppendException {
      Point point = given.equals(STALE) && endsInHistogram(labels) ? STALE_HISTOGRAM : given;
      Pending pending = new Pending(labels, timestamp, point);
      boolean sameTime = !batch.isEmpty() && batch.getLast().isAt(labels, timestamp);
      if (sameTime && !batch.getLast().equals(pending)) {
        throw new AppendException(Reason.DUPLICATE, "another value at " + timestamp);
      }
      if (!sameTime && check(labels, timestamp, point)) {
        batch.add(pending);
      }
      return new Ref(labels);
    }

    @Override
    public void append(SeriesRef series, Exemplar exemplar) throws AppendException {
      synchronized (InMemoryStore.this) {
        boolean isKnown =
            samples.containsKey(series.labels())
                || batch.stream().anyMatch(pending -> pending.labels.equals(series.labels()));
        if (!isKnown) {
          throw new AppendException(Reason.INVALID_EXEMPLAR, "no such series");
        }
        NavigableSet<Exemplar> present = exemplars.getOrDefault(series.labels(), noExemplars());
        if (present.contains(exemplar)) {
          return;
        }
        if (present.higher(exemplar) != null) {
          throw new AppendException(Reason.OUT_OF_ORDER, "out of order exemplar");
        }
        batchExemplars.add(Map.entry(series.labels(), exemplar));
      }
    }

    @Override
    public int commit() {
      int added = add(batch);
      synchronized (InMemoryStore.this) {
        batchExemplars.forEach(
            e -> exemplars.computeIfAbsent(e.getKey(), _ -> noExemplars()).add(e.getValue()));
      }
      rollback();
      return added;
    }

    @Override
    public int commitDurably() throws AppendException {
      demandRoom();
      return commit();
    }

    @Override
    public void rollback() {
      batch.clear();
      batchExemplars.clear();
    }
  }
}
