// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import static dev.skopos.slo.Course.minute;
import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.calendar.Span;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.model.Severity;
import dev.skopos.rule.RuleSnapshot.State;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierState;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.AbsentData;
import dev.skopos.slo.definition.Alerting;
import dev.skopos.slo.definition.Alerting.AbsentAlert;
import dev.skopos.slo.definition.Alerting.BudgetAlert;
import dev.skopos.slo.definition.Alerting.Tiers;
import dev.skopos.slo.definition.BudgetPolicy;
import dev.skopos.slo.definition.BurnTier;
import dev.skopos.slo.definition.Exclusion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class ObjectiveRegistryTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Alerting NONE = Alerting.of(new Tiers.Custom(List.of()));

  /** All fails from the begin of this minute on, for so many minutes. */
  private static LongFunction<Events> outage(long from, long minutes) {
    return m -> minute(m >= from && m < from + minutes ? 100 : 0, 100);
  }

  private static ObjectiveLab lab(LongFunction<Events> minute, Duration before) {
    return new ObjectiveLab(Course.of(START, DAY.multipliedBy(40), minute), START.plus(before));
  }

  @Test
  void anOutageRaisesTheFastestTierAndTheOthersWaitForItsEnd() {
    // 14.4 of 0.1 % in an hour: 0.864 minutes of outage
    ObjectiveLab lab = lab(outage(1440, 5), DAY);
    lab.apply(objective());

    lab.advance(Duration.ofMinutes(2));
    assertThat(lab.alerts()).containsExactly("ErrorBudgetBurn page-quick firing");
    lab.advance(Duration.ofMinutes(3));
    // 5 minutes of 6 hours are 13.9 times too fast: page-slow fires, and is not handed over
    assertThat(tier(lab, "page-slow")).isEqualTo(TierState.FIRING);
    assertThat(lab.alerts()).containsExactly("ErrorBudgetBurn page-quick firing");
    // the short window of page-quick is clear 5 minutes after the outage
    lab.advance(Duration.ofMinutes(6));
    assertThat(lab.alerts())
        .contains(
            "ErrorBudgetBurn page-quick resolved CONDITION_CLEARED",
            "ErrorBudgetBurn page-slow firing");
  }

  @Test
  void tiersWaitAlsoWhereLabelsDifferWithTheValue() {
    ObjectiveLab lab = lab(outage(1440, 5), DAY);
    Alerting templated =
        new Alerting(
            Alerting.DEFAULT.tiers(),
            0,
            0,
            List.of(),
            null,
            null,
            new TreeMap<>(Map.of("burning", "{{ $value }} times")),
            new TreeMap<>());
    lab.apply(objective().alerting(templated));

    lab.advance(Duration.ofMinutes(5));

    assertThat(tier(lab, "page-slow")).isEqualTo(TierState.FIRING);
    assertThat(lab.handedOver.getLast().alerts())
        .filteredOn(alert -> alert.state() instanceof AlertState.Firing)
        .extracting(alert -> alert.labels().get("tier"))
        .containsOnly("page-quick");
  }

  @Test
  void aSlowerTierThatFiredFirstStays() {
    // 0.8 %: ticket-slow, whose window has less before, then page-slow; then half of all fails
    ObjectiveLab lab = lab(m -> minute(m < 1440 ? 0 : m < 1440 + 360 ? 0.8 : 50, 100), DAY);
    lab.apply(objective());

    lab.advance(HOUR.multipliedBy(6).minusMinutes(1));
    assertThat(lab.alerts())
        .containsExactly("ErrorBudgetBurn page-slow firing", "ErrorBudgetBurn ticket-slow firing");
    lab.advance(Duration.ofMinutes(10));
    assertThat(lab.alerts())
        .contains("ErrorBudgetBurn page-slow firing", "ErrorBudgetBurn page-quick firing");
  }

  @Test
  void fewFailuresDoNotPageWhereSoManyAreAskedFor() {
    // one event a minute; 2 of 60 fail
    LongFunction<Events> quiet = m -> minute(m == 1440 || m == 1441 ? 1 : 0, 1);
    ObjectiveLab careless = lab(quiet, DAY);
    ObjectiveLab careful = lab(quiet, DAY);

    careless.apply(objective());
    careful.apply(objective().alerting(Alerting.DEFAULT.withLeast(3, 0)));
    careless.advance(Duration.ofMinutes(3));
    careful.advance(Duration.ofMinutes(3));

    assertThat(careless.alerts()).containsExactly("ErrorBudgetBurn page-quick firing");
    assertThat(careful.alerts()).isEmpty();
    assertThat(careful.snapshot().state()).isEqualTo(ObjectiveSnapshot.State.EXHAUSTED);
  }

  @Test
  void aTierThatCanNeverFireHasNoRule() {
    ObjectiveLab lab = lab(outage(0, 9999), DAY);

    ObjectiveSnapshot snapshot = lab.apply(objective().target("90"));

    assertThat(snapshot.tiers())
        .extracting(TierSnapshot::state)
        .first()
        .isEqualTo(TierState.UNREACHABLE);
    assertThat(lab.rules.snapshot(Objectives.ID).orElseThrow().definition().rules()).hasSize(3);
  }

  @Test
  void theBudgetRaisesItsAlertsAsItGoes() {
    Alerting alerting =
        Alerting.of(
                new Tiers.Custom(List.of()),
                new BudgetAlert.RemainingBelow(new BigDecimal("25"), Severity.WARNING),
                new BudgetAlert.Exhausted(Severity.CRITICAL),
                new BudgetAlert.ExhaustedWithin(HOUR.multipliedBy(6), Severity.HIGH))
            .withViolation(Severity.ERROR);
    // a window of a day has a budget of 144 events; 1 a minute from the second day on
    ObjectiveLab lab = lab(m -> minute(m < 1440 ? 0 : 1, 100), DAY);
    lab.apply(objective().rolling(DAY).alerting(alerting));

    lab.advance(Duration.ofMinutes(30));
    assertThat(lab.alerts()).containsExactly("ErrorBudgetRunningOut firing");
    lab.advance(Duration.ofMinutes(78));
    assertThat(lab.alerts()).containsExactly("ErrorBudgetRunningOut firing");
    lab.advance(Duration.ofMinutes(2));
    assertThat(lab.alerts())
        .containsExactly("ErrorBudgetLow firing", "ErrorBudgetRunningOut firing");
    lab.advance(Duration.ofMinutes(35));
    assertThat(lab.snapshot().state()).isEqualTo(ObjectiveSnapshot.State.EXHAUSTED);
    assertThat(lab.alerts()).contains("ErrorBudgetExhausted firing");
    lab.advance(Duration.ofMinutes(2));
    assertThat(lab.alerts())
        .containsExactly(
            "ErrorBudgetExhausted firing",
            "ErrorBudgetLow firing",
            "ErrorBudgetRunningOut resolved CONDITION_CLEARED",
            "ObjectiveViolated firing");
  }

  @Test
  void absentSamplesRaiseTheirAlertAndFrozenOnesHoldTheOthers() {
    ObjectiveLab lab = lab(m -> m >= 1450 ? Events.NONE : minute(m >= 1440 ? 50 : 0, 100), DAY);
    lab.apply(
        objective()
            .absent(AbsentData.FREEZE)
            .alerting(
                Alerting.DEFAULT.withAbsent(
                    new AbsentAlert(Duration.ofMinutes(10), Severity.WARNING))));

    lab.advance(Duration.ofMinutes(19));
    assertThat(lab.alerts()).containsExactly("ErrorBudgetBurn page-quick firing");
    lab.advance(DAY);
    assertThat(lab.alerts())
        .contains("ErrorBudgetBurn page-quick firing", "ObjectiveDataAbsent firing");
  }

  @Test
  void anIndicatorThatMatchesNothingIsReported() {
    ObjectiveLab lab = lab(m -> Events.NONE, DAY);
    lab.apply(
        objective()
            .alerting(
                Alerting.DEFAULT.withAbsent(
                    new AbsentAlert(Duration.ofMinutes(10), Severity.WARNING))));

    lab.advance(Duration.ofMinutes(9));
    assertThat(lab.snapshot().state()).isEqualTo(ObjectiveSnapshot.State.NO_DATA);
    assertThat(lab.alerts()).isEmpty();
    lab.advance(Duration.ofMinutes(2));
    assertThat(lab.alerts()).containsExactly("ObjectiveDataAbsent firing");
  }

  @Test
  void thePolicyFreezesWhileTheBudgetIsLow() {
    ObjectiveLab lab = lab(outage(1440, 60), DAY);
    lab.apply(
        objective()
            .rolling(DAY)
            .alerting(NONE)
            .policy(new BudgetPolicy(BigDecimal.TEN, Severity.HIGH, true)));
    assertThat(lab.snapshot().freeze()).isEqualTo(new ObjectiveSnapshot.Freeze(false, null));

    lab.advance(HOUR);
    ObjectiveSnapshot.Freeze frozen = lab.snapshot().freeze();
    assertThat(frozen).isNotNull();
    assertThat(frozen.active()).isTrue();
    assertThat(frozen.since()).isBetween(START.plus(DAY), START.plus(DAY).plusSeconds(180));
    assertThat(lab.alerts()).containsExactly("ErrorBudgetPolicyInForce firing");
    lab.advance(DAY.plusMinutes(1));
    assertThat(lab.snapshot().freeze()).isEqualTo(new ObjectiveSnapshot.Freeze(false, null));
  }

  @Test
  void eachInstantIsEvaluatedOnce() {
    ObjectiveLab lab = lab(outage(0, 0), DAY);
    lab.apply(objective());
    int before = lab.advanced;

    lab.advance(HOUR);

    assertThat(lab.advanced - before).isEqualTo(120);
    assertThat(lab.rules.snapshot(Objectives.ID).orElseThrow().tally().iterations()).isEqualTo(120);
  }

  @Test
  void aFailureToCountHoldsAllAsItWas() {
    ObjectiveLab lab = lab(outage(1440, 5), DAY);
    lab.apply(objective());
    lab.advance(Duration.ofMinutes(2));

    lab.failure = "the store is away";
    lab.advance(HOUR);

    assertThat(lab.alerts()).containsExactly("ErrorBudgetBurn page-quick firing");
    assertThat(lab.snapshot().problem())
        .isEqualTo(new ObjectiveSnapshot.Problem("CountingFailed", "the store is away"));
    lab.failure = null;
    lab.advance(Duration.ofMinutes(1));
    assertThat(lab.snapshot().problem()).isNull();
    assertThat(lab.alerts()).contains("ErrorBudgetBurn page-quick resolved CONDITION_CLEARED");
  }

  @Test
  void aPartOfTheWindowSaysNothingOfTheBudget() {
    // 3 minutes of the only 2 hours that are counted: far more than 0.1 %
    ObjectiveLab lab = lab(outage(2880 - 120, 3), DAY.multipliedBy(2));
    lab.countedFrom = lab.now().minus(HOUR.multipliedBy(2));
    lab.apply(
        objective()
            .alerting(
                Alerting.of(
                    new Tiers.Custom(
                        List.of(tier("quick", HOUR), tier("slow", HOUR.multipliedBy(6)))),
                    new BudgetAlert.Exhausted(Severity.CRITICAL)))
            .policy(new BudgetPolicy(BigDecimal.ZERO, null, true)));
    lab.advance(Duration.ofMinutes(5));

    assertThat(lab.snapshot().state()).isEqualTo(ObjectiveSnapshot.State.UNKNOWN);
    assertThat(lab.snapshot().evaluation()).isNull();
    assertThat(lab.snapshot().problem())
        .extracting(ObjectiveSnapshot.Problem::reason)
        .isEqualTo("Counting");
    assertThat(lab.snapshot().freeze()).isEqualTo(new ObjectiveSnapshot.Freeze(false, null));
    assertThat(lab.alerts()).isEmpty();
    assertThat(lab.written).isEmpty();
    Span twoHours = new Span(lab.countedFrom, lab.countedFrom.plus(HOUR.multipliedBy(2)));
    assertThat(lab.registry.isCounted(Objectives.ID, twoHours)).isTrue();
    Span earlier = new Span(lab.countedFrom.minusSeconds(1), lab.now().minus(HOUR));
    assertThat(lab.registry.isCounted(Objectives.ID, earlier)).isFalse();
    Span toCome = new Span(lab.countedFrom, lab.now().plusSeconds(60));
    assertThat(lab.registry.isCounted(Objectives.ID, toCome)).isFalse();

    lab.course = Course.of(START, DAY.multipliedBy(40), m -> minute(m >= 2875 ? 100 : 0, 100));
    lab.advance(Duration.ofMinutes(5));
    assertThat(lab.alerts()).containsExactly("ErrorBudgetBurn quick firing");

    lab.countedFrom = Instant.MIN;
    lab.advance(Duration.ofMinutes(1));
    assertThat(lab.snapshot().state()).isEqualTo(ObjectiveSnapshot.State.EXHAUSTED);
    assertThat(lab.alerts()).contains("ErrorBudgetExhausted firing");
    assertThat(lab.events)
        .extracting(ObjectiveEvent::kind)
        .containsOnly(ObjectiveEvent.Kind.TIER_FIRING);
  }

  private static BurnTier tier(String name, Duration longer) {
    return new BurnTier(
        name,
        longer.dividedBy(12),
        longer,
        new BurnTier.Limit.Factor(BigDecimal.TEN),
        Duration.ZERO,
        Severity.CRITICAL);
  }

  @Test
  void whatIsNotCountedUpToThePresentHoldsAllAsItWas() {
    ObjectiveLab lab = lab(outage(1440, 5), DAY);
    lab.apply(objective());
    lab.advance(Duration.ofMinutes(2));

    lab.behind = HOUR.multipliedBy(50);
    lab.advance(HOUR);

    assertThat(lab.alerts()).containsExactly("ErrorBudgetBurn page-quick firing");
    assertThat(lab.snapshot().problem())
        .extracting(ObjectiveSnapshot.Problem::message)
        .asString()
        .startsWith("events are counted up to 2025-12-30T23:0");
  }

  @Test
  void aFailureThatNobodyExpectedHoldsAllAsItWas() {
    ObjectiveLab lab = lab(outage(1440, 5), DAY);
    lab.apply(objective());
    lab.advance(Duration.ofMinutes(2));

    lab.surprise = new IllegalStateException("a bug");
    lab.advance(HOUR);

    assertThat(lab.alerts()).containsExactly("ErrorBudgetBurn page-quick firing");
    assertThat(lab.snapshot().problem())
        .extracting(ObjectiveSnapshot.Problem::reason)
        .isEqualTo("EvaluationFailed");
  }

  @Test
  void anAlertThatFiresGoesOnOverARestart() {
    ObjectiveLab lab = lab(outage(1440, 10), DAY);
    lab.apply(objective());
    lab.advance(Duration.ofMinutes(4));
    Instant since = onlyFiring(lab).activeAt();

    ObjectiveLab after = lab.restarted(Duration.ofMinutes(3));
    after.apply(objective());
    after.advance(Duration.ofMinutes(1));

    assertThat(onlyFiring(after).activeAt()).isEqualTo(since);
    assertThat(tier(after, "page-quick")).isEqualTo(TierState.FIRING);
  }

  private static dev.skopos.alert.Alert onlyFiring(ObjectiveLab lab) {
    assertThat(lab.alerts()).containsExactly("ErrorBudgetBurn page-quick firing");
    return lab.handedOver.getLast().alerts().getFirst();
  }

  @Test
  void removalResolvesAlertsEndsSeriesAndForgets() {
    ObjectiveLab lab = lab(outage(1440, 10), DAY);
    lab.apply(objective());
    lab.advance(Duration.ofMinutes(4));

    lab.registry.retainOnly(Objectives.ID.kind(), Set.of());
    lab.advance(Duration.ofMinutes(1));

    assertThat(lab.registry.snapshots()).isEmpty();
    assertThat(lab.forgotten).containsExactly(Objectives.ID);
    assertThat(lab.retained).containsExactly(Map.entry(Objectives.ID.kind(), Set.of()));
    assertThat(lab.alerts()).contains("ErrorBudgetBurn page-quick resolved RULE_REMOVED");
    assertThat(openSeries(lab)).isEmpty();
    assertThat(lab.scheduler.planned()).isZero();
  }

  @Test
  void objectivesOfOtherKindsStayWhenOneKindIsSwept() {
    ObjectiveLab lab = lab(outage(1440, 10), DAY);
    lab.apply(objective());

    lab.registry.retainOnly("ServiceLevelObjective.pyrra.dev", Set.of());

    assertThat(lab.snapshot().definition().id()).isEqualTo(Objectives.ID);
  }

  @Test
  void suspensionEndsAlertsAndSeriesAndKeepsWhatWasCounted() {
    ObjectiveLab lab = lab(outage(1440, 10), DAY);
    lab.apply(objective());
    lab.advance(Duration.ofMinutes(4));

    ObjectiveSnapshot snapshot = lab.apply(objective().suspended());
    lab.advance(HOUR);

    assertThat(snapshot.state()).isEqualTo(ObjectiveSnapshot.State.SUSPENDED);
    assertThat(lab.forgotten).isEmpty();
    assertThat(lab.opened).isEqualTo(1);
    assertThat(openSeries(lab)).isEmpty();
    assertThat(lab.alerts()).contains("ErrorBudgetBurn page-quick resolved RULE_REMOVED");
    assertThat(lab.apply(objective()).state()).isEqualTo(ObjectiveSnapshot.State.EXHAUSTED);
    assertThat(lab.opened).isEqualTo(1);
  }

  private static Set<Labels> openSeries(ObjectiveLab lab) {
    Set<Labels> open = new java.util.HashSet<>();
    for (RuleSample sample : lab.written) {
      if (Sample.isStale(sample.value())) {
        open.remove(sample.labels());
      } else {
        open.add(sample.labels());
      }
    }
    return open;
  }

  @Test
  void channelsAndTextsAreHandedOn() {
    ResourceId channel = new ResourceId("NotificationChannel", "shop", "chat");
    ObjectiveLab lab = lab(outage(1440, 10), DAY);
    lab.apply(
        objective()
            .channels(channel)
            .alerting(
                Alerting.DEFAULT.withTexts(
                    Map.of("team", "checkout"), Map.of("runbook_url", "https://example.org"))));

    lab.advance(Duration.ofMinutes(2));

    SourceAlerts handed = lab.handedOver.getLast();
    assertThat(handed.channels()).containsExactly(channel);
    assertThat(handed.alerts().getFirst().labels())
        .isEqualTo(
            Labels.of(
                "alertname", "ErrorBudgetBurn",
                "objective", "checkout",
                "service", "shop",
                "severity", "critical",
                "skopos_namespace", "shop",
                "team", "checkout",
                "tier", "page-quick"));
    assertThat(handed.alerts().getFirst().annotations())
        .containsEntry("runbook_url", "https://example.org")
        .containsEntry("summary", "checkout burns its error budget too fast")
        .containsEntry(
            "description",
            "The last 5m and the last 1h spent the budget more than 14.4 times faster than the"
                + " target of 99.9 % of shop in 30d allows: at present 200.0 times faster. A rate"
                + " of 14.4 spends a whole budget in 2d2h.");
  }

  @Test
  void aTemplateThatIsNotValidIsRefusedAndTheOldObjectiveGoesOn() {
    ObjectiveLab lab = lab(outage(1440, 10), DAY);
    lab.apply(objective());

    Applied applied =
        lab.registry.apply(
            objective()
                .alerting(Alerting.DEFAULT.withTexts(Map.of(), Map.of("summary", "{{ end")))
                .build());

    assertThat(applied).isInstanceOf(Applied.Rejected.class);
    assertThat(((Applied.Rejected) applied).message())
        .startsWith("spec.alerting.annotations.summary: ");
    lab.advance(Duration.ofMinutes(2));
    assertThat(lab.alerts()).containsExactly("ErrorBudgetBurn page-quick firing");
  }

  @Test
  void listenersHearOfStatesAndNotOfNumbers() {
    ObjectiveLab lab = lab(outage(1440, 10), DAY);
    lab.apply(objective());
    lab.advance(Duration.ofSeconds(30));
    lab.changes.clear();

    lab.advance(Duration.ofMinutes(10));

    // burning and exhausted, and the alerts of the tiers
    assertThat(lab.changes).hasSizeBetween(3, 8);
  }

  @Test
  void seriesSayWhatTheSnapshotSays() {
    ObjectiveLab lab = lab(m -> minute(m % 100 == 0 ? 10 : 0, 100), DAY);
    lab.apply(objective());
    lab.advance(HOUR);

    double remaining = lab.snapshot().worst().orElseThrow().remainingRatio();
    assertThat(lab.newest("skopos_slo_error_budget_remaining_ratio")).contains(remaining);
    assertThat(lab.newest("skopos:slo_period_error_budget_remaining:ratio")).contains(remaining);
    assertThat(lab.newest("skopos_slo_objective_ratio", "service", "shop")).contains(0.999);
    assertThat(lab.newest("skopos_slo_state", "state", "Burning").isPresent()).isTrue();
    assertThat(lab.newest("skopos_slo_burn_rate", "window", "1h"))
        .contains(lab.snapshot().worst().orElseThrow().burn(HOUR).rate());
  }

  private static TierState tier(ObjectiveLab lab, String name) {
    return lab.snapshot().tiers().stream()
        .filter(each -> each.tier().name().equals(name))
        .map(TierSnapshot::state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rulesAreEvaluatedEvenBeforeTheirObjectiveSaysAnything() {
    ObjectiveLab lab = lab(m -> minute(0, 100), DAY);
    lab.apply(objective());
    lab.advance(Duration.ofMinutes(1));

    assertThat(lab.rules.snapshot(Objectives.ID).orElseThrow().state()).isEqualTo(State.INACTIVE);
  }

  @Test
  void whatHappensIsRecorded() {
    Instant from = START.plus(DAY);
    ObjectiveLab lab = lab(outage(1440, 60), DAY);
    Objectives objective =
        objective()
            .rolling(DAY)
            .policy(new BudgetPolicy(BigDecimal.ZERO, null, true))
            .alerting(new Pages(14.4).alerting());
    lab.apply(objective);
    lab.advance(Duration.ofHours(2));
    lab.apply(
        objective.excluding(
            new Exclusion.OneOff(from, from.plus(HOUR), "moved to another rack", "kim")));
    lab.advance(HOUR);

    assertThat(lab.events)
        .extracting(event -> event.kind().label())
        .containsExactlyInAnyOrder(
            "TierFiring",
            "TierResolved",
            "BudgetExhausted",
            "FreezeBegan",
            "ExclusionApplied",
            "BudgetRestored",
            "FreezeEnded");
    assertThat(lab.events)
        .filteredOn(event -> event.kind() == ObjectiveEvent.Kind.EXCLUSION_APPLIED)
        .extracting(ObjectiveEvent::details, ObjectiveEvent::author)
        .containsExactly(
            tuple(
                "from 2026-01-02T00:00:00Z to 2026-01-02T01:00:00Z: moved to another rack",
                Optional.of("kim")));
  }

  @Test
  void exclusionsAreRecordedOnceAndWhenTheyGo() {
    ObjectiveLab lab = lab(outage(0, 0), DAY);
    Exclusion move = new Exclusion.OneOff(START, START.plus(HOUR), "moved", null);
    Exclusion test = new Exclusion.OneOff(START, START.plus(DAY), "load test", null);

    lab.apply(objective().excluding(move));
    lab.registry.remove(Objectives.ID);
    lab.apply(objective().excluding(move, test));
    lab.apply(objective().excluding(test));
    lab.advance(Duration.ZERO);

    assertThat(lab.events)
        .filteredOn(event -> event.kind() != ObjectiveEvent.Kind.DELETED)
        .extracting(ObjectiveEvent::kind, event -> event.details().replaceFirst(".*: ", ""))
        .containsExactly(
            tuple(ObjectiveEvent.Kind.EXCLUSION_APPLIED, "moved"),
            tuple(ObjectiveEvent.Kind.EXCLUSION_APPLIED, "load test"),
            tuple(ObjectiveEvent.Kind.EXCLUSION_REMOVED, "moved"));
  }

  @Test
  void thatItIsGoneIsRecorded() {
    ObjectiveLab lab = lab(outage(0, 0), DAY);

    lab.apply(objective());
    lab.registry.remove(Objectives.ID);
    lab.advance(Duration.ZERO);

    assertThat(lab.events)
        .extracting(ObjectiveEvent::kind, ObjectiveEvent::objective)
        .containsExactly(tuple(ObjectiveEvent.Kind.DELETED, Objectives.ID));
  }

  /** A tier of five minutes and an hour. */
  private record Pages(double factor) {
    Alerting alerting() {
      BurnTier tier =
          new BurnTier(
              "own",
              Duration.ofMinutes(5),
              HOUR,
              new BurnTier.Limit.Factor(BigDecimal.valueOf(factor)),
              Duration.ZERO,
              Severity.CRITICAL);
      return Alerting.of(new Tiers.Custom(List.of(tier)));
    }
  }
}
