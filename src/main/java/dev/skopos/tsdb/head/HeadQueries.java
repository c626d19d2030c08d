// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.store.Cardinality;
import dev.skopos.tsdb.chunk.Columns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Reads a head. Thread-safe. */
public final class HeadQueries {

  private final HeadParts parts;

  HeadQueries(HeadParts parts) {
    this.parts = parts;
  }

  /** Takes the samples of one series. */
  public interface Target {
    void add(Labels labels, Columns samples);
  }

  /** The series that fulfil all matchers and have samples in the span, in ascending order. */
  public void select(long from, long to, List<Matcher> matchers, Target target) {
    List<MemSeries> found = parts.table().index().find(matchers);
    found.sort(Comparator.comparing(MemSeries::labels));
    for (MemSeries series : found) {
      Columns samples = series.read(from, to, parts.files());
      if (!samples.isEmpty()) {
        target.add(series.labels(), samples);
      }
    }
  }

  /** The label sets of the series that fulfil all matchers and have a sample in the span. */
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    List<Labels> labels = new ArrayList<>();
    for (MemSeries series : parts.table().index().find(matchers)) {
      if (series.hasSample(from, to, parts.files())) {
        labels.add(series.labels());
      }
    }
    return labels;
  }

  public Set<String> labelNames(List<Matcher> matchers) {
    Set<String> names = new TreeSet<>();
    if (matchers.isEmpty()) {
      names.addAll(parts.table().index().names());
      return names;
    }
    for (MemSeries series : parts.table().index().find(matchers)) {
      series.labels().forEach((name, _) -> names.add(name));
    }
    return names;
  }

  public Set<String> labelValues(String name, List<Matcher> matchers) {
    Set<String> values = new TreeSet<>();
    if (matchers.isEmpty()) {
      values.addAll(parts.table().index().values(name));
      return values;
    }
    for (MemSeries series : parts.table().index().find(matchers)) {
      if (series.labels().has(name)) {
        values.add(series.labels().get(name));
      }
    }
    return values;
  }

  public Map<Labels, List<Exemplar>> exemplars(long from, long to, Predicate<Labels> wanted) {
    return parts.exemplars().find(from, to, wanted);
  }

  /** What takes the room; of each list the {@code top} largest. */
  public Cardinality cardinality(long minTime, long maxTime, int top) {
    Map<String, Long> metrics = new HashMap<>();
    Map<String, Long> values = new HashMap<>();
    Map<String, Long> bytes = new HashMap<>();
    Map<String, Long> pairs = new HashMap<>();
    parts
        .table()
        .index()
        .count(
            (name, value, series) -> {
              values.merge(name, 1L, Long::sum);
              bytes.merge(name, (long) value.getBytes(StandardCharsets.UTF_8).length, Long::sum);
              pairs.put(name + "=" + value, (long) series);
              if (name.equals(Labels.METRIC_NAME)) {
                metrics.put(value, (long) series);
              }
            });
    long chunks = 0;
    for (MemSeries series : parts.table().index().all()) {
      chunks += series.fullChunks() + 1;
    }
    return new Cardinality(
        parts.table().size(),
        pairs.size(),
        chunks,
        minTime,
        maxTime,
        largest(metrics, top),
        largest(values, top),
        largest(bytes, top),
        largest(pairs, top),
        largest(bySource(SourceSeries::count), top),
        largest(bySource(SourceSeries::refusals), top));
  }

  /** Those of which there is something to tell. */
  private Map<String, Long> bySource(ToLongFunction<SourceSeries> count) {
    Map<String, Long> counts = new HashMap<>();
    for (SourceSeries source : parts.table().sources()) {
      if (count.applyAsLong(source) > 0) {
        counts.put(source.name(), count.applyAsLong(source));
      }
    }
    return counts;
  }

  private static List<Cardinality.Count> largest(Map<String, Long> counts, int top) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(top)
        .map(entry -> new Cardinality.Count(entry.getKey(), entry.getValue()))
        .toList();
  }
}
