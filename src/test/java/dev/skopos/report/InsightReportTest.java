// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.definition.Risk;
import dev.skopos.insight.issue.Issue;
import dev.skopos.insight.issue.Issues;
import dev.skopos.insight.observe.Facts;
import dev.skopos.insight.observe.Watched;
import dev.skopos.insight.score.Health;
import dev.skopos.insight.summary.Figures;
import dev.skopos.insight.summary.Latency;
import dev.skopos.insight.summary.Summary;
import dev.skopos.insight.summary.Summary.AtRisk;
import dev.skopos.insight.summary.Summary.OfCheck;
import dev.skopos.insight.summary.Summary.OfObjective;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.ReportMessage.Fact;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.Objectives;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InsightReportTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ResourceId WEB = Watched.check("shop", "web");

  /** Names and messages that would be markup, were they not escaped. */
  private final Watched watched =
      watched()
          .check("shop", "web", "web", State.UNHEALTHY)
          .check("bank", "till", "till", State.HEALTHY)
          .rule(
              "shop",
              "a|b",
              "up == 0",
              RuleSnapshot.State.FIRING,
              List.of(Watched.alert("a|<b>", Duration.ofHours(1), "critical")));

  private static Figures figures(long runs, long failed, double p95) {
    return new Figures(
        OptionalLong.of(runs),
        OptionalLong.of(failed),
        new Latency(
            OptionalDouble.of(p95 / 2), OptionalDouble.of(p95), OptionalDouble.of(p95 * 2)));
  }

  private static Figures none() {
    return counted(OptionalLong.of(0));
  }

  private static Figures counted(OptionalLong runs) {
    return new Figures(
        runs,
        runs,
        new Latency(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
  }

  private Summary summary(List<OfCheck> checks, List<String> unanswered) {
    return new Summary(
        Watched.NOW.minus(Duration.ofDays(7)),
        Watched.NOW,
        figures(1000, 5, 0.25),
        figures(2000, 2, 0.2),
        checks,
        OptionalLong.of(3),
        OptionalLong.empty(),
        List.of(
            new OfObjective(
                new ResourceId(Objectives.ID.kind(), "bank", "till"),
                ObjectiveSnapshot.State.MET,
                OptionalDouble.of(0.875),
                OptionalDouble.of(0.125)),
            new OfObjective(
                Objectives.ID,
                ObjectiveSnapshot.State.EXHAUSTED,
                OptionalDouble.of(-0.5),
                OptionalDouble.empty())),
        List.of(
            new AtRisk(new ResourceId("CapacityForecast", "shop", "orders-db"), "disk", Risk.HIGH)),
        Health.of(watched.observed()),
        unanswered);
  }

  private InsightReport report() {
    List<OfCheck> checks =
        List.of(
            new OfCheck(Watched.check("bank", "till"), figures(500, 0, 0.1), none()),
            new OfCheck(WEB, figures(500, 5, 0.25), figures(1000, 2, 0.2)),
            new OfCheck(Watched.check("bank", "new"), none(), none()));
    List<Issue> issues =
        Issues.in(watched.evidence()).stream().map(each -> each.since(Watched.NOW)).toList();
    return InsightReport.of(
        summary(checks, List.of("up<1: away")),
        issues,
        new Facts(Watched.NOW, Map.of(), List.of(), List.of("other: gone")),
        BERLIN);
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void writesTheReport(ReportFormat format) throws IOException {
    String file = "insights." + format.extension();
    String actual = report().write(format);
    if (Boolean.getBoolean("skopos.golden.write")) {
      Files.writeString(
          Path.of("src", "test", "resources", "dev", "skopos", "report", file),
          actual.replace("\r\n", "\n"));
      return;
    }
    try (InputStream stream = InsightReportTest.class.getResourceAsStream(file)) {
      assertThat(stream).as(file).isNotNull();
      String expected = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(actual)
          .isEqualTo(format == ReportFormat.CSV ? expected.replace("\n", "\r\n") : expected);
    }
  }

  @Test
  void noTextOfUsersBecomesMarkup() {
    assertThat(report().write(ReportFormat.HTML))
        .doesNotContain("a|<b>", "up<1")
        .contains("a|&lt;b&gt;", "up&lt;1")
        .doesNotContain("src=", "href=", "<script");
    assertThat(report().write(ReportFormat.MARKDOWN))
        .doesNotContain("<b>", "a|b")
        .contains("a\\|&lt;b&gt;");
  }

  @Test
  void inShortItSaysHowItWas() {
    InsightReport report = report();

    assertThat(report.title()).isEqualTo("Health score 72.5, 2026-10-25 11:00 to 2026-11-01 11:00");
    assertThat(report.facts())
        .contains(
            new Fact("Health score", "72.5 of 100, namespaces below 80: 1"),
            new Fact("Worst namespace", "shop, 45"),
            new Fact("Uptime", "99.5 %, before 99.9 %"),
            new Fact("Response time p95", "250 ms, before 200 ms"),
            new Fact("Alerts that fired", "3"),
            new Fact("Objectives not met", "1 of 2"),
            new Fact("Resources at risk", "1"),
            new Fact("Note", "Not answered by the store: other: gone"));
  }

  @Test
  void ofTooManyChecksTheWorstAreListedAndItSaysSo() {
    List<OfCheck> checks =
        IntStream.rangeClosed(1, InsightReport.MOST_ROWS + 1)
            .mapToObj(
                i ->
                    new OfCheck(Watched.check("shop", "check-" + i), figures(1000, i, 0.1), none()))
            .toList();

    InsightReport report =
        InsightReport.of(summary(checks, List.of()), List.of(), Facts.NONE, BERLIN);

    assertThat(report.checks()).hasSize(InsightReport.MOST_ROWS);
    assertThat(report.checks())
        .extracting(each -> each.now().failed())
        .doesNotContain(OptionalLong.of(1));
    assertThat(report.notes()).containsExactly("Of 501 checks the worst 500 are listed.");
  }

  private static InsightReport empty(Figures figures) {
    Summary nothing =
        new Summary(
            Watched.NOW.minus(Duration.ofHours(1)),
            Watched.NOW,
            figures,
            figures,
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            List.of(),
            Health.of(watched().observed()),
            List.of());
    return InsightReport.of(nothing, List.of(), Facts.NONE, BERLIN);
  }

  @Test
  void runsThatAreNotKnownAreNoneInNoFormat() {
    InsightReport report = empty(counted(OptionalLong.empty()));

    assertThat(report.write(ReportFormat.CSV)).contains("checks,,,runs,,,,", "checks,,,failed,,,,");
    assertThat(report.write(ReportFormat.JSON).replaceAll("\\s", ""))
        .contains(
            "\"runs\":{\"now\":null,\"before\":null}", "\"failed\":{\"now\":null,\"before\":null}");
    assertThat(report.write(ReportFormat.MARKDOWN)).contains("| Failed runs | - | - |");
  }

  @Test
  void whereNothingIsWatchedNothingIsKnown() {
    InsightReport report = empty(none());

    assertThat(report.title()).startsWith("Health score unknown, ");
    assertThat(report.facts()).contains(new Fact("Uptime", "-"), new Fact("Open issues", "none"));
    assertThat(report.write(ReportFormat.HTML)).contains("Nothing is watched.", "No open issues.");
    assertThat(report.write(ReportFormat.JSON)).contains("\"score\" : null");
  }
}
