// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static dev.skopos.rule.GroupLab.ID;
import static dev.skopos.rule.GroupLab.INTERVAL;
import static dev.skopos.rule.GroupLab.alert;
import static dev.skopos.rule.GroupLab.group;
import static dev.skopos.rule.GroupLab.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.model.Applied;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.model.Severity;
import dev.skopos.rule.RuleSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleGroupTest {
  private final GroupLab lab = new GroupLab();

  private List<String> lastHandedOver() {
    return lab.handedOver.getLast().alerts().stream()
        .map(each -> each.labels().get("alertname") + ' ' + RuleLab.name(each.state()))
        .toList();
  }

  @Test
  void eachRuleSeesTheResultsOfThoseBeforeItInTheSameIteration() {
    lab.put(10, "__name__", "requests", "code", "500");
    lab.put(30, "__name__", "requests", "code", "200");

    Instant at =
        lab.begin(
            group(
                record("all", "sum(requests)"),
                record("failed", "sum(requests{code=\"500\"})"),
                record("ratio", "failed / all"),
                alert("Failing", "ratio > 0.2", Duration.ZERO),
                record("firing", "count(ALERTS{alertname=\"Failing\"})")));

    assertThat(lab.writtenOf("ratio", at)).containsExactly("0.0 {} 0.25");
    assertThat(lab.writtenOf("firing", at)).containsExactly("0.0 {} 1.0");
    assertThat(lastHandedOver()).containsExactly("Failing Firing");
    assertThat(lab.snapshot().rules()).noneMatch(RuleSnapshot::failed);
  }

  @Test
  void aRuleDoesNotSeeTheResultsOfThoseAfterIt() {
    lab.put(1, "__name__", "a");

    Instant at = lab.begin(group(record("late", "early + 0"), record("early", "a")));
    assertThat(lab.writtenOf("late", at)).isEmpty();

    lab.advance(INTERVAL);
    assertThat(lab.writtenOf("late", at)).containsExactly("30.0 {} 1.0");
  }

  @Test
  void theOffsetShiftsQueriesAndResultsButNotTheTimesOfAlerts() {
    Duration offset = Duration.ofSeconds(45);
    GroupDefinition group =
        group(offset, 0, record("b", "a"), alert("High", "b > 0", Duration.ofSeconds(30)));
    Instant at = lab.plan(group);
    lab.put(1, "__name__", "a");
    lab.advance(Duration.between(lab.now(), at).plus(INTERVAL.multipliedBy(3)));

    Instant first =
        lab.written.isEmpty() ? at : Instant.ofEpochMilli(lab.written.getFirst().timestamp());
    assertThat(first.plus(offset)).isAfterOrEqualTo(at);
    assertThat(Duration.between(at, first.plus(offset)).toMillis() % 30_000).isZero();
    Alert firing = lab.handedOver.getLast().alerts().getFirst();
    assertThat(firing.activeAt()).isEqualTo(first.plus(offset));
    assertThat(lab.writtenOf("ALERTS_FOR_STATE", first).getFirst()).startsWith("0.0 ");
  }

  @Test
  void iterationsAreOnTheGridOnlyAndAlertsFireThere() {
    lab.put(1, "__name__", "a");
    Instant at = lab.plan(group(alert("High", "a > 0", Duration.ofSeconds(40))));
    lab.advance(Duration.ofSeconds(29).plusMillis(999));
    assertThat(lab.written).isNotEmpty();
    assertThat(Instant.ofEpochMilli(lab.written.getFirst().timestamp())).isEqualTo(at);

    lab.advance(INTERVAL.multipliedBy(2));

    assertThat(lab.handedOver.getLast().at()).isEqualTo(at.plus(INTERVAL.multipliedBy(2)));
    assertThat(lastHandedOver()).containsExactly("High Firing");
    assertThat(lab.snapshot().tally().iterations()).isEqualTo(3);
  }

  @Test
  void labelsAreReplacedAddedAndRemoved() {
    lab.put(2, "__name__", "a", "team", "x", "pod", "p");

    Instant at =
        lab.begin(group(record("b:c", "a", "team", "{{ $labels.pod }}", "pod", "", "new", "n")));

    assertThat(lab.writtenOf("b:c", at))
        .containsExactly("0.0 {new=\"n\", team=\"{{ $labels.pod }}\"} 2.0");
  }

  @Test
  void aNumberIsRecordedAsOneSeries() {
    Instant at = lab.begin(group(record("answer", "42")));

    assertThat(lab.writtenOf("answer", at)).containsExactly("0.0 {} 42.0");
  }

  @Test
  void equalLabelSetsAreAnErrorThatChangesNothing() {
    lab.put(1, "__name__", "a", "pod", "p");
    Instant at = lab.begin(group(record("b", "a", "pod", ""), record("after", "vector(1)")));
    lab.put(2, "__name__", "a", "pod", "q");
    lab.advance(INTERVAL);

    assertThat(lab.writtenOf("b", at)).containsExactly("0.0 {} 1.0");
    assertThat(lab.writtenOf("after", at)).hasSize(2);
    assertThat(lab.snapshot().problem())
        .isEqualTo(
            new RuleSnapshot.Problem(
                "DuplicateSeries",
                "spec.rules[0] (b): vector contains metrics with the same labelset after applying"
                    + " rule labels"));
    assertThat(lab.snapshot().rules())
        .extracting(RuleSnapshot::failed)
        .containsExactly(true, false);
    assertThat(lab.snapshot().tally().failedEvaluations()).isEqualTo(1);
    assertThat(lab.snapshot().state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void moreSeriesThanTheLimitAreAnErrorThatChangesNothing() {
    lab.put(1, "__name__", "a", "pod", "p");
    Instant at = lab.begin(group(Duration.ZERO, 1, record("b", "a")));
    lab.put(2, "__name__", "a", "pod", "q");
    lab.advance(INTERVAL);

    assertThat(lab.writtenOf("b", at)).hasSize(1);
    assertThat(lab.snapshot().problem())
        .isEqualTo(
            new RuleSnapshot.Problem(
                "LimitExceeded", "spec.rules[0] (b): exceeded limit of 1 with 2 series"));
  }

  @Test
  void aSeriesThatIsNotGivenAnyMoreEnds() {
    lab.put(1, "__name__", "a", "pod", "p");
    lab.put(1, "__name__", "a", "pod", "q");
    Instant at = lab.begin(group(record("b", "a")));
    lab.put(Sample.STALE, "__name__", "a", "pod", "p");
    lab.advance(INTERVAL);
    lab.put(3, "__name__", "a", "pod", "p");
    lab.advance(INTERVAL);

    assertThat(lab.writtenOf("b", at))
        .containsExactlyInAnyOrder(
            "0.0 {pod=\"p\"} 1.0",
            "0.0 {pod=\"q\"} 1.0",
            "30.0 {pod=\"p\"} stale",
            "30.0 {pod=\"q\"} 1.0",
            "60.0 {pod=\"p\"} 3.0",
            "60.0 {pod=\"q\"} 1.0");
  }

  @Test
  void seriesEndWhenTheGroupGoes() {
    lab.put(1, "__name__", "a");
    Instant at = lab.begin(group(record("b", "a"), alert("High", "b > 0", Duration.ZERO)));
    lab.advance(Duration.ofSeconds(10));

    lab.registry.remove(ID);
    lab.advance(Duration.ofHours(1));

    assertThat(lab.writtenOf("b", at)).containsExactly("0.0 {} 1.0", "10.0 {} stale");
    assertThat(lab.writtenOf("ALERTS", at).getLast()).startsWith("10.0 ").endsWith("stale");
    assertThat(lastHandedOver()).containsExactly("High Resolved RULE_REMOVED");
    assertThat(lab.states.texts).isEmpty();
    assertThat(lab.scheduler.planned()).isZero();
    assertThat(lab.meters.find("skopos.rule.group.iterations").meters()).isEmpty();
  }

  @Test
  void seriesEndWhenTheGroupWentWhileTheProcessWasDown() {
    lab.put(1, "__name__", "a");
    Instant at =
        lab.begin(
            group(
                Duration.ofSeconds(5), 0, record("b", "a"), alert("High", "b > 0", Duration.ZERO)));
    lab.put(1, "__name__", "a");
    lab.advance(INTERVAL);

    GroupLab after = lab.restarted(Duration.ofSeconds(60));
    after.registry.retainOnly("AlertRule", Set.of());
    after.advance(Duration.ZERO);
    assertThat(after.written).isEmpty();

    after.registry.retainOnly(ID.kind(), Set.of());
    after.advance(Duration.ZERO);

    assertThat(after.writtenOf("b", at)).containsExactly("85.0 {} stale");
    assertThat(after.handedOver.getLast().alerts())
        .extracting(each -> RuleLab.name(each.state()))
        .containsExactly("Resolved RULE_REMOVED");
    assertThat(after.states.texts).isEmpty();
  }

  @Test
  void aSeriesThatVanishedWhileTheProcessWasDownEndsAfterwards() {
    lab.put(1, "__name__", "a");
    Instant at = lab.begin(group(record("b", "a")));
    lab.put(Sample.STALE, "__name__", "a");

    GroupLab after = lab.restarted(Duration.ofSeconds(45));
    Instant first = after.begin(group(record("b", "a")));

    assertThat(after.writtenOf("b", first)).containsExactly("0.0 {} stale");
    assertThat(Duration.between(at, first).toMillis() % 30_000).isZero();
  }

  @Test
  void aPendingAlertGoesOnOverARestart() {
    lab.put(1, "__name__", "a");
    GroupDefinition group = group(alert("High", "a > 0", Duration.ofMinutes(2)));
    Instant at = lab.begin(group);
    lab.advance(INTERVAL);

    GroupLab after = lab.restarted(Duration.ofSeconds(50));
    after.put(1, "__name__", "a");
    after.registry.apply(group);
    after.advance(INTERVAL.multipliedBy(2));

    Alert alert = after.handedOver.getLast().alerts().getFirst();
    assertThat(alert.activeAt()).isEqualTo(at);
    assertThat(RuleLab.name(alert.state())).isEqualTo("Firing");
  }

  @Test
  void anEditKeepsWhatItLeavesAloneAndEndsTheRestAtOnce() {
    lab.put(1, "__name__", "a");
    RuleDefinition kept = alert("Kept", "a > 0", Duration.ofSeconds(60));
    RuleDefinition gone = alert("Gone", "a > 0", Duration.ZERO);
    Instant at = lab.begin(group(record("x", "a"), gone, kept));
    lab.advance(INTERVAL.plusSeconds(3));

    lab.registry.apply(group(kept, record("y", "a")));
    lab.advance(Duration.ZERO);

    assertThat(lastHandedOver()).containsExactly("Gone Resolved RULE_REMOVED");
    assertThat(lab.writtenOf("x", at)).last().isEqualTo("33.0 {} stale");
    assertThat(lab.snapshot().rules())
        .extracting(rule -> rule.definition().name(), rule -> rule.lastEvaluation() != null)
        .containsExactly(tuple("Kept", true), tuple("y", false));

    lab.advance(INTERVAL);
    assertThat(lab.handedOver.getLast().alerts().getFirst().activeAt()).isEqualTo(at);
    assertThat(lastHandedOver()).containsExactly("Kept Firing");
    assertThat(lab.writtenOf("y", at)).containsExactly("60.0 {} 1.0");
    assertThat(lab.writtenOf("x", at)).hasSize(3);
  }

  @Test
  void rulesOfEqualNameKeepTheirOwnStateWhenOneGoes() {
    lab.put(1, "__name__", "a");
    lab.put(1, "__name__", "b");
    RuleDefinition first = alert("Same", "a > 0", Duration.ofSeconds(60));
    RuleDefinition second = alert("Same", "vector(1) + on() group_left(job) b", Duration.ZERO);
    lab.begin(group(first, second));

    lab.registry.apply(group(second));
    lab.advance(Duration.ZERO);
    lab.advance(INTERVAL);

    assertThat(lastHandedOver()).containsExactly("Same Firing");
  }

  @Test
  void anAlertThatTwoRulesRaiseEndsWhenNeitherFires() {
    lab.put(1, "__name__", "a");
    lab.put(5, "__name__", "b");
    lab.begin(
        group(
            alert("Same", "sum(a) > 0", Duration.ZERO),
            alert("Same", "sum(b) > 1", Duration.ZERO)));
    assertThat(lastHandedOver()).containsExactly("Same Firing");

    lab.put(0, "__name__", "a");
    lab.scheduler.advance(INTERVAL);
    assertThat(lastHandedOver()).containsExactly("Same Firing");

    lab.put(0, "__name__", "b");
    lab.scheduler.advance(INTERVAL);
    assertThat(lastHandedOver()).containsExactly("Same Resolved CONDITION_CLEARED");
  }

  @Test
  void anAlertThatTwoRulesRaiseEndsOnceWhenTheGroupGoes() {
    lab.put(5, "__name__", "a");
    lab.begin(
        group(
            alert("Same", "sum(a) > 0", Duration.ZERO),
            alert("Same", "sum(a) > 1", Duration.ZERO)));

    lab.registry.remove(ID);
    lab.advance(Duration.ZERO);

    assertThat(lastHandedOver()).containsExactly("Same Resolved RULE_REMOVED");
  }

  @Test
  void theSeverityIsALabelLikeAnyOther() {
    lab.put(10, "__name__", "a");
    lab.begin(group(alert("High", "a > 0", Duration.ZERO)));
    Alert alert = lab.handedOver.getLast().alerts().getFirst();

    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.labels().get("severity")).isEqualTo("critical");
  }

  @Test
  void iterationsThatTakeTooLongAreMissedAndCounted() {
    Instant at = lab.plan(group(record("b", "vector(1)")));
    lab.beforeQuery =
        () -> {
          lab.beforeQuery = () -> {};
          lab.scheduler.advance(Duration.ofSeconds(75));
        };
    lab.advance(Duration.ofMinutes(3));

    assertThat(lab.snapshot().tally().missedIterations()).isEqualTo(2);
    assertThat(lab.writtenOf("b", at)).startsWith("0.0 {} 1.0", "90.0 {} 1.0", "120.0 {} 1.0");
    assertThat(lab.meters.get("skopos.rule.group.iterations.missed").functionCounter().count())
        .isEqualTo(2);
  }

  @Test
  void aSuspendedGroupEndsAllAndBeginsAnewOnItsGrid() {
    lab.put(1, "__name__", "a");
    GroupDefinition group = group(record("b", "a"));
    Instant at = lab.begin(group);
    lab.advance(Duration.ofSeconds(10));

    lab.registry.apply(RuleLab.copy(group, INTERVAL, 0, true, group.rules()));
    lab.advance(Duration.ofMinutes(1));
    assertThat(lab.snapshot().state()).isEqualTo(State.SUSPENDED);
    lab.registry.apply(group);
    lab.advance(INTERVAL);

    assertThat(lab.writtenOf("b", at))
        .containsExactly("0.0 {} 1.0", "10.0 {} stale", "90.0 {} 1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(      | x    | a | InvalidExpression | spec.rules[1].expr: ",
        "a[5m]     | x    | a | InvalidExpression | spec.rules[1].expr: gives a range vector",
        "'\"text\"'  | x    | a | InvalidExpression | spec.rules[1].expr: gives a string",
        "a         | x{}  | a | InvalidName       | spec.rules[1].record: ",
        "a         | x    | __name__ | InvalidLabel | spec.rules[1].labels.__name__: "
      })
  void aRuleThatCannotWorkIsNamed(
      String expr, String name, String label, String reason, String message) {
    assertThat(lab.registry.apply(group(record("ok", "1"), record(name, expr, label, "v"))))
        .isInstanceOfSatisfying(
            Applied.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(reason);
              assertThat(rejected.message()).startsWith(message);
            });
  }

  @Test
  void nothingIsSavedWhileNothingIsNew() {
    lab.put(1, "__name__", "a");
    lab.begin(group(record("b", "a"), alert("High", "b > 0", Duration.ZERO)));
    int writes = lab.states.writes;

    lab.advance(Duration.ofMinutes(4));

    assertThat(lab.snapshot().firing()).isEqualTo(1);
    assertThat(lab.states.writes).isEqualTo(writes);
  }

  @Test
  void moreAlertsThanTheLimitAreAnErrorThatChangesNothing() {
    lab.put(1, "__name__", "a", "pod", "p");
    lab.begin(group(Duration.ZERO, 1, alert("High", "a > 0", Duration.ZERO)));
    lab.put(1, "__name__", "a", "pod", "q");
    lab.advance(INTERVAL);

    assertThat(lab.snapshot().problem())
        .isEqualTo(
            new RuleSnapshot.Problem(
                "LimitExceeded", "spec.rules[0] (High): exceeded limit of 1 with 2 alerts"));
    assertThat(lab.snapshot().state()).isEqualTo(State.FIRING);
    assertThat(lastHandedOver()).containsExactly("High Firing");
  }

  @Test
  void anAlertIsKeptFiringUntilTheFirstIterationAfterItsTime() {
    lab.put(1, "__name__", "a");
    RuleDefinition.Alerting high = alert("High", "a > 0", Duration.ZERO);
    Instant at =
        lab.begin(
            group(
                new RuleDefinition.Alerting(
                    high.name(),
                    high.expr(),
                    Duration.ZERO,
                    Duration.ofSeconds(50),
                    high.labels(),
                    high.annotations())));
    lab.put(0, "__name__", "a");

    lab.advance(INTERVAL.multipliedBy(2));
    assertThat(lastHandedOver()).containsExactly("High Firing");
    assertThat(lab.snapshot().instances().getFirst().keepFiringSince())
        .isEqualTo(at.plus(INTERVAL));

    lab.advance(INTERVAL);
    assertThat(lastHandedOver()).containsExactly("High Resolved CONDITION_CLEARED");
    assertThat(lab.handedOver.getLast().at()).isEqualTo(at.plus(INTERVAL.multipliedBy(3)));
  }

  @Test
  void aFiringAlertIsShownAndHandedOverAgainAfterARestart() {
    lab.put(1, "__name__", "a");
    GroupDefinition group = group(record("b", "a"), alert("High", "b > 0", Duration.ZERO));
    Instant at = lab.begin(group);

    GroupLab after = lab.restarted(Duration.ofSeconds(40));
    after.put(1, "__name__", "a");
    Instant first = after.plan(group);
    assertThat(after.snapshot().state()).isEqualTo(State.FIRING);
    assertThat(after.snapshot().rules()).extracting(RuleSnapshot::firing).containsExactly(0, 1);

    after.advance(Duration.between(after.now(), first));
    Alert alert = after.handedOver.getLast().alerts().getFirst();
    assertThat(alert.state()).isEqualTo(new AlertState.Firing(at));
  }

  @Test
  void theGridBelongsToTheNameAndStaysOverARestart() {
    GroupDefinition group = group(record("b", "vector(1)"));
    Instant at = lab.plan(group);
    GroupLab after = lab.restarted(Duration.ofMillis(123_456));
    long offset = at.toEpochMilli() % INTERVAL.toMillis();

    assertThat(after.plan(group).toEpochMilli() % INTERVAL.toMillis()).isEqualTo(offset);
    assertThat(
            IntStream.range(0, 20)
                .mapToObj(i -> new ResourceId(ID.kind(), ID.namespace(), ID.name() + i))
                .map(id -> lab.firstSlot(id, group))
                .map(slot -> slot.toEpochMilli() % INTERVAL.toMillis())
                .distinct())
        .hasSizeGreaterThan(15);
  }

  @Test
  void aSecondRuleThatGivesTheSameSeriesIsToldSo() {
    lab.put(1, "__name__", "a");
    lab.put(2, "__name__", "b");
    Instant at = lab.begin(group(record("x", "a"), record("x", "b")));

    assertThat(lab.snapshot().rules())
        .extracting(rule -> rule.problem() == null, RuleSnapshot::failed)
        .containsExactly(tuple(true, false), tuple(false, false));
    assertThat(lab.snapshot().problem())
        .isEqualTo(
            new RuleSnapshot.Problem(
                "SamplesRefused",
                "spec.rules[1] (x): the store refused 1 of its samples: duplicate"));
    assertThat(lab.valueOf("x", at)).isEqualTo(1);
  }

  @Test
  void aSeriesThatAnotherRuleTakesOverIsNoTrouble() {
    lab.put(1, "__name__", "a");
    lab.put(0, "__name__", "b");
    lab.begin(group(record("x", "b > 0"), record("x", "a < 2")));
    lab.put(3, "__name__", "a");
    lab.put(1, "__name__", "b");
    lab.advance(INTERVAL);

    assertThat(lab.snapshot().problem()).isNull();
    assertThat(lab.valueOf("x", lab.now())).isEqualTo(1);
  }

  @Test
  void anAlertTakesWhatPrometheusTakes() {
    lab.put(0, "__name__", "a");
    lab.begin(
        group(alert("Always", "1", Duration.ZERO), alert("Bool", "a == bool 1", Duration.ZERO)));

    assertThat(lastHandedOver()).containsExactlyInAnyOrder("Always Firing", "Bool Firing");
  }

  @Test
  void nativeHistogramsAreRecordedAndEnded() {
    Histogram histogram =
        Histogram.exponential(
            Histogram.ResetHint.GAUGE,
            3,
            0,
            0,
            1,
            2.5,
            new Histogram.Buckets(new int[] {4}, new double[] {1}),
            Histogram.Buckets.NONE);
    lab.answer = List.of(new QueryFunction.Element(Labels.of("job", "a"), histogram));
    lab.begin(group(record("x", "rate(a[5m])")));
    lab.answer = List.of();
    lab.advance(INTERVAL);

    Series recorded = lab.stored("x");
    assertThat(recorded.labels()).isEqualTo(Labels.of("__name__", "x", "job", "a"));
    assertThat(recorded.histogram(0)).isEqualTo(histogram);
    assertThat(recorded.histogram(1)).isEqualTo(Histogram.STALE);
    assertThat(lab.snapshot().problem()).isNull();
  }

  @Test
  void labelsOfAlertsAreTakenAsInPrometheus() {
    lab.put(0, "__name__", "a");
    lab.begin(
        group(
            new RuleDefinition.Alerting(
                "Down",
                "a == 0",
                Duration.ZERO,
                Duration.ZERO,
                new TreeMap<>(Map.of("alertname", "Other", "alertstate", "mine")),
                new TreeMap<>())));

    assertThat(lab.snapshot().instances().getFirst().labels().toMap())
        .containsEntry("alertname", "Down")
        .containsEntry("alertstate", "mine");
    assertThat(lab.stored("ALERTS").labels().toMap())
        .containsEntry("alertname", "Down")
        .containsEntry("alertstate", "firing");
  }

  @Test
  void allRulesThatCannotWorkAreNamedAndManyAreBounded() {
    RuleDefinition[] wrong =
        IntStream.range(0, 7).mapToObj(i -> record("a" + i, "sum(")).toArray(RuleDefinition[]::new);

    assertThat(lab.registry.apply(group(wrong)))
        .isInstanceOfSatisfying(
            Applied.Rejected.class,
            rejected ->
                assertThat(rejected.message())
                    .contains("spec.rules[0].expr: ", "; spec.rules[4].expr: ")
                    .doesNotContain("spec.rules[5]")
                    .endsWith("; and 2 more rules"));
  }
}
