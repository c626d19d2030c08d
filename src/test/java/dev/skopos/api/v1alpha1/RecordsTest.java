// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheck;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckStatus;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannel;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as spec and status: what the operator SDK does with them has to keep working. */
class RecordsTest {

  static Stream<Path> validResources() {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "resources", "crds"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("valid-"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("validResources")
  void aResourceSurvivesTheWayThroughYaml(Path file) throws IOException {
    String yaml = Files.readString(file);
    Class<? extends KubernetesResource> type =
        Kind.named(
                yaml.lines()
                    .filter(l -> l.startsWith("kind: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(6))
            .resource();
    KubernetesResource once = Serialization.unmarshal(yaml, type);

    KubernetesResource twice = Serialization.unmarshal(Serialization.asYaml(once), type);
    KubernetesResource cloned = Serialization.clone(once);

    assertThat(twice)
        .extracting("spec")
        .isNotNull()
        .isEqualTo(specOf(once))
        .isEqualTo(specOf(cloned));
  }

  private static Object specOf(KubernetesResource resource) {
    return ((io.fabric8.kubernetes.client.CustomResource<?, ?>) resource).getSpec();
  }

  @Test
  void fieldsOfANewerVersionAreIgnored() {
    AlertRule rule =
        Serialization.unmarshal(
            "spec: {expr: up == 0, fromTheFuture: {a: b}, notify: {channels: [], later: 1}}\n"
                + "status: {later: [1]}",
            AlertRule.class);

    assertThat(rule.getSpec().expr()).isEqualTo("up == 0");
    assertThat(rule.getSpec().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aChannelWithoutSettingsIsKept() {
    NotificationChannel channel =
        Serialization.unmarshal("spec: {console: {}}", NotificationChannel.class);

    assertThat(channel.getSpec().console()).isNotNull();
    assertThat(Serialization.asJson(channel)).contains("\"console\":{}");
  }

  @Test
  void anEmptyStatusIsWrittenWithoutEmptyLists() {
    HealthCheck check = new HealthCheck();
    check.setStatus(Serialization.unmarshal("state: Healthy", HealthCheckStatus.class));

    assertThat(Serialization.asJson(check)).contains("\"status\":{\"state\":\"Healthy\"}");
  }

  @Test
  void aConditionIsWrittenAsKubernetesWritesIt() {
    Condition condition =
        new Condition(
            "Ready",
            Condition.Status.TRUE,
            3L,
            Instant.parse("2026-11-01T12:00:00Z"),
            "Running",
            "Runs every 5s.");

    String json = Serialization.asJson(List.of(condition));

    assertThat(json)
        .contains("\"status\":\"True\"")
        .contains("\"lastTransitionTime\":\"2026-11-01T12:00:00Z\"");
    assertThat(Serialization.unmarshal(Serialization.asJson(condition), Condition.class))
        .isEqualTo(condition);
  }
}
