// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tile;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.insight.issue.Issue;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Facts;
import dev.skopos.insight.score.Health;
import dev.skopos.insight.score.Kind;
import dev.skopos.insight.score.Score;
import dev.skopos.insight.score.Subject;
import dev.skopos.insight.summary.Summary;
import dev.skopos.insight.trend.CheckTrend;
import dev.skopos.insight.trend.Direction;
import dev.skopos.insight.trend.Past;
import dev.skopos.insight.trend.Trends;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Puts the page of insights together. */
final class InsightBoards {

  private static final int BAD = 50;

  private InsightBoards() {}

  static InsightBoard of(Evidence evidence, List<Issue> issues, Summary summary) {
    Health health = Health.of(evidence.observed());
    Trends trends = Trends.of(evidence);
    return new InsightBoard(
        tiles(health, trends),
        issues.stream().map(each -> issue(each, evidence.at())).toList(),
        asked(evidence.facts()),
        gaps(evidence.facts()),
        health.namespaces().stream()
            .map(each -> card(each.namespace(), each.score(), each.workloads(), trends))
            .toList(),
        health.whole().shares().stream()
            .map(
                each ->
                    new InsightBoard.ShareRow(
                        each.namespace(), "" + each.score(), number(each.points())))
            .toList(),
        trends.checks().stream().map(InsightBoards::trend).toList(),
        InsightHours.of(summary));
  }

  private static String asked(Facts facts) {
    Instant at = facts.askedAt();
    return at == null ? "" : Wording.time(at);
  }

  private static List<String> gaps(Facts facts) {
    return Stream.concat(
            facts.failures().stream()
                .map("The store has not answered, so issues may be missing: %s"::formatted),
            facts.leftOut().stream()
                .map(each -> "Issues and trends may be missing: " + each.text()))
        .toList();
  }

  private static InsightBoard.IssueRow issue(Issue issue, Instant now) {
    Instant since = issue.since();
    return new InsightBoard.IssueRow(
        issue.severity().label(),
        issue.pattern().word(),
        String.join(", ", issue.affected()),
        issue.message(),
        issue.action(),
        since == null ? "" : Wording.age(since, now));
  }

  private static InsightBoard.TrendRow trend(CheckTrend trend) {
    return new InsightBoard.TrendRow(
        trend.check().namespace() + '/' + trend.check().name(),
        latency(trend.latency()),
        "%s, %s"
            .formatted(
                latency(trend.latencyBefore().dayBefore()),
                latency(trend.latencyBefore().weekBefore())),
        direction(trend.latencyTrend()),
        percent(trend.uptimeDay()),
        percent(trend.uptimeWeek()),
        direction(trend.uptimeTrend()));
  }

  static String latency(OptionalDouble seconds) {
    return seconds.isPresent()
        ? Wording.latency(Duration.ofNanos(Math.round(seconds.getAsDouble() * 1e9)))
        : "unknown";
  }

  static String percent(OptionalDouble ratio) {
    return ratio.isPresent() ? Wording.percent(ratio.getAsDouble()) : "unknown";
  }

  private static InsightBoard.Direction direction(Direction direction) {
    return new InsightBoard.Direction(
        direction.word(),
        switch (direction) {
          case BETTER, STEADY -> Tone.GOOD;
          case WORSE -> Tone.BAD;
          case UNKNOWN -> Tone.IDLE;
        });
  }

  private static String before(Trends trends, Subject subject) {
    Past past = trends.before(subject);
    List<String> parts = new ArrayList<>();
    past.dayBefore().ifPresent(value -> parts.add("%s a day ago".formatted(number(value))));
    past.weekBefore().ifPresent(value -> parts.add("%s a week ago".formatted(number(value))));
    return String.join(", ", parts);
  }

  private static List<Tile> tiles(Health health, Trends trends) {
    String whole =
        health.whole().value().isPresent()
            ? number(health.whole().value().getAsDouble())
            : "unknown";
    String before = before(trends, new Subject.Whole());
    long issues = health.namespacesWithIssues();
    long workloads =
        health.namespaces().stream()
            .flatMap(each -> each.workloads().stream())
            .filter(Score::hasIssues)
            .count();
    return List.of(
        new Tile(
            whole,
            (before.isEmpty() ? "" : before + "; ") + "health score of all",
            issues == 0 ? Tone.GOOD : Tone.WARN),
        new Tile("" + issues, "namespaces below 80", issues == 0 ? Tone.IDLE : Tone.BAD),
        new Tile("" + workloads, "workloads below 80", workloads == 0 ? Tone.IDLE : Tone.BAD));
  }

  /** {@code 97.5}, {@code 100}. */
  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static InsightBoard.Card card(
      String name, Score score, List<Score> workloads, Trends trends) {
    return new InsightBoard.Card(
        name,
        score.value().isPresent() ? "" + score.value().getAsInt() : "unknown",
        tone(score.value()),
        basis(score),
        before(trends, score.subject()),
        score.deductions().stream().map(InsightBoards::row).toList(),
        score.beyond() == 0
            ? ""
            : "findings that take nothing, as the cap is reached: " + score.beyond(),
        workloads.stream().map(each -> card(workload(each), each, List.of(), trends)).toList());
  }

  private static String workload(Score score) {
    return score.subject() instanceof Subject.Workload(_, String name) ? name : "";
  }

  private static Tone tone(OptionalInt score) {
    if (score.isEmpty()) {
      return Tone.IDLE;
    }
    int value = score.getAsInt();
    return value >= Score.HEALTHY ? Tone.GOOD : value >= BAD ? Tone.WARN : Tone.BAD;
  }

  private static String basis(Score score) {
    List<String> parts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      int number = score.basis().getOrDefault(kind, 0);
      if (number > 0) {
        parts.add(number + " " + (number == 1 ? one(kind) : many(kind)));
      }
    }
    return parts.isEmpty() ? "nothing is known" : String.join(", ", parts);
  }

  private static String one(Kind kind) {
    return switch (kind) {
      case CHECKS -> "check";
      case ALERTS -> "alert rule";
      case BUDGETS -> "objective";
      case CAPACITY -> "forecast";
    };
  }

  private static String many(Kind kind) {
    return one(kind) + "s";
  }

  private static InsightBoard.DeductionRow row(Score.Deduction deduction) {
    int wanted = deduction.finding().points();
    return new InsightBoard.DeductionRow(
        "\u2212" + deduction.points(),
        deduction.finding().kind().word(),
        deduction.finding().source().toString(),
        deduction.finding().message(),
        wanted > deduction.points() ? "of %d, the cap is reached".formatted(wanted) : "");
  }
}
