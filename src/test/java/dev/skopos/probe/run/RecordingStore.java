// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.InMemoryStore;
import java.util.List;
import java.util.stream.IntStream;

/** An {@link InMemoryStore} that shows its samples by the metric's name. */
record RecordingStore(InMemoryStore store) {

  RecordingStore() {
    this(new InMemoryStore());
  }

  /** The samples of the only series with this name and these labels. */
  List<Sample> samples(String name, String... labels) {
    Labels wanted = Labels.of(labels);
    List<Series> found =
        all().stream()
            .filter(s -> s.labels().metricName().equals(name))
            .filter(s -> s.labels().only(wanted.toMap().keySet()).equals(wanted))
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(name + " is ambiguous: " + found);
    }
    return found.isEmpty() ? List.of() : samples(found.getFirst());
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
    return all().stream()
        .filter(series -> !Sample.isStale(series.values()[series.length() - 1]))
        .map(Series::labels)
        .toList();
  }

  private List<Series> all() {
    return store.select(Long.MIN_VALUE, Long.MAX_VALUE, List.of());
  }

  private static List<Sample> samples(Series series) {
    return IntStream.range(0, series.length())
        .mapToObj(i -> new Sample(series.timestamps()[i], series.values()[i]))
        .toList();
  }
}
