// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CapacityDefinitionTest {

  private static final LimitSource LIMIT = new LimitSource.Fixed(1);
  private static final CapacityResource DATA =
      new CapacityResource("data", ResourceType.STORAGE, "used", LIMIT);

  private static CapacityDefinition definition(
      Duration horizon, Duration history, Duration interval, CapacityResource... resources) {
    return new CapacityDefinition(
        new ResourceId(CapacityDefinition.KIND, "shop", "db"),
        null,
        List.of(resources),
        horizon,
        history,
        interval,
        RiskLevels.DEFAULT,
        CapacityAlerting.DEFAULT,
        List.of(),
        false);
  }

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(InvalidCapacityException.class).hasMessage(message);
  }

  @Test
  void whatCannotWorkIsRefusedByItsField() {
    Duration day = Duration.ofDays(1);
    Duration week = Duration.ofDays(7);
    Duration hour = Duration.ofHours(1);

    assertRefused(
        () -> definition(hour, week, hour, DATA), "spec.horizon: PT1H, expected from 1d to 365d");
    assertRefused(
        () -> definition(day, day, hour, DATA), "spec.history: PT24H, expected from 7d to 400d");
    assertRefused(
        () -> definition(day, week, Duration.ofSeconds(1), DATA),
        "spec.interval: PT1S, expected from 1m to 24h");
    assertRefused(
        () -> definition(day, week, hour), "spec.resources: 0 of them, expected from 1 to 20");
    assertRefused(
        () -> definition(day, week, hour, DATA, DATA), "spec.resources: data is there twice");
  }

  @Test
  void resourcesAndLevelsAreLookedAtToo() {
    assertRefused(
        () -> new CapacityResource("q", ResourceType.API_QUOTA, "used", LIMIT),
        "resetPeriod: APIQuota needs either it or resetCalendar");
    assertRefused(
        () ->
            new CapacityResource(
                "q",
                ResourceType.CUSTOM,
                "used",
                LIMIT,
                Aggregation.MAX,
                false,
                Duration.ofDays(1),
                null),
        "resetPeriod: it is of type APIQuota");
    assertRefused(() -> new LimitSource.Fixed(0), "limit.quantity: 0.0, expected more than 0");
    assertRefused(
        () -> new RiskLevels.Level(1.5, Duration.ofDays(1)),
        "spec.risk.probabilityRatio: 1.5, expected more than 0 and at most 1");
    assertRefused(
        () -> new RiskLevels.Level(0.5, Duration.ofDays(800)),
        "spec.risk.within: PT19200H, expected from 1h to 365d");
    assertRefused(
        () ->
            new CapacityAlerting(
                Risk.HIGH,
                new TreeMap<>(Map.of("risk", "x")),
                new TreeMap<>(Map.<String, String>of())),
        "spec.alerting.labels.risk: not to be set, as it says what the alert is of");
    assertRefused(
        () -> new Target(Target.Kind.NODE, "a\"b"),
        "spec.targetRef.name: a\"b, expected the name of an object of Kubernetes");
  }
}
