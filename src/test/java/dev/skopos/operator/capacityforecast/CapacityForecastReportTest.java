// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.capacityforecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecast;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastStatus.State;
import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.Outlook;
import dev.skopos.forecast.Problem;
import dev.skopos.forecast.Recommendation;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.CrossingTimes;
import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Growth;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import dev.skopos.forecast.model.ModelKind;
import dev.skopos.forecast.model.ModelReport;
import dev.skopos.forecast.model.TrendChange;
import dev.skopos.mapping.CapacityForecastMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusFile;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapacityForecastReportTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final ResourceId CHAT = new ResourceId("NotificationChannel", "shop", "chat");
  private static final double GIB = 1024.0 * 1024 * 1024;

  private final CapacityForecastReport report = new CapacityForecastReport(() -> NOW);

  private static CapacityForecast resource(boolean suspend) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {namespace: shop, name: orders-db, generation: 3}
        spec:
          targetRef: {kind: PersistentVolumeClaim, name: data}
          resources:
          - {name: data, type: Storage}
          - {name: requests, type: Custom, usage: {expr: used}, limit: {quantity: "400"}}
          suspend: %s
          notify: {channels: [{name: chat}]}
        """
            .formatted(suspend),
        CapacityForecast.class);
  }

  private static CapacityDefinition definition(boolean suspend) {
    return new CapacityForecastMapper().toDefinition(resource(suspend));
  }

  private static Outlook outlook() {
    return new Outlook(
        NOW,
        List.of(
            new Outlook.Expected(NOW.plus(Duration.ofDays(15)), 97 * GIB, 98 * GIB, 99 * GIB),
            new Outlook.Expected(NOW.plus(Duration.ofDays(30)), 100 * GIB, 104 * GIB, 109 * GIB)),
        new Growth.Changing(0.5 * GIB, 0.001),
        new Exhaustion(
            new Crossing.At(NOW.plus(Duration.ofDays(4))),
            new Crossing.At(NOW.plus(Duration.ofDays(6))),
            new Crossing.Never(),
            CrossingTimes.of(
                1000, IntStream.range(0, 870).map(way -> way < 613 ? 144 : 500).toArray())),
        new ModelReport(
            Map.of(ModelKind.ROBUST_TREND, 1.0),
            true,
            false,
            TrendChange.NONE,
            Optional.empty(),
            14,
            0.456,
            0.91));
  }

  private static ResourceSnapshot data(CapacityResource resource) {
    return new ResourceSnapshot(
        resource,
        Risk.HIGH,
        95 * GIB,
        100 * GIB,
        HourlySeries.of(NOW.minus(Duration.ofDays(28)), new double[28 * 24]),
        new Limit.Constant(100 * GIB),
        outlook(),
        List.of(
            new Recommendation(
                Recommendation.Term.SHORT, "Raise it", "it is full soon", "later", "kubectl")),
        null,
        NOW);
  }

  private static ResourceSnapshot unknown(CapacityResource resource, @Nullable Problem problem) {
    return new ResourceSnapshot(
        resource,
        Risk.UNKNOWN,
        Double.NaN,
        400,
        HourlySeries.of(NOW),
        new Limit.Constant(400),
        null,
        List.of(),
        problem,
        null);
  }

  private static CapacitySnapshot snapshot(CapacityDefinition definition, Risk risk) {
    Problem problem = new Problem(Problem.Reason.NO_DATA, "requests has no sample");
    return new CapacitySnapshot(
        definition,
        risk,
        List.of(
            data(definition.resources().get(0)), unknown(definition.resources().get(1), problem)),
        1,
        NOW.minusSeconds(5),
        NOW.minusSeconds(100));
  }

  private CapacityForecastStatus status(CapacityForecast resource, CapacitySnapshot snapshot) {
    return report.status(
        resource,
        new Standing(Applied.ACCEPTED, 3L, List.of(), Optional.empty(), Map.of()),
        Optional.of(snapshot),
        new RoutingSnapshot(ResourceIds.of(resource), List.of(CHAT), List.of(), List.of(), 0));
  }

  private static void assertStatus(String file, CapacityForecastStatus status) {
    StatusFile.assertIs(file, status, CapacityForecastReportTest.class);
  }

  @Test
  void aRiskNamesTheResourceTheDateAndWhatToDo() {
    assertStatus("high", status(resource(false), snapshot(definition(false), Risk.HIGH)));
  }

  @Test
  void beforeTheFirstForecastNothingIsSaid() {
    CapacityDefinition definition = definition(false);
    CapacitySnapshot none =
        new CapacitySnapshot(
            definition,
            Risk.UNKNOWN,
            definition.resources().stream().map(each -> unknown(each, null)).toList(),
            0,
            null,
            null);

    assertStatus("not-forecast-yet", status(resource(false), none));
  }

  @Test
  void whatIsSuspendedSaysSo() {
    CapacityDefinition definition = definition(true);
    CapacitySnapshot none =
        new CapacitySnapshot(
            definition,
            Risk.UNKNOWN,
            definition.resources().stream().map(each -> unknown(each, null)).toList(),
            0,
            null,
            null);

    assertStatus("suspended", status(resource(true), none));
  }

  @Test
  void whatWasNeverAcceptedSaysWhy() {
    CapacityForecast resource = resource(false);
    Standing refused =
        new Standing(
            new Applied.Rejected("InvalidExpression", "spec.resources[0].usage.expr: no"),
            null,
            List.of(),
            Optional.empty(),
            Map.of());

    assertStatus(
        "never-accepted",
        report.status(
            resource,
            refused,
            Optional.empty(),
            new RoutingSnapshot(ResourceIds.of(resource), List.of(), List.of(), List.of(), 0)));
  }

  @Test
  void onlyAChangeOfRiskIsNews() {
    CapacityForecastStatus high = status(resource(false), snapshot(definition(false), Risk.HIGH));
    CapacityForecastStatus low = status(resource(false), snapshot(definition(false), Risk.LOW));

    assertThat(CapacityForecastReport.news(Optional.of(State.LOW), high))
        .map(News::reason)
        .hasValue("RiskIsHigh");
    assertThat(CapacityForecastReport.news(Optional.of(State.HIGH), low))
        .map(News::reason)
        .hasValue("RiskIsLow");
    assertThat(CapacityForecastReport.news(Optional.empty(), low)).isEmpty();
    assertThat(CapacityForecastReport.material(high))
        .isEqualTo(CapacityForecastReport.material(high));
  }
}
