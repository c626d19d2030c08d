// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import static dev.skopos.forecast.CapacityLab.GIB;
import static dev.skopos.forecast.CapacityLab.ID;
import static dev.skopos.forecast.CapacityLab.START;
import static dev.skopos.forecast.CapacityLab.definition;
import static dev.skopos.forecast.CapacityLab.storage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.alert.Alert;
import dev.skopos.forecast.Recommendation.Term;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.Growth;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.rule.QueryFunction.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapacityRegistryTest {

  private final CapacityLab lab = new CapacityLab();

  /** 1 GiB a day, 5 GiB left. */
  private void fillsIn5Days() {
    lab.past("used", 28, day -> (95 + day) * GIB);
    lab.past("size", 28, _ -> 100 * GIB);
  }

  private static Instant p50(ResourceSnapshot found) {
    Outlook outlook = Objects.requireNonNull(found.outlook());
    return switch (outlook.exhaustion().p50()) {
      case Crossing.At(Instant time) -> time;
      case Crossing.Never() -> throw new AssertionError("never");
    };
  }

  private double value(String expr) {
    return lab.query(expr).getFirst().value();
  }

  @Test
  void aDiskThatFillsIsAHighRiskWithADateAndAdvice() {
    fillsIn5Days();

    CapacitySnapshot snapshot = lab.applied(definition(storage("data")));

    ResourceSnapshot data = snapshot.worst();
    assertThat(data.problem()).isNull();
    assertThat(data.usage()).isCloseTo(95 * GIB, within(GIB));
    assertThat(data.utilization()).isCloseTo(0.95, within(0.01));
    assertThat(Duration.between(START.plus(Duration.ofDays(5)), p50(data)).abs())
        .isLessThan(Duration.ofDays(1));
    assertThat(Objects.requireNonNull(data.outlook()).growth())
        .isInstanceOfSatisfying(
            Growth.Changing.class,
            growth -> assertThat(growth.perDay()).isCloseTo(GIB, within(0.1 * GIB)));
    assertThat(snapshot.risk()).isEqualTo(Risk.HIGH);
    Recommendation raise = data.recommendations().getFirst();
    assertThat(raise.term()).isEqualTo(Term.SHORT);
    assertThat(raise.patch())
        .matches("kubectl -n shop patch pvc data-orders-db-0 -p .*\"storage\":\"[0-9]+Gi\".*");
    assertThat(raise.effect()).contains("none within 30 days instead of 2026-03-0");
  }

  @Test
  void seriesAreWrittenAgainEachMinuteAndEndWithTheForecast() {
    fillsIn5Days();
    lab.applied(definition(storage("data")));
    lab.scheduler.advance(Duration.ofMinutes(10));

    assertThat(value("skopos_capacity_risk{risk=\"High\",forecast=\"orders-db\"}")).isEqualTo(1);
    assertThat(value("sum(skopos_capacity_risk)")).isEqualTo(1);
    assertThat(value("skopos_capacity_limit")).isEqualTo(100 * GIB);
    assertThat(value("skopos_capacity_forecast{ahead=\"1d\",quantile=\"0.5\"}"))
        .isCloseTo(96 * GIB, within(GIB));
    assertThat(value("skopos_capacity_data_age_seconds")).isEqualTo(600);
    assertThat(lab.query("skopos_capacity_exhaustion_timestamp_seconds")).hasSize(3);

    lab.registry.retainOnly(ID.kind(), Set.of());
    lab.scheduler.advance(Duration.ofSeconds(1));

    assertThat(lab.query("{__name__=~\"skopos_capacity_.*\"}")).isEmpty();
    assertThat(lab.registry.snapshots()).isEmpty();
  }

  @Test
  void theAlertIsAnsweredFromMemoryAsTheSeriesWouldAnswerIt() {
    fillsIn5Days();

    CapacitySnapshot snapshot = lab.applied(definition(storage("data")));

    CapacityAlert alert = CapacityAlert.of(snapshot.definition()).orElseThrow();
    List<Element> held = alert.holds(snapshot);
    assertThat(held).hasSize(1).isEqualTo(lab.query(alert.expr()));
    lab.scheduler.advance(Duration.ofSeconds(30));
    Alert told = lab.handedOver.getLast().alerts().getFirst();
    assertThat(told.labels().get("alertname")).isEqualTo("CapacityRisk");
    assertThat(told.labels().get("severity")).isEqualTo("high");
    assertThat(told.annotations().get("summary"))
        .matches("data of orders-db may run out: the risk is High, 9[45].* is used");
    assertThat(told.annotations().get("description"))
        .contains("data is expected to be exhausted around 2026-03-0");
    assertThat(lab.snapshot().firing()).isEqualTo(1);
  }

  @Test
  void noAlertsMeansNone() {
    fillsIn5Days();

    lab.applied(definition(null, false, storage("data")));
    lab.scheduler.advance(Duration.ofMinutes(2));

    assertThat(lab.handedOver).allSatisfy(each -> assertThat(each.alerts()).isEmpty());
    assertThat(lab.snapshot().firing()).isZero();
  }

  @Test
  void aStableUsageIsALowRisk() {
    lab.past("used", 28, day -> (40 + Math.sin(2 * Math.PI * day)) * GIB);
    lab.past("size", 28, _ -> 100 * GIB);

    CapacitySnapshot snapshot = lab.applied(definition(storage("data")));

    assertThat(snapshot.risk()).isEqualTo(Risk.LOW);
    assertThat(Objects.requireNonNull(snapshot.worst().outlook()).growth())
        .isInstanceOf(Growth.Stable.class);
    assertThat(snapshot.worst().recommendations()).isEmpty();
  }

  @Test
  void underSevenDaysTheRiskIsUnknown() {
    lab.past("used", 6, day -> (95 + day) * GIB);
    lab.past("size", 6, _ -> 100 * GIB);

    ResourceSnapshot data = lab.applied(definition(storage("data"))).worst();

    assertThat(data.risk()).isEqualTo(Risk.UNKNOWN);
    assertThat(Objects.requireNonNull(data.problem()).reason())
        .isEqualTo(Problem.Reason.SHORT_HISTORY);
    assertThat(data.outlook()).isNull();
  }

  @Test
  void whatGivesNoSeriesOrSeveralSaysSo() {
    lab.past("used", 8, _ -> 1);
    CapacityResource nothing =
        new CapacityResource("nothing", ResourceType.CUSTOM, "not_there", new LimitSource.Fixed(1));
    CapacityResource several =
        new CapacityResource(
            "several",
            ResourceType.CUSTOM,
            "used or label_replace(used, \"a\", \"b\", \"\", \"\")",
            new LimitSource.Fixed(10));
    CapacityResource limitless =
        new CapacityResource(
            "limitless", ResourceType.CUSTOM, "used", new LimitSource.Expression("not_there"));

    CapacitySnapshot snapshot = lab.applied(definition(nothing, several, limitless));

    assertThat(snapshot.resources())
        .extracting(each -> Objects.requireNonNull(each.problem()).reason())
        .containsExactly(
            Problem.Reason.NO_DATA, Problem.Reason.SEVERAL_SERIES, Problem.Reason.NO_LIMIT);
    assertThat(snapshot.resources())
        .extracting(ResourceSnapshot::risk)
        .containsExactly(Risk.UNKNOWN, Risk.LOW, Risk.UNKNOWN);
  }

  @Test
  void seriesOfAnOldAndANewPodAreNoProblemForSomeMinutes() {
    lab.past("size", 28, _ -> 100 * GIB);
    pod("old", Duration.ofDays(-28), Duration.ZERO);
    pod("new", Duration.ofMinutes(-5), Duration.ofHours(3));

    CapacitySnapshot during = lab.applied(definition(storage("data")));
    lab.scheduler.advance(Duration.ofHours(2));

    assertThat(during.worst().problem()).isNull();
    assertThat(during.worst().usage()).isEqualTo(95 * GIB);
    assertThat(during.risk()).isEqualTo(Risk.HIGH);
    assertThat(lab.snapshot().worst().problem()).isNull();
    assertThat(lab.told()).containsExactly("High fires");
  }

  @Test
  void severalSeriesForLongAreRatedByTheLargestAndSaidToBeSeveral() {
    lab.past("size", 28, _ -> 100 * GIB);
    pod("one", Duration.ofDays(-28), Duration.ofHours(1));
    pod("two", Duration.ofDays(-28), Duration.ofHours(1));

    ResourceSnapshot data = lab.applied(definition(storage("data"))).worst();

    assertThat(data.risk()).isEqualTo(Risk.HIGH);
    assertThat(data.recommendations()).isNotEmpty();
    assertThat(Objects.requireNonNull(data.problem()).message())
        .isEqualTo(
            "the usage of data gives 2 series, expected one; the largest counts: aggregate them,"
                + " for instance with max()");
  }

  /** 1 GiB a day, 5 GiB left. */
  private void pod(String name, Duration from, Duration to) {
    lab.sample(
        Labels.of(Labels.METRIC_NAME, "used", "pod", name), from, to, day -> (95 + day) * GIB);
  }

  @Test
  void anAlertStaysAsItWasWhenDataEndsAndSaysSo() {
    fillsIn5Days();
    lab.applied(definition(storage("data")));
    ResourceSnapshot before = lab.snapshot().worst();

    lab.scheduler.advance(Duration.ofDays(2));

    ResourceSnapshot data = lab.snapshot().worst();
    assertThat(Objects.requireNonNull(data.problem()).reason()).isEqualTo(Problem.Reason.NO_DATA);
    assertThat(data.problem().message())
        .isEqualTo(
            "data has had no sample of its usage since 2026-03-01T01:00:00Z, what is said of it is"
                + " of that time: used");
    assertThat(data.risk()).isEqualTo(Risk.HIGH);
    assertThat(data.usage()).isEqualTo(before.usage());
    assertThat(Duration.between(p50(before), p50(data)).abs()).isLessThan(Duration.ofHours(12));
    assertThat(lab.told()).containsExactly("High fires");
    assertThat(lab.handedOver.getLast().alerts().getFirst().annotations().get("description"))
        .contains("This is said from data that ended 1d ");
  }

  @Test
  void anAlertOutlastsARestartWithoutData() {
    fillsIn5Days();
    lab.sample("size", Duration.ZERO, Duration.ofDays(4), _ -> 100 * GIB);
    lab.scheduler.advance(Duration.ofDays(3));

    CapacitySnapshot snapshot = lab.applied(definition(storage("data")));

    assertThat(snapshot.risk()).isEqualTo(Risk.HIGH);
    assertThat(Objects.requireNonNull(snapshot.worst().problem()).reason())
        .isEqualTo(Problem.Reason.NO_DATA);
  }

  @Test
  void aLimitThatIsRaisedWhileDataIsMissingCounts() {
    fillsIn5Days();
    lab.applied(definition(storage("data")));
    lab.sample("size", Duration.ofHours(26), Duration.ofHours(28), _ -> 200 * GIB);

    lab.scheduler.advance(Duration.ofHours(28));

    assertThat(lab.snapshot().risk()).isEqualTo(Risk.LOW);
    assertThat(lab.told()).containsExactly("High fires", "High resolves");
  }

  @Test
  void whileTheStoreHasAnsweredNothingAlertsHaveNoAnswer() {
    fillsIn5Days();
    lab.storeFails(true);
    CapacitySnapshot snapshot = lab.applied(definition(storage("data")));
    CapacityAlert alert = CapacityAlert.of(snapshot.definition()).orElseThrow();
    CapacityQueries queries = new CapacityQueries(lab.forecasts, _ -> (_, _) -> List.of());

    assertThatThrownBy(() -> queries.apply(ID).query(alert.expr(), lab.now()))
        .hasMessage("no forecast could be made yet");

    lab.storeFails(false);
    lab.scheduler.advance(Duration.ofHours(1));

    assertThat(lab.snapshot().risk()).isEqualTo(Risk.HIGH);
  }

  @Test
  void aLimitThatWasRaisedCountsAsItWas() {
    lab.past("used", 28, day -> (95 + day) * GIB);
    lab.past("size", 28, day -> (day < -1 ? 100 : 200) * GIB);

    ResourceSnapshot data = lab.applied(definition(storage("data"))).worst();

    assertThat(data.ceiling()).isEqualTo(200 * GIB);
    assertThat(data.limit().at(START.minus(Duration.ofDays(3)))).isEqualTo(100 * GIB);
    assertThat(data.risk()).isEqualTo(Risk.LOW);
  }

  @Test
  void laterRunsReadTheNewestHoursAlone() {
    fillsIn5Days();
    lab.applied(definition(storage("data")));
    int portions = lab.asked.size();
    lab.asked.clear();

    lab.scheduler.advance(Duration.ofHours(1));

    assertThat(portions).isGreaterThan(8);
    assertThat(lab.asked)
        .filteredOn(expr -> expr.contains(":1h]"))
        .hasSize(2)
        .allMatch(expr -> expr.endsWith("[3h:1h]"));
  }

  @Test
  void aStoreThatFailsLeavesTheForecastAsItIsAndSaysSo() {
    fillsIn5Days();
    lab.applied(definition(storage("data")));
    lab.storeFails(true);

    lab.scheduler.advance(Duration.ofHours(1));

    ResourceSnapshot data = lab.snapshot().worst();
    assertThat(data.risk()).isEqualTo(Risk.HIGH);
    assertThat(Objects.requireNonNull(data.problem()).message())
        .isEqualTo("data: the store does not answer");
    assertThat(value("skopos_capacity_risk{risk=\"High\"}")).isEqualTo(1);
  }

  @Test
  void whatIsSuspendedEndsAndResolves() {
    fillsIn5Days();
    lab.applied(definition(storage("data")));

    lab.applied(definition(Risk.HIGH, true, storage("data")));
    lab.scheduler.advance(Duration.ofMinutes(1));

    assertThat(lab.snapshot().risk()).isEqualTo(Risk.UNKNOWN);
    assertThat(lab.query("{__name__=~\"skopos_capacity_.*\"}")).isEmpty();
    assertThat(lab.snapshot().firing()).isZero();
  }

  @Test
  void listenersHearOfForecasts() {
    fillsIn5Days();
    List<Instant> heard = new ArrayList<>();
    lab.registry.onChange(_ -> heard.add(lab.now()));

    lab.applied(definition(storage("data")));
    lab.scheduler.advance(Duration.ofHours(2));

    assertThat(heard).contains(START).anyMatch(time -> time.isAfter(START));
  }

  @Test
  void anExpressionThatIsNoneIsRefusedAndNamesItsField() {
    CapacityResource broken =
        new CapacityResource(
            "broken", ResourceType.CUSTOM, "used", new LimitSource.Expression("sum("));
    CapacityResource scalar =
        new CapacityResource("scalar", ResourceType.CUSTOM, "5", new LimitSource.Fixed(1));

    assertThat(lab.registry.apply(definition(storage("data"), broken)))
        .isInstanceOfSatisfying(
            Applied.Rejected.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo("InvalidExpression");
              assertThat(refused.message()).startsWith("spec.resources[1].limit.expr: ");
            });
    assertThat(lab.registry.apply(definition(scalar)))
        .isEqualTo(
            new Applied.Rejected(
                "InvalidExpression",
                "spec.resources[0].usage.expr: gives a scalar, but a forecast needs an instant"
                    + " vector of one series"));
    assertThat(lab.registry.snapshot(ID)).isEmpty();
  }

  @Test
  void labelsOfSeriesNameTheForecast() {
    assertThat(CapacitySeries.base(definition(storage("data")), storage("data")))
        .isEqualTo(
            Labels.of(
                "skopos_namespace",
                "shop",
                "forecast",
                "orders-db",
                "resource",
                "data",
                "type",
                "Storage"));
  }
}
