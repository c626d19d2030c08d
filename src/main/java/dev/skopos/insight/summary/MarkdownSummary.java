// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.insight.score.Health.NamespaceHealth;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A summary as Markdown with tables as GitHub has them, for people who do not look at pages. */
public final class MarkdownSummary {

  private static final String UNKNOWN = "unknown";
  private static final int MILLIS = 1000;

  private final Summary summary;
  private final StringBuilder text = new StringBuilder();

  private MarkdownSummary(Summary summary) {
    this.summary = summary;
  }

  /** The whole summary. */
  public static String of(Summary summary) {
    return new MarkdownSummary(summary).write();
  }

  private String write() {
    line("# Health from %s to %s".formatted(summary.from(), summary.to()));
    line("");
    line(
        "Health score of all: **%s**; namespaces below 80: %d."
            .formatted(
                number(summary.health().whole().value()), summary.health().namespacesWithIssues()));
    summary.unanswered().forEach(each -> line("\nNot answered by the store: " + plain(each)));
    scores();
    figures();
    checks();
    objectives();
    risks();
    return text.toString();
  }

  private void scores() {
    table("Scores", List.of("Namespace", "Score", "What takes points"));
    for (NamespaceHealth each : summary.health().namespaces()) {
      row(
          each.namespace(),
          number(each.score().exact()),
          String.join(
              "; ",
              each.score().deductions().stream()
                  .map(taken -> "%d: %s".formatted(taken.points(), taken.finding().message()))
                  .toList()));
    }
  }

  private void figures() {
    Figures now = summary.all();
    Figures before = summary.before();
    table("Figures", List.of("", "Now", "Before"));
    row("Runs of checks", "" + now.runs(), "" + before.runs());
    row("Failed runs", "" + now.failed(), "" + before.failed());
    row("Good runs", percent(now.uptime()), percent(before.uptime()));
    row("p50", millis(now.latency().p50()), millis(before.latency().p50()));
    row("p95", millis(now.latency().p95()), millis(before.latency().p95()));
    row("p99", millis(now.latency().p99()), millis(before.latency().p99()));
    row("Alerts that fired", number(summary.alertsFired()), "");
    row("Notifications sent", number(summary.notificationsSent()), "");
    row("Objectives not met", "" + summary.violated(), "");
  }

  private void checks() {
    table("Worst checks", List.of("Check", "Good runs", "Failed", "p95"));
    summary
        .worst()
        .forEach(
            each ->
                row(
                    each.check().namespace() + '/' + each.check().name(),
                    percent(each.now().uptime()),
                    "%d of %d".formatted(each.now().failed(), each.now().runs()),
                    millis(each.now().latency().p95())));
  }

  private void objectives() {
    table("Objectives", List.of("Objective", "State", "Budget left", "Spent"));
    summary
        .objectives()
        .forEach(
            each ->
                row(
                    each.objective().namespace() + '/' + each.objective().name(),
                    each.state().word(),
                    percent(each.remaining()),
                    percent(each.spent())));
  }

  private void risks() {
    table("Capacity at risk", List.of("Forecast", "Resource", "Risk"));
    summary
        .atRisk()
        .forEach(
            each ->
                row(
                    each.forecast().namespace() + '/' + each.forecast().name(),
                    each.resource(),
                    each.risk().word()));
  }

  private void table(String title, List<String> columns) {
    line("");
    line("## " + title);
    line("");
    line("| " + String.join(" | ", columns) + " |");
    line("|" + " --- |".repeat(columns.size()));
  }

  private void row(String... cells) {
    line(
        "| "
            + String.join(" | ", List.of(cells).stream().map(MarkdownSummary::plain).toList())
            + " |");
  }

  /** Names and messages come from others: none of them is to be read as Markdown. */
  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|!~&])", "\\\\$1");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : UNKNOWN;
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : UNKNOWN;
  }

  private static String percent(OptionalDouble ratio) {
    return ratio.isPresent()
        ? String.format(Locale.ROOT, "%.2f %%", 100 * ratio.getAsDouble())
        : UNKNOWN;
  }

  private static String millis(OptionalDouble seconds) {
    return seconds.isPresent()
        ? String.format(Locale.ROOT, "%.0f ms", MILLIS * seconds.getAsDouble())
        : UNKNOWN;
  }
}
