// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjective;
import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.calendar.CronSchedule;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.report.ReportDefinition;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportTime;
import dev.skopos.slo.count.Indicator;
import dev.skopos.slo.count.Indicator.Comparison;
import dev.skopos.slo.count.Indicator.Part;
import dev.skopos.slo.definition.AbsentData;
import dev.skopos.slo.definition.Alerting;
import dev.skopos.slo.definition.Alerting.AbsentAlert;
import dev.skopos.slo.definition.Alerting.BudgetAlert;
import dev.skopos.slo.definition.Alerting.Tiers;
import dev.skopos.slo.definition.BudgetPolicy;
import dev.skopos.slo.definition.Budgeting;
import dev.skopos.slo.definition.BurnTier;
import dev.skopos.slo.definition.Exclusion;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.Window;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ObjectiveMapperTest {

  private static final Path CORPUS = Path.of("src/test/resources/crds/servicelevelobjective");
  private static final String GAUGE = "indicator: {boolGauge: {metric: up}}";

  private final ObjectiveMapper mapper = new ObjectiveMapper();

  private static ServiceLevelObjective objective(String... spec) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: ServiceLevelObjective
        metadata: {namespace: shop, name: checkout}
        spec: {targetPercent: "99.9", %s}
        """
            .formatted(String.join(", ", spec)),
        ServiceLevelObjective.class);
  }

  private Indicator indicator(String indicator) {
    return mapper.toObjective(objective("indicator: " + indicator)).indicator();
  }

  private static Matcher equal(String name, String value) {
    return Matcher.of(Matcher.Type.EQUAL, name, value);
  }

  private static Matcher named(String metric) {
    return equal(Labels.METRIC_NAME, metric);
  }

  @Test
  void reportsNameTheirPeriodAndTime() {
    assertThat(
            mapper.reports(
                objective(
                    GAUGE,
                    "reports: [{name: monthly, schedule: '0 6 1 * *', timeZone: Europe/Berlin,"
                        + " formats: [html, csv],"
                        + " channels: [{name: mail}, {name: hook, namespace: ops}]}]")))
        .containsExactly(
            new ReportDefinition(
                new ResourceId(ObjectiveDefinition.KIND, "shop", "checkout"),
                "monthly",
                CronSchedule.parse("0 6 1 * *"),
                new ReportTime.Calendar(
                    new CalendarPeriods(CalendarUnit.MONTH, ZoneId.of("Europe/Berlin"))),
                List.of(ReportFormat.HTML, ReportFormat.CSV),
                List.of(
                    new ResourceId("NotificationChannel", "shop", "mail"),
                    new ResourceId("NotificationChannel", "ops", "hook"))));
  }

  @Test
  void aReportWithoutATimeIsRefused() {
    assertThatThrownBy(
            () ->
                mapper.reports(
                    objective(GAUGE, "reports: [{name: monthly, schedule: '0 25 1 * *'}]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("spec.reports[0].schedule: ")
        .hasMessageContaining("25");
  }

  @Test
  void twoReportsOfOneNameAreRefused() {
    assertThatThrownBy(
            () ->
                mapper.reports(
                    objective(
                        GAUGE,
                        "reports: [{name: all, schedule: '0 6 1 * *'},"
                            + " {name: all, schedule: '0 6 * * 1'}]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("spec.reports[1].name: \"all\", expected a name of its own");
  }

  @Test
  void whatIsAbsentHasTheDefaultsOfTheSchema() {
    ObjectiveDefinition objective = mapper.toObjective(objective(GAUGE));

    assertThat(objective)
        .isEqualTo(
            new ObjectiveDefinition(
                new ResourceId("ServiceLevelObjective", "shop", "checkout"),
                "checkout",
                new BigDecimal("99.9"),
                new Window.Rolling(Duration.ofDays(30)),
                new Indicator.BoolGauge(List.of(named("up"))),
                List.of(),
                100,
                new Budgeting.Occurrences(),
                ObjectiveDefinition.DEFAULT_INTERVAL,
                AbsentData.IGNORE,
                Alerting.DEFAULT,
                List.of(),
                null,
                List.of(),
                false));
  }

  @Test
  void everythingThatTheResourceSaysIsInTheObjective() throws IOException {
    String yaml = Files.readString(CORPUS.resolve("valid-full.yaml"));

    ObjectiveDefinition objective =
        mapper.toObjective(
            Serialization.unmarshal(
                yaml.replace("name: example", "name: example\n  namespace: shop"),
                ServiceLevelObjective.class));

    assertThat(objective)
        .isEqualTo(
            new ObjectiveDefinition(
                new ResourceId("ServiceLevelObjective", "shop", "example"),
                "checkout",
                new BigDecimal("99.95"),
                new Window.Calendar(
                    new CalendarPeriods(CalendarUnit.QUARTER, ZoneId.of("Europe/Berlin"))),
                new Indicator.Ratio(
                    Part.BAD,
                    "sum by (route) (increase(http_requests_total{code=~\"5..\"}[$window]))",
                    "sum by (route) (increase(http_requests_total[$window]))"),
                List.of("route"),
                50,
                new Budgeting.Timeslices(Duration.ofMinutes(5), new BigDecimal("95")),
                Duration.ofMinutes(1),
                AbsentData.BAD,
                fullAlerting(),
                List.of(
                    new Exclusion.OneOff(
                        Instant.parse("2026-10-01T10:00:00Z"),
                        Instant.parse("2026-10-01T12:00:00Z"),
                        "failure of the test environment",
                        "anna"),
                    Exclusion.Recurring.of(
                        "0 2 * * SUN",
                        Duration.ofHours(1),
                        ZoneId.of("Europe/Berlin"),
                        "maintenance",
                        null)),
                new BudgetPolicy(BigDecimal.ZERO, Severity.HIGH, true),
                List.of(
                    new ResourceId("NotificationChannel", "shop", "pager"),
                    new ResourceId("NotificationChannel", "operations", "team")),
                true));
  }

  private static Alerting fullAlerting() {
    return new Alerting(
        new Tiers.Custom(
            List.of(
                new BurnTier(
                    "fast",
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    new BurnTier.Limit.Factor(new BigDecimal("14.4")),
                    Duration.ZERO,
                    Severity.CRITICAL),
                new BurnTier(
                    "slow",
                    Duration.ofHours(6),
                    Duration.ofDays(3),
                    new BurnTier.Limit.BudgetPercent(new BigDecimal("10")),
                    Duration.ofHours(3),
                    Severity.WARNING))),
        3,
        100,
        List.of(
            new BudgetAlert.RemainingBelow(new BigDecimal("25"), Severity.WARNING),
            new BudgetAlert.Exhausted(Severity.CRITICAL),
            new BudgetAlert.ExhaustedWithin(Duration.ofDays(3), Severity.HIGH)),
        Severity.ERROR,
        new AbsentAlert(Duration.ofMinutes(15), Severity.LOW),
        new TreeMap<>(Map.of("team", "shop")),
        new TreeMap<>(Map.of("runbook_url", "https://example.org/runbooks/checkout")));
  }

  @Test
  void eachIndicatorBecomesWhatIsCounted() {
    assertThat(indicator("{ratio: {good: 'a{x=\"1\"}', total: a}}"))
        .isEqualTo(
            new Indicator.Counters(
                Part.GOOD, List.of(equal("x", "1"), named("a")), List.of(named("a"))));
    assertThat(indicator("{latency: {histogram: h, threshold: 300ms}}"))
        .isEqualTo(new Indicator.Latency(List.of(named("h")), 0.3));
    assertThat(indicator("{expression: {good: avg(up)}}"))
        .isEqualTo(new Indicator.Expression("avg(up)"));
    assertThat(indicator("{threshold: {metric: q, operator: '>=', value: '-1.5'}}"))
        .isEqualTo(new Indicator.Threshold(List.of(named("q")), Comparison.GREATER_OR_EQUAL, -1.5));
  }

  @Test
  void aCheckIsCountedByItsResults() {
    assertThat(indicator("{check: {name: web}}"))
        .isEqualTo(
            new Indicator.Counters(
                Part.BAD,
                List.of(
                    named("skopos_check_results_total"),
                    equal("namespace", "shop"),
                    equal("name", "web"),
                    Matcher.of(Matcher.Type.REGEX, "result", "failed")),
                List.of(
                    named("skopos_check_results_total"),
                    equal("namespace", "shop"),
                    equal("name", "web"),
                    Matcher.of(Matcher.Type.REGEX, "result", "ok|degraded|failed"))));
    assertThat(((Indicator.Counters) indicator("{check: {name: web, degraded: Bad}}")).events())
        .contains(Matcher.of(Matcher.Type.REGEX, "result", "failed|degraded"));
  }

  @Test
  void thePresetsOfTiersAreTheirs() {
    assertThat(mapper.toObjective(objective(GAUGE, "alerting: {preset: Pyrra}")).alerting().tiers())
        .isEqualTo(Tiers.Preset.PYRRA);
    assertThat(mapper.toObjective(objective(GAUGE, "alerting: {preset: None}")).alerting().tiers())
        .isEqualTo(new Tiers.Custom(List.of()));
  }

  @Test
  void whatCannotWorkIsRefusedWithTheFieldItsValueAndWhatIsExpected() {
    refuses("spec.window.rolling: 30m, expected from 1h to 400d", GAUGE, "window: {rolling: 30m}");
    refuses(
        "spec.window.timeZone: 'Mars/Olympus' is no time zone",
        GAUGE,
        "window: {calendar: Month, timeZone: Mars/Olympus}");
    refuses(
        "spec.indicator.ratio.errors: 'rate(a[5m])'",
        "indicator: {ratio: {errors: 'rate(a[5m])', total: b}}");
    refuses(
        "spec.indicator.ratio.total: 'b': expected PromQL with $window",
        "indicator: {ratio: {errors: 'increase(a[$window])', total: b}}");
    refuses("spec.indicator.expression.good: ", "indicator: {expression: {good: 'avg('}}");
    refuses(
        "spec.exclusions.schedule", GAUGE, "exclusions: [{schedule: x, duration: 1h, reason: a}]");
    refuses(
        "spec.alerting.tiers.shortWindow",
        GAUGE,
        "alerting: {tiers: [{name: a, shortWindow: 2h, longWindow: 1h, factor: '2', severity:"
            + " low}]}");
  }

  private void refuses(String message, String... spec) {
    assertThatThrownBy(() -> mapper.toObjective(objective(spec)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @TestFactory
  Stream<DynamicTest> whatTheSchemaTakesCanBeMapped() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("valid-"))
          .sorted()
          .toList()
          .stream()
          .map(file -> dynamicTest(file.getFileName().toString(), () -> isMapped(file)));
    }
  }

  private void isMapped(Path file) throws IOException {
    ServiceLevelObjective resource =
        Serialization.unmarshal(Files.readString(file), ServiceLevelObjective.class);
    resource.getMetadata().setNamespace("shop");

    assertThat(mapper.toObjective(resource).id().name()).isEqualTo("example");
  }
}
