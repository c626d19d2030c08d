// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static dev.skopos.rule.RuleLab.CHECKOUT;
import static dev.skopos.rule.RuleLab.ID;
import static dev.skopos.rule.RuleLab.rule;
import static dev.skopos.rule.RuleLab.suspended;
import static dev.skopos.rule.RuleLab.withAnnotation;
import static dev.skopos.rule.RuleLab.withExpr;
import static dev.skopos.rule.RuleLab.withLabels;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.alert.Alert;
import dev.skopos.model.Applied;
import dev.skopos.model.Applied.Rejected;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleSnapshot.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleRegistryTest {
  private static final GroupDefinition RULE = rule("0S", "0S");

  private final RuleLab lab = new RuleLab();

  private Alert onlyAlert() {
    return lab.handedOver.getLast().alerts().getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up == 0",
        "(up == 0)",
        "up",
        "absent(up)",
        "vector(1)",
        "up == 0 and on(job) down > 1",
        "rate(errors_total[5m]) > 0.1 unless maintenance",
        "ALERTS{alertstate=\"firing\"}"
      })
  void acceptsWhatGivesAVector(String expr) {
    assertThat(lab.registry.apply(withExpr(RULE, expr))).isEqualTo(Applied.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up ==          | spec.expr: 1:6: parse error:",
        "sum(up         | spec.expr: 1:",
        "1              | gives a scalar, but an alert needs an instant vector",
        "1 > bool 2     | gives a scalar",
        "\"text\"         | gives a string",
        "up[5m]         | gives a range vector",
        "(up == bool 0) | leave out bool"
      })
  void refusesWhatDoesNotAndSaysWhy(String expr, String message) {
    assertThat(lab.registry.apply(withExpr(RULE, expr)))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("InvalidExpression");
              assertThat(rejected.message()).startsWith("spec.expr: ").contains(message);
            });
    assertThat(lab.registry.snapshot(ID)).isEmpty();
  }

  @Test
  void refusesTemplatesThatDoNotParseAndNamesTheField() {
    assertThat(lab.registry.apply(withAnnotation(RULE, "summary", "a\n{{ $labels.job")))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("InvalidTemplate");
              assertThat(rejected.message()).startsWith("spec.annotations.summary: line 2: ");
            });
    assertThat(lab.registry.apply(withLabels(RULE, "team", "{{ nosuch }}")))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.message()).startsWith("spec.labels.team: line 1: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alertname", "skopos_namespace", "__name__", "alertstate"})
  void refusesLabelsThatAreNotTheAuthors(String label) {
    assertThat(lab.registry.apply(withLabels(RULE, label, "x")))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("InvalidLabel");
              assertThat(rejected.message()).startsWith("spec.labels." + label + ": ");
            });
  }

  @Test
  void aRejectedEditLeavesTheAcceptedRuleAtWork() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(RULE);
    lab.advance("0S");

    lab.registry.apply(withExpr(RULE, "up =="));
    lab.advance("1M");

    assertThat(lab.snapshot().definition()).isEqualTo(RULE);
    assertThat(lab.snapshot().state()).isEqualTo(State.FIRING);
  }

  @Test
  void labelsAreThoseOfTheSeriesThenOfTheRuleAndTheOriginLast() {
    lab.answer =
        (_, _) ->
            List.of(
                new Element(
                    Labels.of(
                        "__name__",
                        "up",
                        "job",
                        "checkout",
                        "severity",
                        "high",
                        "alertname",
                        "x",
                        "skopos_namespace",
                        "forged",
                        "team",
                        "other"),
                    0));
    lab.registry.apply(withLabels(RULE, "team", "{{ $labels.job }}-{{ $value }}"));
    lab.advance("0S");

    assertThat(onlyAlert().labels())
        .isEqualTo(
            Labels.of(
                "job",
                "checkout",
                "team",
                "checkout-0",
                "alertname",
                "Down",
                "severity",
                "critical",
                "skopos_namespace",
                "shop"));
    assertThat(lab.handedOver.getLast().source()).isEqualTo(ID);
  }

  @Test
  void valueAndTextsAreFreshAtEachEvaluation() {
    lab.registry.apply(withAnnotation(RULE, "summary", "{{ $labels.job }} has {{ $value }}"));
    for (double value : new double[] {1, 2.5}) {
      lab.answer = (_, _) -> List.of(new Element(CHECKOUT, value));
      lab.advance("30S");
    }

    assertThat(onlyAlert().value()).isEqualTo(2.5);
    assertThat(onlyAlert().annotations()).containsEntry("summary", "checkout has 2.5");
    assertThat(lab.snapshot().instances().getFirst().summary()).isEqualTo("checkout has 2.5");
  }

  @Test
  void aTemplateThatFailsIsShownAndHindersNothing() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(withAnnotation(RULE, "summary", "{{ humanize \"x\" }}"));
    lab.advance("0S");

    assertThat(onlyAlert().annotations().get("summary")).startsWith("<error expanding template: ");
    assertThat(lab.snapshot().state()).isEqualTo(State.FIRING);
    assertThat(lab.snapshot().problem()).extracting("reason").isEqualTo("TemplateFailed");
  }

  @Test
  void aFailingQueryHoldsTheStateAndFlagsTheRule() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("60S", "0S"));
    lab.advance("90S");
    assertThat(lab.snapshot().state()).isEqualTo(State.FIRING);

    lab.queriesFail("the store is away");
    lab.advance("2H");

    assertThat(lab.snapshot().state()).isEqualTo(State.FIRING);
    assertThat(lab.snapshot().problem())
        .isEqualTo(new RuleSnapshot.Problem("QueryFailed", "the store is away"));
    assertThat(lab.lastHandedOver()).isEqualTo("Firing");
    assertThat(lab.meters.get("skopos.rule.evaluation.failures").counter().count()).isEqualTo(240);

    lab.holdsForNone();
    lab.advance("30S");
    assertThat(lab.snapshot().problem()).isNull();
    assertThat(lab.lastHandedOver()).isEqualTo("Resolved CONDITION_CLEARED");
  }

  @Test
  void aPendingAlertDoesNotFireWhileQueriesFail() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("60S", "0S"));
    lab.advance("0S");

    lab.queriesFail("the store is away");
    lab.advance("10M");
    assertThat(lab.snapshot().state()).isEqualTo(State.PENDING);

    lab.holdsFor(CHECKOUT);
    lab.advance("30S");
    assertThat(lab.snapshot().state()).isEqualTo(State.FIRING);
  }

  @Test
  void withoutAnyAnswerTheStateIsUnknown() {
    lab.queriesFail("the store is away");
    lab.registry.apply(RULE);
    lab.advance("1M");

    assertThat(lab.snapshot().state()).isEqualTo(State.UNKNOWN);
    assertThat(lab.handedOver).isEmpty();
  }

  @Test
  void equalLabelSetsAreAnErrorBeforeAnyStateChanges() {
    Labels other = Labels.of("__name__", "probe_success", "job", "checkout");
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(RULE);
    lab.advance("0S");
    int written = lab.samples.size();

    lab.holdsFor(Labels.of("__name__", "up", "job", "new"), CHECKOUT, other);
    lab.advance("30S");

    assertThat(lab.snapshot().problem())
        .isInstanceOfSatisfying(
            RuleSnapshot.Problem.class,
            problem -> {
              assertThat(problem.reason()).isEqualTo("DuplicateAlerts");
              assertThat(problem.message()).contains("same labelset").contains("job=\"checkout\"");
            });
    assertThat(lab.snapshot().instances()).hasSize(1);
    assertThat(lab.samples).hasSize(written);
  }

  @Test
  void instancesAreBoundedAndFiringOnesComeFirst() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("60S", "0S"));
    lab.advance("90S");
    Labels[] many = new Labels[31];
    many[0] = CHECKOUT;
    for (int i = 1; i < many.length; i++) {
      many[i] = Labels.of("job", "a" + i);
    }
    lab.holdsFor(many);
    lab.advance("30S");

    assertThat(lab.snapshot().instances()).hasSize(20);
    assertThat(lab.snapshot().instances().getFirst().state()).isEqualTo(State.FIRING);
    assertThat(lab.snapshot().firing()).isEqualTo(1);
    assertThat(lab.snapshot().pending()).isEqualTo(30);
    assertThat(lab.meters.get("skopos.alerts").tag("state", "pending").gauge().value())
        .isEqualTo(30);
  }

  @Test
  void aSuspendedRuleEndsItsAlertsAndRests() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(RULE);
    lab.advance("10S");

    lab.registry.apply(suspended(RULE));
    lab.advance("0S");
    int evaluations = lab.evaluations.size();
    lab.advance("1H");

    assertThat(lab.lastHandedOver()).isEqualTo("Resolved RULE_REMOVED");
    assertThat(lab.snapshot().state()).isEqualTo(State.SUSPENDED);
    assertThat(lab.snapshot().nextEvaluation()).isNull();
    assertThat(lab.snapshot().firing()).isZero();
    assertThat(lab.evaluations).hasSize(evaluations);
    assertThat(lab.samplesOf("ALERTS", "firing").getLast()).isEqualTo("10: stale");
    assertThat(lab.states.texts).isEmpty();

    lab.registry.apply(RULE);
    lab.advance("0S");
    assertThat(lab.lastHandedOver()).isEqualTo("Firing");
  }

  @Test
  void aRemovedRuleEndsItsAlertsAndIsGone() {
    List<ResourceId> told = new ArrayList<>();
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(RULE);
    lab.advance("10S");
    lab.registry.onChange(told::add);

    lab.registry.remove(ID);
    assertThat(lab.registry.snapshot(ID)).isEmpty();
    lab.advance("1H");

    assertThat(lab.lastHandedOver()).isEqualTo("Resolved RULE_REMOVED");
    assertThat(told).contains(ID);
    assertThat(lab.samplesOf("ALERTS", "firing").getLast()).isEqualTo("10: stale");
    assertThat(lab.states.texts).isEmpty();
    assertThat(lab.scheduler.planned()).isZero();
  }

  @Test
  void aRuleThatIsAppliedAgainBeforeItIsGoneGoesOn() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(RULE);
    lab.advance("10S");

    lab.registry.remove(ID);
    lab.registry.apply(withExpr(RULE, "up < 1"));
    lab.advance("1M");

    assertThat(lab.lastHandedOver()).isEqualTo("Firing");
    assertThat(lab.handedOver).noneMatch(each -> each.alerts().isEmpty());
  }

  @Test
  void onlyTheRetainedRulesStay() {
    lab.registry.apply(RULE);
    lab.advance("0S");

    lab.registry.retainOnly("AlertRule", Set.of(ID));
    assertThat(lab.registry.snapshots()).hasSize(1);

    lab.registry.retainOnly("AlertRule", Set.of());
    assertThat(lab.registry.snapshots()).isEmpty();
  }

  @Test
  void anEditThatLeavesTheLabelsAloneKeepsTheAlert() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("60S", "0S"));
    lab.advance("90S");
    Alert before = onlyAlert();

    lab.registry.apply(withAnnotation(withExpr(rule("60S", "5M"), "up < 1"), "summary", "new"));
    lab.advance("0S");

    assertThat(onlyAlert().activeAt()).isEqualTo(before.activeAt());
    assertThat(onlyAlert().state()).isEqualTo(before.state());
    assertThat(onlyAlert().annotations()).containsEntry("summary", "new");
  }

  @Test
  void anEditOfTheLabelsEndsTheOldAlertAtOnce() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("0S", "1H"));
    lab.advance("30S");

    lab.registry.apply(withLabels(rule("0S", "1H"), "team", "a"));
    lab.advance("0S");

    assertThat(lab.handedOver.getLast().alerts())
        .extracting(alert -> alert.labels().get("team") + ' ' + RuleLab.name(alert.state()))
        .containsExactlyInAnyOrder("a Firing", " Resolved RULE_REMOVED");
  }
}
