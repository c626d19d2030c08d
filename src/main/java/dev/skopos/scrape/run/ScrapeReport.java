// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.store.SeriesRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The samples about the scrapes of one target, as Prometheus names them. Not thread-safe. */
final class ScrapeReport {

  private static final List<String> NAMES =
      List.of(
          "up",
          "scrape_duration_seconds",
          "scrape_samples_scraped",
          "scrape_samples_post_metric_relabeling",
          "scrape_series_added");

  /** In the order of their names. */
  private final List<SeriesRef> series;

  ScrapeReport(SampleLabels labels) {
    this.series =
        NAMES.stream()
            .map(name -> SeriesRef.of(labels.report(name)))
            .collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * Writes them.
   *
   * @param counts what the scrape brought, be it written or not
   */
  void write(ScrapeWriter out, ScrapeWriter counts, Duration took, boolean success) {
    double[] values = {
      success ? 1 : 0, took.toNanos() / 1e9, counts.scraped(), counts.kept(), counts.added()
    };
    for (int i = 0; i < values.length; i++) {
      series.set(i, out.report(series.get(i), values[i]));
    }
  }

  /** Ends their series. */
  void end(ScrapeWriter out) {
    series.forEach(each -> out.end(each.labels()));
  }
}
