// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.store.Cardinality;
import dev.skopos.store.Catalog;
import dev.skopos.store.Queryable;
import dev.skopos.store.SeriesExemplars;
import dev.skopos.tsdb.block.Blocks;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.head.Head;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Reads memory and blocks together. Memory comes first: what leaves it in the meantime is in a
 * block by then, and what is in both counts once.
 */
record MergedQueries(Head head, Blocks blocks) implements Queryable, Catalog {

  private record Selected(Labels labels, Columns samples) {}

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    return select(from, to, matchers, _ -> {});
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers, LongConsumer read) {
    if (from > to) {
      return List.of();
    }
    List<Selected> recent = new ArrayList<>();
    head.queries()
        .select(
            from,
            to,
            matchers,
            (labels, samples) -> {
              read.accept(samples.length());
              recent.add(new Selected(labels, samples.trimmed()));
            });
    if (from > blocks.maxTime()) {
      return recent.stream().map(one -> one.samples.toSeries(one.labels)).toList();
    }
    Map<Labels, Columns> all = new HashMap<>();
    blocks
        .queries()
        .select(
            from,
            to,
            matchers,
            read,
            (labels, samples) -> all.merge(labels, samples, Columns::with));
    recent.forEach(one -> all.merge(one.labels, one.samples, Columns::with));
    List<Series> series = new ArrayList<>(all.size());
    all.forEach((labels, samples) -> series.add(samples.toSeries(labels)));
    series.sort(Comparator.comparing(Series::labels));
    return series;
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    Set<Labels> found = new TreeSet<>(head.queries().series(from, to, matchers));
    found.addAll(blocks.queries().series(from, to, matchers));
    return List.copyOf(found);
  }

  @Override
  public List<String> labelNames(long from, long to, List<Matcher> matchers, int limit) {
    Set<String> names = new TreeSet<>();
    if (inMemory(from, to)) {
      names.addAll(head.queries().labelNames(matchers));
    }
    names.addAll(blocks.queries().labelNames(from, to, matchers));
    return limited(names, limit);
  }

  @Override
  public List<String> labelValues(
      String name, long from, long to, List<Matcher> matchers, int limit) {
    Set<String> values = new TreeSet<>();
    if (inMemory(from, to)) {
      values.addAll(head.queries().labelValues(name, matchers));
    }
    values.addAll(blocks.queries().labelValues(name, from, to, matchers));
    return limited(values, limit);
  }

  private boolean inMemory(long from, long to) {
    return head.minTime() <= to && head.maxTime() >= from;
  }

  private static List<String> limited(Collection<String> sorted, int limit) {
    return sorted.stream().limit(limit == 0 ? Long.MAX_VALUE : limit).toList();
  }

  @Override
  public List<SeriesExemplars> exemplars(long from, long to, List<List<Matcher>> selectors) {
    List<SeriesExemplars> found = new ArrayList<>();
    head.queries()
        .exemplars(
            from,
            to,
            labels ->
                selectors.stream().anyMatch(all -> all.stream().allMatch(m -> m.matches(labels))))
        .forEach((labels, exemplars) -> found.add(new SeriesExemplars(labels, exemplars)));
    return found;
  }

  @Override
  public Cardinality cardinality(int top) {
    return head.queries().cardinality(head.minTime(), head.maxTime(), top);
  }
}
