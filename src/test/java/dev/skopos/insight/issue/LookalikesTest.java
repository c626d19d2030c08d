// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import static dev.skopos.insight.observe.Watched.NOW;
import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.definition.Risk;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Facts;
import dev.skopos.insight.observe.MinuteSamples;
import dev.skopos.insight.observe.Question;
import dev.skopos.insight.observe.Watched;
import dev.skopos.model.Severity;
import dev.skopos.notify.ChannelSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.Reason;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.scrape.TargetSnapshot.Health;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierState;
import dev.skopos.slo.budget.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each pattern finds what it is meant for, and not what only looks like it. */
class LookalikesTest {

  private static final String[] POD = {"namespace", "shop", "pod", "web-1", "container", "app"};

  private final MinuteSamples store = new MinuteSamples();

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void whatOnlyLooksLikeAnIssueIsNone(Pattern pattern) {
    assertThat(Issues.in(situation(pattern, false)))
        .extracting(Issue::pattern)
        .doesNotContain(pattern);
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void whatIsAnIssueIsFound(Pattern pattern) {
    assertThat(Issues.in(situation(pattern, true))).extracting(Issue::pattern).contains(pattern);
  }

  /** One that is an issue, or differs from it by no more than what makes it none. */
  private Evidence situation(Pattern pattern, boolean issue) {
    return switch (pattern) {
      case COMMON_CAUSE -> failing(3, issue ? 2 : 3).evidence();
      case CHECK_FAILING ->
          watched()
              .check("shop", "web", "web", issue ? State.UNHEALTHY : State.DEGRADED)
              .evidence();
      case CHECK_FLAPPING -> flappingCheck(issue ? 4 : 3);
      case CHECK_SLOW -> slow(issue ? 0.2 : 0.199).evidence();
      case CERTIFICATE_EXPIRES ->
          watched()
              .certificate("shop", "web", State.HEALTHY, days(14).minusSeconds(issue ? 1 : 0))
              .evidence();
      case ALERT_STANDING ->
          watched()
              .firing("shop", "Slow", days(1).plusSeconds(issue ? 1 : 0), "critical")
              .evidence();
      case ALERT_FLAPPING -> flappingAlert(issue ? 3 : 2);
      case BUDGET_UNNOTICED ->
          objective(
              ObjectiveSnapshot.State.EXHAUSTED,
              Tier.Reach.REACHABLE,
              issue ? TierState.INACTIVE : TierState.FIRING);
      case TIER_UNREACHABLE ->
          objective(
              ObjectiveSnapshot.State.MET,
              issue ? Tier.Reach.WINDOW_TOO_LONG : Tier.Reach.REACHABLE,
              TierState.INACTIVE);
      case OBJECTIVE_IDLE ->
          objective(
              issue ? ObjectiveSnapshot.State.NO_DATA : ObjectiveSnapshot.State.UNKNOWN,
              Tier.Reach.REACHABLE,
              TierState.INACTIVE);
      case CAPACITY_AT_RISK ->
          watched().forecast("shop", "disk", issue ? Risk.HIGH : Risk.MEDIUM, 0.9).evidence();
      case OUT_OF_MEMORY -> restarts(15, issue ? "OOMKilled" : "Error");
      case RESTARTING -> restarts(issue ? 18 : 28, "Error");
      case CPU_THROTTLED -> throttled(issue ? 0.26 : 0.24);
      case TARGETS_DOWN ->
          watched().source("shop", "web", issue ? Health.DOWN : Health.UNKNOWN).evidence();
      case RULE_FAILING -> rule(issue);
      case CHANNEL_FAILING ->
          watched()
              .channel(
                  "shop",
                  "hook",
                  issue ? ChannelSnapshot.State.FAILING : ChannelSnapshot.State.IDLE,
                  List.of())
              .evidence();
    };
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  /** Checks of one namespace that began to fail together, and others that are well. */
  private static Watched failing(int failing, int well) {
    Watched watched = watched();
    Instant since = NOW.minus(Duration.ofMinutes(5));
    IntStream.range(0, failing)
        .forEach(i -> watched.failing("shop", "c" + i, "h" + i, Reason.TIMED_OUT, since));
    IntStream.range(0, well).forEach(i -> watched.check("shop", "w" + i, "w" + i, State.HEALTHY));
    return watched;
  }

  private static Watched slow(double seconds) {
    String[] web = {"namespace", "shop", "name", "web"};
    return watched()
        .check("shop", "web", "web", State.HEALTHY)
        .fact(Question.LATENCY, seconds, web)
        .fact(Question.LATENCY_WEEK_BEFORE, 0.1, web);
  }

  /** What is watched, with what the store really answers. */
  private Evidence asked(Watched watched) {
    return new Evidence(watched.observed(), Facts.ask(store::read, NOW));
  }

  /** The minute of fifty hours that is so many before the last. */
  private static double ago(double minute) {
    return 50 * 60 - minute;
  }

  /** How many of some times, ten minutes apart, have passed; the last one is five minutes ago. */
  private static double passed(int times, double minute) {
    return IntStream.range(0, times).filter(i -> ago(minute) <= 5 + 10 * i).count();
  }

  private Evidence flappingCheck(int changes) {
    store.sample(
        "skopos_check_state",
        minute -> passed(changes, minute) % 2,
        "namespace",
        "shop",
        "name",
        "web",
        "state",
        "Healthy");
    return asked(watched().check("shop", "web", "web", State.HEALTHY));
  }

  private Evidence flappingAlert(int begins) {
    store.sample(
        "ALERTS_FOR_STATE",
        minute -> 1000 + passed(begins, minute),
        "alertname",
        "Slow",
        "skopos_namespace",
        "shop");
    store.sample(
        "ALERTS", _ -> 1, "alertname", "Slow", "skopos_namespace", "shop", "alertstate", "firing");
    return asked(watched().rule("shop", "Slow"));
  }

  private static Evidence objective(
      ObjectiveSnapshot.State state, Tier.Reach reach, TierState tier) {
    Tier fast =
        new Tier(
            "fast",
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            BigDecimal.valueOf(14),
            Duration.ZERO,
            Severity.CRITICAL,
            reach);
    return watched()
        .objective(state, -0.5, List.of(new TierSnapshot(fast, 20, 20, tier)))
        .evidence();
  }

  /** A container that ends again and again, and why it did the last time. */
  private Evidence restarts(int everyMinutes, String reason) {
    store.sample(
        "kube_pod_container_status_restarts_total",
        minute -> Math.floor(minute / everyMinutes),
        POD);
    store.sample(
        "kube_pod_container_status_last_terminated_reason",
        _ -> 1,
        "reason",
        reason,
        "namespace",
        "shop",
        "pod",
        "web-1",
        "container",
        "app");
    return asked(watched());
  }

  private Evidence throttled(double share) {
    store.sample("container_cpu_cfs_periods_total", minute -> 600 * minute, POD);
    store.sample("container_cpu_cfs_throttled_periods_total", minute -> 600 * share * minute, POD);
    return asked(watched());
  }

  private static Evidence rule(boolean failing) {
    return failing
        ? watched()
            .problem("shop", "Slow", true, new Problem("QueryFailed", "too many samples"))
            .evidence()
        : watched().firing("shop", "Slow", "critical").evidence();
  }
}
