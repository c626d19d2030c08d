// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import static dev.skopos.slo.Course.minute;
import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import dev.skopos.model.Severity;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.Alerting;
import dev.skopos.slo.definition.Alerting.AbsentAlert;
import dev.skopos.slo.definition.Alerting.BudgetAlert;
import dev.skopos.slo.definition.Alerting.Tiers;
import dev.skopos.slo.definition.BudgetPolicy;
import dev.skopos.store.InMemoryStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ObjectiveQueriesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private static final Alerting ALL =
      Alerting.of(
              Tiers.Preset.GOOGLE_SRE,
              new BudgetAlert.RemainingBelow(new BigDecimal("25"), Severity.WARNING),
              new BudgetAlert.Exhausted(Severity.CRITICAL),
              new BudgetAlert.ExhaustedWithin(Duration.ofHours(6), Severity.HIGH))
          .withViolation(Severity.ERROR)
          .withAbsent(new AbsentAlert(Duration.ofMinutes(10), Severity.WARNING))
          .withLeast(20, 1000);

  @Test
  void theAnswerFromMemoryIsThatOfTheEngine() {
    Random random = new Random(5);
    Course course =
        new Course(START, DAY.multipliedBy(5))
            .with(Labels.of("route", "/a"), m -> phases(m, random))
            .with(
                Labels.of("route", "/b"),
                m -> m < 2000 || silent(m) ? Events.NONE : minute(0.01, 10));
    ObjectiveLab lab = new ObjectiveLab(course, START.plus(DAY));
    lab.store = new InMemoryStore();
    lab.apply(
        objective()
            .groupBy("route")
            .every(Duration.ofMinutes(5))
            .rolling(DAY.multipliedBy(4))
            .alerting(ALL)
            .policy(new BudgetPolicy(BigDecimal.TEN, Severity.LOW, false)));
    List<RuleDefinition> rules =
        lab.rules.snapshot(Objectives.ID).orElseThrow().definition().rules();
    Set<String> held = new TreeSet<>();

    for (int i = 0; i < 100; i++) {
      lab.advance(Duration.ofMinutes(34).plusSeconds(13));
      Instant at = Objects.requireNonNull(lab.snapshot().evaluation()).at();
      for (RuleDefinition rule : rules) {
        List<Element> asked = lab.ask(rule.expr(), at);
        assertThat(lab.remember(rule.expr(), at))
            .as("%s at %s", rule.expr(), at)
            .containsExactlyInAnyOrderElementsOf(asked);
        if (!asked.isEmpty()) {
          held.add(rule.name() + rule.labels().getOrDefault("tier", ""));
        }
      }
    }
    // else nothing was compared
    assertThat(held)
        .containsExactly(
            "ErrorBudgetBurnpage-quick",
            "ErrorBudgetBurnpage-slow",
            "ErrorBudgetBurnticket-quick",
            "ErrorBudgetBurnticket-slow",
            "ErrorBudgetExhausted",
            "ErrorBudgetLow",
            "ErrorBudgetPolicyInForce",
            "ErrorBudgetRunningOut",
            "ObjectiveDataAbsent",
            "ObjectiveViolated");
  }

  private static boolean silent(long m) {
    return m >= 3600 && m < 3720;
  }

  /** Good days, slow burns, outages and silence. */
  private static Events phases(long m, Random random) {
    long hour = m / 60;
    if (silent(m)) {
      return Events.NONE;
    }
    double share = hour == 30 ? 0.1 : hour > 65 && hour < 75 ? 0.004 : 0.0001;
    return minute(Math.rint(1000 * share * random.nextDouble() * 2), 1000);
  }

  @Test
  void anExpressionIsOneThatPeopleCanPaste() {
    ObjectiveLab lab = new ObjectiveLab(Course.of(START, DAY, m -> minute(0, 1)), START);
    lab.apply(objective().alerting(Alerting.DEFAULT.withLeast(3, 50)));

    assertThat(
            lab.rules.snapshot(Objectives.ID).orElseThrow().definition().rules().getFirst().expr())
        .isEqualTo(
            "skopos_slo_burn_rate{skopos_namespace=\"shop\",objective=\"checkout\",window=\"5m\"} >"
                + " 14.4 and ignoring (window)"
                + " skopos_slo_burn_rate{skopos_namespace=\"shop\",objective=\"checkout\",window=\"1h\"}"
                + " > 14.4 and ignoring (window)"
                + " skopos_slo_bad_events{skopos_namespace=\"shop\",objective=\"checkout\",window=\"1h\"}"
                + " >= 3 and ignoring (window)"
                + " skopos_slo_events{skopos_namespace=\"shop\",objective=\"checkout\",window=\"1h\"}"
                + " >= 50");
  }

  @Test
  void anInstantThatWasNotEvaluatedIsEvaluatedFirst() {
    ObjectiveLab lab =
        new ObjectiveLab(Course.of(START, DAY, m -> minute(m >= 60 ? 100 : 0, 100)), START);
    lab.apply(objective());
    String expr =
        lab.rules.snapshot(Objectives.ID).orElseThrow().definition().rules().getFirst().expr();
    int before = lab.advanced;

    assertThat(lab.remember(expr, START.plus(Duration.ofMinutes(65)))).hasSize(1);
    assertThat(lab.remember(expr, START.plus(Duration.ofMinutes(65)))).hasSize(1);
    assertThat(lab.advanced - before).isEqualTo(1);
  }

  @Test
  void whatIsNoneOfItsExpressionsGoesOn() {
    ObjectiveLab lab = new ObjectiveLab(Course.of(START, DAY, m -> minute(0, 1)), START);
    lab.apply(objective());

    assertThatThrownBy(() -> lab.queries.apply(Objectives.ID).query("up", START))
        .isInstanceOf(QueryFailedException.class)
        .hasMessage("nobody answers up");
  }
}
