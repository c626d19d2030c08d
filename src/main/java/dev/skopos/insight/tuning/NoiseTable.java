// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
    for (NoisyRule rule : report.rules()) {
      csv.append(cells(rule).stream().map(NoiseTable::quoted).collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return csv.toString();
  }

  /** As GitHub has it, with a line that says what it is about. */
  public static String markdown(NoiseReport report) {
    StringBuilder text =
        new StringBuilder(
            "Noisiest rules from %s to %s: %d firings of %d rules."
                .formatted(
                    report.from().truncatedTo(ChronoUnit.SECONDS),
                    report.to().truncatedTo(ChronoUnit.SECONDS),
                    report.allFirings(),
                    report.allRules()));
    text.append("\n\n| ").append(String.join(" | ", COLUMNS)).append(" |\n");
    text.append("|").append(" --- |".repeat(COLUMNS.size())).append('\n');
    for (NoisyRule rule : report.rules()) {
      text.append(
          cells(rule).stream()
              .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|").replaceAll("\\R", " "))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    return text.toString();
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

  private static String quoted(String field) {
    return field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + field.replace("\"", "\"\"") + '"'
        : field;
  }
}
