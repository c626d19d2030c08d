// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.TargetSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** A target as the JSON of Prometheus' API has it. */
final class TargetView {

  /** How Go writes a time that never was. */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private TargetView() {}

  /** A target that is scraped; the duration is in seconds. */
  record Active(
      Map<String, String> discoveredLabels,
      Map<String, String> labels,
      String scrapePool,
      String scrapeUrl,
      String globalUrl,
      String lastError,
      String lastScrape,
      BigDecimal lastScrapeDuration,
      String health,
      String scrapeInterval,
      String scrapeTimeout) {}

  /** A target that relabeling dropped. */
  record Dropped(Map<String, String> discoveredLabels, String scrapePool) {}

  static String pool(SourceSnapshot source) {
    return source.definition().id().namespace() + "/" + source.definition().id().name();
  }

  static Stream<Active> active(SourceSnapshot source) {
    return source.targets().stream().map(target -> active(pool(source), target));
  }

  private static Active active(String pool, TargetSnapshot target) {
    return new Active(
        target.discovered().toMap(),
        target.labels().toMap(),
        pool,
        target.url().toString(),
        target.url().toString(),
        target.error(),
        target.lastScrape().map(Instant::toString).orElse(NEVER),
        BigDecimal.valueOf(target.lastDuration().toNanos(), 9).stripTrailingZeros(),
        target.health().word(),
        text(target.interval()),
        text(target.timeout()));
  }

  static Stream<Dropped> dropped(SourceSnapshot source) {
    return source.dropped().stream().map(labels -> new Dropped(labels.toMap(), pool(source)));
  }

  /** {@code 1m30s}. */
  private static String text(Duration duration) {
    return part(duration.toHours(), "h")
        + part(duration.toMinutesPart(), "m")
        + part(duration.toSecondsPart(), "s")
        + part(duration.toMillisPart(), "ms");
  }

  private static String part(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }
}
