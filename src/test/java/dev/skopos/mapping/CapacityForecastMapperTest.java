// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecast;
import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.forecast.definition.Aggregation;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.definition.RiskLevels;
import dev.skopos.forecast.definition.Target;
import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CapacityForecastMapperTest {

  private final CapacityForecastMapper mapper = new CapacityForecastMapper();

  private static CapacityForecast resource(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: orders-db, namespace: shop}
        spec: %s
        """
            .formatted(spec),
        CapacityForecast.class);
  }

  @Test
  void everythingThatCanBeSaidIsMapped() throws IOException {
    CapacityForecast full;
    try (InputStream in =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/crds/capacityforecast/valid-full.yaml"))) {
      full =
          Serialization.unmarshal(
              new String(in.readAllBytes(), StandardCharsets.UTF_8), CapacityForecast.class);
    }
    full.getMetadata().setNamespace("shop");

    CapacityDefinition definition = mapper.toDefinition(full);

    assertThat(definition.target()).isEqualTo(new Target(Target.Kind.STATEFUL_SET, "orders-db"));
    assertThat(definition.horizon()).isEqualTo(Duration.ofDays(60));
    assertThat(definition.history()).isEqualTo(Duration.ofDays(365));
    assertThat(definition.interval()).isEqualTo(Duration.ofMinutes(30));
    assertThat(definition.risk())
        .isEqualTo(
            new RiskLevels(
                new RiskLevels.Level(0.25, Duration.ofDays(2)),
                new RiskLevels.Level(0.05, Duration.ofDays(7)),
                new RiskLevels.Level(0.05, Duration.ofDays(30))));
    assertThat(definition.alerting().from()).isEqualTo(Risk.MEDIUM);
    assertThat(definition.alerting().labels()).containsEntry("team", "storage");
    assertThat(definition.channels())
        .containsExactly(new ResourceId("NotificationChannel", "shop", "mail"));
    assertThat(definition.suspend()).isTrue();
    assertThat(definition.resources())
        .extracting(CapacityResource::name)
        .containsExactly("data", "memory", "cpu", "connections", "requests");
    CapacityResource data = definition.resources().get(0);
    assertThat(data.limit()).isEqualTo(new LimitSource.Fixed(100.0 * 1024 * 1024 * 1024));
    assertThat(data.aggregation()).isEqualTo(Aggregation.LAST);
    assertThat(data.usage()).startsWith("max(max by (persistentvolumeclaim)");
    CapacityResource memory = definition.resources().get(1);
    assertThat(memory.usage()).contains("container_memory_working_set_bytes");
    assertThat(memory.limit())
        .isInstanceOfSatisfying(
            LimitSource.Expression.class,
            limit -> assertThat(limit.expr()).contains("kube_pod_container_resource_limits"));
    assertThat(definition.resources().get(2).limit()).isEqualTo(new LimitSource.Fixed(2.5));
    assertThat(definition.resources().get(4).resetPeriod()).isEqualTo(Duration.ofHours(24));
  }

  private static String quota(String calendar) {
    return "{resources: [{name: a, type: APIQuota, usage: {expr: a}, limit: {quantity: '5'},"
        + " resetCalendar: %s}]}".formatted(calendar);
  }

  @Test
  void aQuotaCanBeginAnewWithTheCalendar() {
    CapacityDefinition definition =
        mapper.toDefinition(resource(quota("{unit: Month, timeZone: Europe/Berlin}")));

    assertThat(definition.resources().getFirst().resetCalendar())
        .isEqualTo(new CalendarPeriods(CalendarUnit.MONTH, ZoneId.of("Europe/Berlin")));
    assertThatThrownBy(
            () -> mapper.toDefinition(resource(quota("{unit: Day, timeZone: Mars/Base}"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "spec.resources[0].resetCalendar.timeZone: Mars/Base, expected a time zone, for"
                + " instance Europe/Berlin");
  }

  @Test
  void whatHasNoUsualMetricsIsRefusedByItsField() {
    assertThatThrownBy(
            () ->
                mapper.toDefinition(
                    resource(
                        "{targetRef: {kind: Deployment, name: web},"
                            + " resources: [{name: data, type: Storage}]}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "spec.resources[0].usage is missing, and there are no usual metrics for Storage of"
                + " spec.targetRef");
  }
}
