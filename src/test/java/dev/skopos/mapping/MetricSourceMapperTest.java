// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.api.v1alpha1.metricsource.MetricSource;
import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretReference;
import dev.skopos.scrape.RequestSecrets;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.relabel.RelabelRule;
import dev.skopos.scrape.relabel.RelabelRule.Action;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricSourceMapperTest {

  private static final SecretReference TOKEN = SecretReference.secret("shop", "cart", "token");
  private static final SecretReference CA = SecretReference.configMap("shop", "ca", "pem");

  private final MetricSourceMapper mapper = new MetricSourceMapper("skopos-system");

  private static MetricSource source(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: MetricSource
        metadata: {namespace: shop, name: cart}
        spec: %s
        """
            .formatted(spec),
        MetricSource.class);
  }

  @Test
  void whatIsAbsentIsAsInPrometheus() {
    ScrapeDefinition source = mapper.toSource(source("{targets: [{addresses: [\"cart:8080\"]}]}"));

    assertThat(source.id()).isEqualTo(new ResourceId("MetricSource", "shop", "cart"));
    assertThat(source.job()).isEqualTo("cart");
    assertThat(source.schedule())
        .isEqualTo(new ScrapeDefinition.Schedule(Duration.ofSeconds(30), Duration.ofSeconds(10)));
    assertThat(source.request().scheme()).isEqualTo("http");
    assertThat(source.request().path()).isEqualTo("/metrics");
    assertThat(source.request().secrets()).isEqualTo(RequestSecrets.NONE);
    assertThat(source.selectors())
        .containsExactly(new TargetSelector.Static(List.of("cart:8080"), Map.of()));
    assertThat(source.rewriting())
        .isEqualTo(new ScrapeDefinition.Rewriting(List.of(), List.of(), false, true));
    assertThat(source.limits())
        .isEqualTo(new ScrapeDefinition.Limits(0, 64, 512, 4096, 16 << 20, 1000));
    assertThat(mapper.secrets(source("{targets: [{addresses: [a]}]}"))).isEmpty();
  }

  @Test
  void secretsComeFromItsOwnNamespace() {
    MetricSource resource =
        source(
            """
            {targets: [{addresses: [a]}], http: {scheme: https},
             auth: {bearer: {tokenFrom: {secretKeyRef: {name: cart, key: token}}}},
             tls: {caFrom: {configMapKeyRef: {name: ca, key: pem}}, serverName: cart}}
            """);

    assertThat(mapper.toSource(resource).request().secrets())
        .isEqualTo(
            new RequestSecrets(
                Optional.of(new RequestSecrets.Bearer(TOKEN)),
                Optional.of(
                    new RequestSecrets.Tls(
                        Optional.of(CA),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("cart"),
                        false))));
    assertThat(mapper.secrets(resource)).containsExactly(TOKEN, CA);
  }

  @Test
  void parametersWithTheSameNameKeepTheirOrder() {
    MetricSource resource =
        source(
            """
            {targets: [{addresses: [a]}],
             http: {params: [{name: b, value: "2"}, {name: a, value: x}, {name: b, value: "1"}]}}
            """);

    assertThat(mapper.toSource(resource).parameters())
        .isEqualTo(Map.of("a", List.of("x"), "b", List.of("2", "1")));
  }

  @Test
  void stepsOfRelabelingHaveTheirDefaults() {
    MetricSource resource =
        source(
            """
            {targets: [{addresses: [a]}],
             relabelings: [{sourceLabels: [a, b], targetLabel: c}],
             metricRelabelings: [{action: hashmod, sourceLabels: [a], modulus: 8, targetLabel: h},
                                 {action: labeldrop, regex: id}]}
            """);

    ScrapeDefinition.Rewriting rewriting = mapper.toSource(resource).rewriting();
    assertThat(rewriting.targets())
        .containsExactly(RelabelRule.of(Action.REPLACE, "(.*)", "a", "b").to("c", "$1"));
    assertThat(rewriting.metrics())
        .containsExactly(
            RelabelRule.of(Action.HASH_MOD, "(.*)", "a").to("h", "$1").withModulus(8),
            RelabelRule.of(Action.LABEL_DROP, "id"));
  }

  @Test
  void credentialsWithoutAKindAreRefused() {
    assertThatThrownBy(() -> mapper.toSource(source("{targets: [{addresses: [a]}], auth: {}}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one of spec.auth.basic, spec.auth.bearer is missing");
  }
}
