// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Takes samples in ascending order of time per series, and shows them by the metric's name. */
final class RecordingStore implements Store {

  private final Map<Labels, List<Sample>> samples = new ConcurrentSkipListMap<>();

  @Override
  public Appender appender() {
    List<Map.Entry<Labels, Sample>> batch = new ArrayList<>();
    return new Appender() {
      @Override
      public void append(Labels labels, long timestamp, double value) throws AppendException {
        List<Sample> known = samples.getOrDefault(labels, List.of());
        if (!known.isEmpty() && known.getLast().timestamp() >= timestamp) {
          throw new AppendException(AppendException.Reason.OUT_OF_ORDER, labels.toString());
        }
        batch.add(Map.entry(labels, new Sample(timestamp, value)));
      }

      @Override
      public int commit() {
        batch.forEach(
            e -> samples.computeIfAbsent(e.getKey(), _ -> new ArrayList<>()).add(e.getValue()));
        return batch.size();
      }

      @Override
      public void rollback() {
        batch.clear();
      }
    };
  }

  /** The samples of the only series with this name and these labels. */
  List<Sample> samples(String name, String... labels) {
    Labels wanted = Labels.of(labels);
    List<Labels> found =
        samples.keySet().stream()
            .filter(l -> l.metricName().equals(name))
            .filter(l -> l.only(wanted.toMap().keySet()).equals(wanted))
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(name + " is ambiguous: " + found);
    }
    return found.isEmpty() ? List.of() : List.copyOf(samples.get(found.getFirst()));
  }

  double last(String name, String... labels) {
    return samples(name, labels).getLast().value();
  }

  /** The names of the series whose last sample is no stale marker. */
  List<String> alive() {
    return aliveSeries().stream().map(Labels::metricName).distinct().toList();
  }

  /** The series whose last sample is no stale marker. */
  List<Labels> aliveSeries() {
    return samples.entrySet().stream()
        .filter(e -> !Sample.isStale(e.getValue().getLast().value()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    return samples.entrySet().stream()
        .filter(entry -> matchers.stream().allMatch(matcher -> matcher.matches(entry.getKey())))
        .map(entry -> series(entry.getKey(), entry.getValue(), from, to))
        .filter(series -> series.length() > 0)
        .toList();
  }

  private static Series series(Labels labels, List<Sample> all, long from, long to) {
    List<Sample> inSpan =
        all.stream().filter(s -> s.timestamp() >= from && s.timestamp() <= to).toList();
    return new Series(
        labels,
        inSpan.stream().mapToLong(Sample::timestamp).toArray(),
        inSpan.stream().mapToDouble(Sample::value).toArray());
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    throw new UnsupportedOperationException("checks ask for samples");
  }
}
