// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import static dev.skopos.forecast.CapacityLab.GIB;
import static dev.skopos.forecast.CapacityLab.ID;
import static dev.skopos.forecast.CapacityLab.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.forecast.TargetAmounts.Amount;
import dev.skopos.forecast.TargetAmounts.UnreadableTargetException;
import dev.skopos.forecast.definition.Aggregation;
import dev.skopos.forecast.definition.CapacityAlerting;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.definition.RiskLevels;
import dev.skopos.forecast.definition.Target;
import dev.skopos.forecast.preset.Preset;
import dev.skopos.forecast.preset.Presets;
import dev.skopos.model.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Limits and usage that the target of a forecast says of itself. */
class TargetLimitsTest {

  private static final Target CLAIM = new Target(Target.Kind.PERSISTENT_VOLUME_CLAIM, "data");
  private static final Target WORKLOAD = new Target(Target.Kind.DEPLOYMENT, "web");
  private static final Target QUOTAS = new Target(Target.Kind.NAMESPACE, "shop");

  private final CapacityLab lab = new CapacityLab();

  private static CapacityDefinition definition(Target target, ResourceType type, boolean suspend) {
    Preset preset = Presets.of(target, type, ID).orElseThrow();
    CapacityResource resource =
        new CapacityResource(
            "it",
            type,
            preset.usage(),
            new LimitSource.Expression(preset.limit()),
            Aggregation.MAX,
            target.tells(type),
            null,
            null);
    return new CapacityDefinition(
        ID,
        target,
        List.of(resource),
        CapacityDefinition.DEFAULT_HORIZON,
        Duration.ofDays(28),
        CapacityDefinition.DEFAULT_INTERVAL,
        RiskLevels.DEFAULT,
        CapacityAlerting.of(Risk.HIGH),
        List.of(),
        suspend);
  }

  private static CapacityDefinition claim() {
    return definition(CLAIM, ResourceType.STORAGE, false);
  }

  private static Amount claim(double gib) {
    return new Amount(
        ResourceType.STORAGE, Map.of("persistentvolumeclaim", "data"), gib * GIB, Double.NaN);
  }

  private static Amount container(String name, double gib) {
    return new Amount(ResourceType.MEMORY, Map.of("container", name), gib * GIB, Double.NaN);
  }

  private void claimMetric(String metric, Duration from, Duration to, DoubleUnaryOperator byDay) {
    Labels labels =
        Labels.of(Labels.METRIC_NAME, metric, "namespace", "shop", "persistentvolumeclaim", "data");
    lab.sample(labels, from, to, byDay);
  }

  /** 1 GiB a day, 95 GiB at the start, also during the next day. */
  private void claimFills() {
    claimMetric(
        "kubelet_volume_stats_used_bytes",
        Duration.ofDays(-28),
        Duration.ofDays(1),
        day -> (95 + day) * GIB);
  }

  private ResourceSnapshot found() {
    return lab.snapshot().worst();
  }

  @Test
  void theSizeOfAClaimIsItsLimitWhereNoMetricTells() {
    claimFills();
    lab.targets = (target, namespace) -> target.equals(CLAIM) ? List.of(claim(100)) : List.of();

    ResourceSnapshot data = lab.applied(claim()).worst();

    assertThat(data.problem()).isNull();
    assertThat(data.ceiling()).isEqualTo(100 * GIB);
    assertThat(data.risk()).isEqualTo(Risk.HIGH);
    assertThat(lab.query("skopos_capacity_object_limit{forecast=\"orders-db\"}")).hasSize(1);
  }

  @Test
  void aResizeCountsAtOnceAndThePastIsKept() {
    claimFills();
    lab.targets = (_, _) -> List.of(claim(100));
    lab.applied(claim());
    lab.scheduler.advance(Duration.ofHours(5));

    lab.targets = (_, _) -> List.of(claim(200));
    lab.scheduler.advance(Duration.ofMinutes(1));

    assertThat(found().ceiling()).isEqualTo(200 * GIB);
    assertThat(found().risk()).isEqualTo(Risk.LOW);
    assertThat(found().limit().at(START.plus(Duration.ofHours(3)))).isEqualTo(100 * GIB);
    assertThat(found().limit().at(lab.now().plus(Duration.ofDays(1)))).isEqualTo(200 * GIB);
  }

  @Test
  void aMetricOfTheLimitIsPreferred() {
    claimFills();
    claimMetric(
        "kubelet_volume_stats_capacity_bytes", Duration.ofDays(-28), Duration.ZERO, _ -> 98 * GIB);
    lab.targets = (_, _) -> List.of(claim(100));

    assertThat(lab.applied(claim()).worst().ceiling()).isEqualTo(98 * GIB);
  }

  @Test
  void whatCannotBeReadIsSaidWhereSamplesAreMissing() {
    claimFills();
    lab.targets =
        (_, _) -> {
          throw new UnreadableTargetException(
              "PersistentVolumeClaim data in shop cannot be read: 403", false);
        };

    Problem problem = Objects.requireNonNull(lab.applied(claim()).worst().problem());

    assertThat(problem.reason()).isEqualTo(Problem.Reason.TARGET_UNREADABLE);
    assertThat(problem.message())
        .startsWith(
            "PersistentVolumeClaim data in shop cannot be read: 403; it has no limit above 0: ");

    lab.targets = (_, _) -> List.of(claim(100));
    lab.scheduler.advance(Duration.ofMinutes(1));

    assertThat(found().problem()).isNull();
    assertThat(found().ceiling()).isEqualTo(100 * GIB);
  }

  @Test
  void whatWasReadLastStandsWhileTheObjectCannotBeReadAndEndsWithIt() {
    claimFills();
    lab.targets = (_, _) -> List.of(claim(100));
    lab.applied(claim());

    lab.targets =
        (_, _) -> {
          throw new UnreadableTargetException("the API server does not answer", false);
        };
    lab.scheduler.advance(Duration.ofHours(2));

    assertThat(found().problem()).isNull();
    assertThat(found().ceiling()).isEqualTo(100 * GIB);

    lab.targets =
        (_, _) -> {
          throw new UnreadableTargetException("it does not exist", true);
        };
    lab.scheduler.advance(Duration.ofMinutes(1));

    assertThat(lab.query("skopos_capacity_object_limit")).isEmpty();
  }

  @Test
  void whatDoesNotExistAnyMoreCannotRunOut() {
    claimFills();
    lab.targets = (_, _) -> List.of(claim(100));
    lab.applied(claim());
    assertThat(found().risk()).isEqualTo(Risk.HIGH);
    lab.targets =
        (_, _) -> {
          throw new UnreadableTargetException("it does not exist", true);
        };

    lab.scheduler.advance(Duration.ofHours(50));

    assertThat(found().risk()).isEqualTo(Risk.UNKNOWN);
    assertThat(Objects.requireNonNull(found().problem()).reason())
        .isEqualTo(Problem.Reason.TARGET_UNREADABLE);
    assertThat(lab.told()).containsExactly("High fires", "High resolves");
  }

  @Test
  void theFullestContainerCountsOnTheScaleOfTheLargestLimit() {
    for (String container : List.of("app", "proxy")) {
      lab.sample(
          Labels.of(
              Labels.METRIC_NAME,
              "container_memory_working_set_bytes",
              "namespace",
              "shop",
              "pod",
              "web-6d4cf56db6-x2k9p",
              "container",
              container),
          Duration.ofDays(-8),
          Duration.ZERO,
          _ -> (container.equals("app") ? 2 : 0.9) * GIB);
    }
    lab.targets = (_, _) -> List.of(container("app", 4), container("proxy", 1));

    ResourceSnapshot memory = lab.applied(definition(WORKLOAD, ResourceType.MEMORY, false)).worst();

    assertThat(memory.ceiling()).isEqualTo(4 * GIB);
    assertThat(memory.usage()).isCloseTo(3.6 * GIB, within(0.001 * GIB));
  }

  @Test
  void aQuotaTellsItsUsageAsWell() {
    lab.targets =
        (_, _) ->
            List.of(
                new Amount(
                    ResourceType.CPU,
                    Map.of("resourcequota", "team", "resource", "limits.cpu"),
                    20,
                    15),
                new Amount(
                    ResourceType.MEMORY,
                    Map.of("resourcequota", "team", "resource", "limits.memory"),
                    1,
                    1));

    ResourceSnapshot cpu = lab.applied(definition(QUOTAS, ResourceType.CPU, false)).worst();

    assertThat(cpu.usage()).isEqualTo(15);
    assertThat(cpu.ceiling()).isEqualTo(20);
    assertThat(lab.query("{__name__=~\"skopos_capacity_object_.*\"}"))
        .as("no other type is asked for")
        .hasSize(2);
  }

  @Test
  void theSeriesEndWithTheForecast() {
    claimFills();
    lab.targets = (_, _) -> List.of(claim(100));
    lab.applied(claim());

    lab.applied(definition(CLAIM, ResourceType.STORAGE, true));
    lab.scheduler.advance(Duration.ofMinutes(1));

    assertThat(lab.query("{__name__=~\"skopos_capacity_.*\"}")).isEmpty();
  }
}
