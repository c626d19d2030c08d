// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.exposition.SeriesTable;
import java.time.Duration;
import java.util.List;

/** The samples about the scrapes of one target, as Prometheus names them. Not thread-safe. */
final class ScrapeReport {

  private static final List<String> NAMES =
      List.of(
          "up",
          "scrape_duration_seconds",
          "scrape_samples_scraped",
          "scrape_samples_post_metric_relabeling",
          "scrape_series_added");

  private final List<ScrapedSeries> series;

  ScrapeReport(SampleLabels labels) {
    this.series =
        NAMES.stream()
            .map(name -> new ScrapedSeries(SeriesTable.NONE, labels.report(name)))
            .toList();
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
      out.report(series.get(i), values[i]);
    }
  }

  /** Ends their series. */
  void end(ScrapeWriter out) {
    series.forEach(out::end);
  }
}
