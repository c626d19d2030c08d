// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import java.time.Duration;
import java.util.List;

/** The samples about a scrape, as Prometheus names them. */
final class ScrapeReport {

  private static final String UP = "up";
  private static final String DURATION = "scrape_duration_seconds";
  private static final String SCRAPED = "scrape_samples_scraped";
  private static final String KEPT = "scrape_samples_post_metric_relabeling";
  private static final String ADDED = "scrape_series_added";

  static final List<String> NAMES = List.of(UP, DURATION, SCRAPED, KEPT, ADDED);

  private ScrapeReport() {}

  /**
   * Writes them.
   *
   * @param counts what the scrape brought, be it written or not
   */
  static void write(ScrapeWriter out, ScrapeWriter counts, Duration took, boolean success) {
    out.report(UP, success ? 1 : 0);
    out.report(DURATION, took.toNanos() / 1e9);
    out.report(SCRAPED, counts.scraped());
    out.report(KEPT, counts.kept());
    out.report(ADDED, counts.added());
  }
}
