// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.insight.tuning.NoiseReport;
import dev.skopos.insight.tuning.NoisyRule;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A report of noise as a table in text. */
public final class NoiseTable {

  private static final List<String> COLUMNS =
      List.of(
          "namespace",
          "alert",
          "severity",
          "firings",
          "firings_per_week",
          "share_of_all",
          "firing_seconds",
          "median_seconds",
          "short_firings",
          "short_share",
          "firing_now",
          "action",
          "proposal");

  private NoiseTable() {}

  /** As RFC 4180 has it; durations in seconds, shares from 0 to 1. */
  public static String csv(NoiseReport report) {
    Stream<List<String>> rows = report.rules().stream().map(NoiseTable::cells);
    return CsvTable.of(Stream.concat(Stream.of(COLUMNS), rows).toList());
  }

  /** As GitHub has it, with a line that says what it is about. */
  public static String markdown(NoiseReport report) {
    MarkdownPage page = new MarkdownPage();
    page.line(
        "Noisiest rules from %s to %s: %d firings of %d rules."
            .formatted(
                report.from().truncatedTo(ChronoUnit.SECONDS),
                report.to().truncatedTo(ChronoUnit.SECONDS),
                report.allFirings(),
                report.allRules()));
    page.line("");
    page.columns(COLUMNS);
    report.rules().forEach(rule -> page.row(cells(rule)));
    return page.text();
  }

  private static List<String> cells(NoisyRule rule) {
    return List.of(
        rule.name().namespace(),
        rule.name().alert(),
        rule.name().severity(),
        Long.toString(rule.firings()),
        decimal(rule.firingsPerWeek()),
        decimal(rule.shareOfAll()),
        Long.toString(rule.firing().toSeconds()),
        Long.toString(rule.medianDuration().toSeconds()),
        Long.toString(rule.shortFirings()),
        decimal(rule.shortShare()),
        Integer.toString(rule.firingNow()),
        rule.action().word(),
        rule.action().text());
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
