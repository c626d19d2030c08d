// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skopos.mapping.ObjectiveMapper;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.Acceptance;
import dev.skopos.slo.budget.TierPlan;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an importer makes is put in force as it is: the objective's own rules never refuse what the
 * importer let through. What the importer refuses, it refuses with the name of a field.
 */
class InForceTest {

  private static final List<String> WINDOWS =
      List.of(
          "1h", "90m", "2h", "6h", "12h", "1d", "2d", "3d", "4d", "5d", "7d", "2w", "28d", "30d",
          "90d", "1y");

  private static final List<String> TARGETS =
      List.of("1", "50", "90", "95", "99", "99.5", "99.9", "99.95", "99.99", "99.999");

  private static final Map<String, String> PYRRA_INDICATORS =
      Map.of(
          "ratio", "ratio: {errors: {metric: 'a{code=\"5\"}'}, total: {metric: a}}",
          "latencyNative", "latencyNative: {latency: 100ms, total: {metric: a}}");

  private static final List<String> PYRRA_ALERTING =
      List.of("{}", "{absent: false}", "{burnrates: false}", "{severities: {slowBurn: info}}");

  private static final List<String> RESERVED =
      List.of(
          "alertname",
          "objective",
          "service",
          "severity",
          "skopos_namespace",
          "state",
          "tier",
          "window",
          "__name__");

  private static Imported read(String yaml) {
    return Importer.read(List.of(new Source("test.yaml", yaml)), Format.AUTO, "shop");
  }

  /** As objectives of other tools in the cluster are put in force. */
  private static void assertInForce(Imported imported) {
    imported.documents().stream()
        .flatMap(document -> document.objectives().stream())
        .forEach(InForceTest::assertInForce);
    assertThat(imported.findings())
        .filteredOn(found -> found.level() == Finding.Level.REFUSED)
        .allSatisfy(found -> assertThat(found.field()).as(found.message()).isNotEmpty());
  }

  private static void assertInForce(Objective objective) {
    ResourceId id = new ResourceId(ObjectiveDefinition.KIND, "shop", objective.name());
    assertThat(
            Acceptance.of(
                new ObjectiveMapper().toObjective(id, objective.name(), objective.spec())))
        .as(objective.name())
        .isEqualTo(Applied.ACCEPTED);
  }

  private static Objective only(Imported imported) {
    assertThat(imported.findings()).noneMatch(found -> found.level() == Finding.Level.REFUSED);
    assertInForce(imported);
    return imported.documents().getFirst().objectives().getFirst();
  }

  @TestFactory
  Stream<DynamicTest> corpus() {
    return Stream.of("pyrra", "sloth", "openslo")
        .flatMap(InForceTest::files)
        .map(source -> dynamicTest(source.name(), () -> assertInForce(source)));
  }

  private static void assertInForce(Source source) {
    assertInForce(Importer.read(List.of(source), Format.AUTO, "shop"));
  }

  private static Stream<Source> files(String folder) {
    try {
      List<Source> sources = new ArrayList<>();
      for (var input : Corpus.inputs(folder)) {
        sources.add(Corpus.source(input));
      }
      return sources.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pyrra(String window, String target, String indicator, String alerting) {
    return """
    apiVersion: pyrra.dev/v1alpha1
    kind: ServiceLevelObjective
    metadata: {name: api}
    spec: {target: "%s", window: %s, indicator: {%s}, alerting: %s}
    """
        .formatted(target, window, indicator, alerting);
  }

  @TestFactory
  Stream<DynamicTest> pyrrasWindowsAndTargets() {
    return WINDOWS.stream()
        .map(
            window ->
                dynamicTest(
                    window,
                    () -> {
                      for (String target : TARGETS) {
                        for (String indicator : PYRRA_INDICATORS.values()) {
                          for (String alerting : PYRRA_ALERTING) {
                            only(read(pyrra(window, target, indicator, alerting)));
                          }
                        }
                      }
                    }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"59m", "401d", "90m30s", "0d", "soon"})
  void pyrrasWindowsThatCannotBeAreRefusedByTheImporter(String window) {
    Imported imported =
        read(pyrra(window, "99", String.valueOf(PYRRA_INDICATORS.get("ratio")), "{}"));

    assertThat(imported.documents()).isEmpty();
    assertThat(imported.findings().toString()).contains("refused: spec.window: ");
  }

  @Test
  void tiersOfShortWindowsAreMadeLongEnoughOrLeftOut() {
    Imported imported =
        read(pyrra("1h", "99", String.valueOf(PYRRA_INDICATORS.get("ratio")), "{}"));

    assertThat(only(imported).spec().alerting().tiers())
        .extracting(
            tier -> "%s %s/%s".formatted(tier.name(), tier.shortWindow(), tier.longWindow()))
        .containsExactly("slow 1m/2m", "long 1m/9m");
    assertThat(imported.findings().toString())
        .contains("not carried over: spec.window: tier fast: ")
        .contains("not carried over: spec.window: tier medium: ")
        .contains("note: spec.window: tier slow: its short window of 0s is taken as 1m")
        .contains("note: spec.window: the alert of absent samples comes after 1m, not 0s");
  }

  @Test
  void absenceIsToldOnlyWherePyrraTellsIt() {
    for (String alerting : List.of("{}", "{absent: true}", "{severities: {absent: high}}")) {
      String yaml =
          pyrra("28d", "99", String.valueOf(PYRRA_INDICATORS.get("latencyNative")), alerting);
      assertThat(only(read(yaml)).spec().alerting().absent()).as(alerting).isNull();
    }
    assertThat(
            only(read(pyrra("28d", "99", String.valueOf(PYRRA_INDICATORS.get("ratio")), "{}")))
                .spec()
                .alerting()
                .absent())
        .isNotNull();
  }

  @TestFactory
  Stream<DynamicTest> labelsThatAlertsHaveOfTheirOwnAreLeftOutAndTold() {
    return RESERVED.stream()
        .map(
            label ->
                dynamicTest(
                    label,
                    () -> {
                      assertLeftOut(pyrraWithLabel(label), label);
                      for (String place : List.of("service", "slo", "alerting", "page")) {
                        assertLeftOut(slothWithLabel(place, label, "2"), label);
                      }
                    }));
  }

  private static void assertLeftOut(String yaml, String label) {
    Imported imported = read(yaml);
    assertThat(only(imported).spec().alerting().labels()).doesNotContainKey(label);
    assertThat(imported.findings().toString()).contains(label);
  }

  private static String pyrraWithLabel(String label) {
    return pyrra("28d", "99", String.valueOf(PYRRA_INDICATORS.get("ratio")), "{}")
        .replace("{name: api}", "{name: api, labels: {pyrra.dev/%s: x}}".formatted(label));
  }

  private static String slothWithLabel(String place, String label, String value) {
    String labels = "labels: {%s: '%s'}".formatted(label, value);
    return """
    version: prometheus/v1
    service: shop
    %s
    slos:
    - name: a
      objective: 99
      %s
      sli:
        events:
          error_query: sum(rate(a{code="5"}[{{.window}}]))
          total_query: sum(rate(a[{{.window}}]))
      alerting:
        %s
        page_alert: {%s}
        ticket_alert: {disable: true}
    """
        .formatted(
            place.equals("service") ? labels : "",
            place.equals("slo") ? labels : "",
            place.equals("alerting") ? labels : "",
            place.equals("page") ? labels : "");
  }

  @Test
  void labelsWithAMeaningKeepIt() {
    assertThat(only(read(pyrraWithLabel("service"))).spec().service()).isEqualTo("x");
    for (String place : List.of("service", "slo", "alerting", "page")) {
      assertThat(only(read(slothWithLabel(place, "severity", "high"))).spec().alerting().tiers())
          .as(place)
          .extracting(tier -> tier.severity().name())
          .containsExactly("HIGH", "HIGH");
    }
    assertThat(read(slothWithLabel("service", "service", "shop")).findings().toString())
        .doesNotContain("label service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"severity", "state", "tier", "objective", "window", "le", "quantile"})
  void labelsThatCannotMakeGroupsAreRefusedByTheImporter(String label) {
    String yaml =
        pyrra("28d", "99", "bool_gauge: {metric: up, grouping: [%s]}".formatted(label), "{}");

    Imported imported = read(yaml);

    assertThat(imported.documents()).isEmpty();
    assertThat(imported.findings().toString())
        .contains("refused: spec.indicator.bool_gauge.grouping: the label " + label);
  }

  @Test
  void aCommentBehindAQueryEndsWithItsLine() {
    String yaml =
        """
        version: prometheus/v1
        service: shop
        slos:
        - name: a
          objective: 99
          sli: {raw: {error_ratio_query: "a / b # as of old"}}
        """;

    assertThat(only(read(yaml)).spec().indicator().expression()).isNotNull();
  }

  @Test
  void alertsThatSlothHoldsBackAreHeldBack() {
    String yaml = slothWithLabel("page", "routing", "web").replace("{labels:", "{for: 5m, labels:");

    assertThat(only(read(yaml)).spec().alerting().tiers())
        .extracting(tier -> tier.holdFor().text())
        .containsExactly("5m", "5m");
  }

  private static String openSlo(String window, String slices, String... conditions) {
    String written =
        Stream.of(conditions)
            .map(
                condition ->
                    "{spec: {severity: page, condition: {kind: burnrate, op: gte, %s}}}"
                        .formatted(condition))
            .collect(Collectors.joining(", "));
    return """
    apiVersion: openslo/v1
    kind: SLO
    metadata: {name: api}
    spec:
      service: api
      timeWindow: [{duration: %s, isRolling: true}]
      budgetingMethod: %s
      indicator:
        spec:
          ratioMetric:
            counter: true
            good: {metricSource: {type: Prometheus, spec: {query: 'a{code="2"}'}}}
            total: {metricSource: {type: Prometheus, spec: {query: a}}}
      objectives: [{target: 0.99, timeSliceTarget: 0.9, timeSliceWindow: %s}]
      alertPolicies:
      - kind: AlertPolicy
        spec: {conditions: [%s]}
    """
        .formatted(window, slices.split(" ")[0], slices.split(" ")[1], written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Occurrences 1m",
        "Timeslices 1m",
        "Timeslices 30m",
        "Timeslices 1h",
        "RatioTimeslices 90s",
        "RatioTimeslices 1m"
      })
  void openSlosAlertsHaveTwoWindowsThatCanBeLookedAt(String slices) {
    for (String lookback : List.of("1m", "2m", "5m", "1h", "1d")) {
      String condition = "threshold: 2, lookbackWindow: " + lookback;
      Objective objective = only(read(openSlo("4w", slices, condition)));

      assertThat(reach(objective)).as(lookback).containsOnly("REACHABLE");
    }
  }

  private static List<String> reach(Objective objective) {
    ResourceId id = new ResourceId(ObjectiveDefinition.KIND, "shop", objective.name());
    return TierPlan.of(new ObjectiveMapper().toObjective(id, objective.name(), objective.spec()))
        .stream()
        .map(tier -> tier.reach().name())
        .toList();
  }

  @Test
  void openSlosConditionsComeFastestFirst() {
    Objective objective =
        only(
            read(
                openSlo(
                    "4w",
                    "Occurrences 1m",
                    "threshold: 2, lookbackWindow: 1d",
                    "threshold: 14.4, lookbackWindow: 1h",
                    "threshold: 14.40, lookbackWindow: 1m")));

    assertThat(objective.spec().alerting().tiers())
        .extracting(tier -> tier.factor() + " in " + tier.longWindow())
        .containsExactly("14.4 in 1h", "14.40 in 2m", "2 in 1d");
  }

  @Test
  void whatOpenSloCannotMeanIsRefusedByTheImporter() {
    assertThat(
            read(openSlo("4w", "Timeslices 90s", "threshold: 2, lookbackWindow: 1h"))
                .findings()
                .toString())
        .contains("refused: spec.objectives[0].timeSliceWindow: expected whole minutes")
        .contains("not 1m30s");
    assertThat(
            read(openSlo("1d", "Occurrences 1m", "threshold: 2, lookbackWindow: 3d"))
                .findings()
                .toString())
        .contains("condition.lookbackWindow: expected at most the window of the SLO, 1d");
  }
}
