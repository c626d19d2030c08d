// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.metricsource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.metricsource.MetricSource;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceStatus;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceStatus.State;
import dev.skopos.mapping.MetricSourceMapper;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusFile;
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.TargetSnapshot;
import dev.skopos.scrape.TargetSnapshot.Health;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricSourceReportTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private final MetricSourceReport report = new MetricSourceReport(() -> NOW);

  private static MetricSource resource(boolean suspend) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: MetricSource
        metadata: {namespace: shop, name: cart, generation: 3}
        spec:
          targets: [{addresses: ["a:1", "b:1"]}]
          suspend: %s
        """
            .formatted(suspend),
        MetricSource.class);
  }

  private static TargetSnapshot target(String instance, Health health) {
    return new TargetSnapshot(
        Labels.of("instance", instance, "job", "cart"),
        Labels.of("__address__", instance),
        URI.create("http://" + instance + "/metrics"),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        health,
        health == Health.DOWN ? "connection refused" : "",
        health == Health.UNKNOWN ? Optional.empty() : Optional.of(NOW.minusSeconds(7)),
        Duration.ofMillis(12),
        health == Health.UP ? 321 : 0);
  }

  private static SourceSnapshot source(int dropped, String problem, TargetSnapshot... targets) {
    return new SourceSnapshot(
        new MetricSourceMapper("skopos-system").toSource(resource(false)),
        List.of(targets),
        List.of(),
        dropped,
        problem);
  }

  private MetricSourceStatus status(SourceSnapshot source) {
    Standing standing =
        new Standing(
            Applied.ACCEPTED,
            3L,
            List.of(),
            MetricSourceReport.caveat(Optional.of(source)),
            Map.of());
    return report.status(resource(source.definition().suspend()), standing, Optional.of(source));
  }

  private static void assertStatus(String file, MetricSourceStatus status) {
    StatusFile.assertIs(file, status, MetricSourceReportTest.class);
  }

  @Test
  void up() {
    assertStatus("up", status(source(2, "", target("a:1", Health.UP), target("b:1", Health.UP))));
  }

  @Test
  void degraded() {
    assertStatus(
        "degraded", status(source(0, "", target("b:1", Health.DOWN), target("a:1", Health.UP))));
  }

  @Test
  void down() {
    assertStatus(
        "down", status(source(0, "", target("b:1", Health.DOWN), target("a:1", Health.UNKNOWN))));
  }

  @Test
  void notScrapedYet() {
    assertStatus("not-scraped-yet", status(source(0, "", target("a:1", Health.UNKNOWN))));
  }

  @Test
  void noTargets() {
    assertStatus("no-targets", status(source(4, "")));
  }

  @Test
  void someAddressesAreLeftOut() {
    assertStatus(
        "left-out",
        status(source(0, "the address is \"x y\"; expected host:port", target("a:1", Health.UP))));
  }

  @Test
  void suspended() {
    assertStatus(
        "suspended",
        status(
            new SourceSnapshot(
                new MetricSourceMapper("skopos-system").toSource(resource(true)),
                List.of(),
                List.of(),
                0,
                "")));
  }

  @Test
  void refused() {
    Standing standing =
        new Standing(
            new Applied.Rejected("InvalidSpec", "spec.relabelings[0]: not a regular expression"),
            null,
            List.of(),
            Optional.empty(),
            Map.of());
    assertStatus("refused", report.status(resource(false), standing, Optional.empty()));
  }

  @Test
  void newsAreThatTargetsFailAndThatTheyAreBack() {
    MetricSourceStatus up = status(source(0, "", target("a:1", Health.UP)));
    MetricSourceStatus down = status(source(0, "", target("a:1", Health.DOWN)));

    assertThat(MetricSourceReport.news(Optional.of(State.UNKNOWN), up)).isEmpty();
    assertThat(MetricSourceReport.news(Optional.of(State.DOWN), up))
        .get()
        .extracting(News::reason)
        .isEqualTo("TargetsUp");
    assertThat(MetricSourceReport.news(Optional.of(State.UP), down))
        .get()
        .extracting(News::note)
        .isEqualTo("0 up, 1 down; a:1: connection refused");
  }

  @Test
  void aNewScrapeAloneIsNothingMaterial() {
    MetricSourceStatus status = status(source(0, "", target("a:1", Health.DOWN)));
    MetricSourceStatus material = MetricSourceReport.material(status);

    assertThat(material.lastScrapeTime()).isNull();
    assertThat(material.targets()).isEqualTo(status.targets());
  }
}
