// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretReference;
import dev.skopos.scrape.LabelSelector;
import dev.skopos.scrape.LabelSelector.Operator;
import dev.skopos.scrape.LabelSelector.Requirement;
import dev.skopos.scrape.RequestSecrets;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.TargetSelector.Role;
import dev.skopos.scrape.relabel.RelabelRule;
import dev.skopos.scrape.relabel.RelabelRule.Action;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorMapperTest {

  private final MonitorMapper mapper = new MonitorMapper();

  private static GenericKubernetesResource monitor(String kind, String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: monitoring.coreos.com/v1
        kind: %s
        metadata: {namespace: shop, name: cart}
        spec: %s
        """
            .formatted(kind, spec),
        GenericKubernetesResource.class);
  }

  private static RelabelRule taken(String source, String target) {
    return RelabelRule.of(Action.REPLACE, "(.+)", source).to(target, "$1");
  }

  @Test
  void eachEndpointOfAServiceMonitorIsASource() {
    List<ScrapeDefinition> sources =
        mapper.toSources(
            monitor(
                "ServiceMonitor",
                """
                {selector: {matchLabels: {app: cart}, matchExpressions: [{key: old, operator: DoesNotExist}]},
                 namespaceSelector: {matchNames: [a, b]},
                 jobLabel: app.kubernetes.io/name, targetLabels: [team], sampleLimit: 100,
                 endpoints: [{port: http, interval: 15s, path: /m, honorLabels: true,
                              metricRelabelings: [{action: Drop, sourceLabels: [__name__], regex: go_.*}]},
                             {targetPort: 9090}]}
                """));

    assertThat(sources)
        .extracting(ScrapeDefinition::id)
        .containsExactly(
            new ResourceId("ServiceMonitor", "shop", "cart/0"),
            new ResourceId("ServiceMonitor", "shop", "cart/1"));
    ScrapeDefinition first = sources.getFirst();
    assertThat(first.selectors())
        .containsExactly(
            new TargetSelector.Discovered(
                Role.ENDPOINT_SLICE,
                List.of("a", "b"),
                new LabelSelector(
                    List.of(
                        new Requirement("app", Operator.IN, List.of("cart")),
                        new Requirement("old", Operator.DOES_NOT_EXIST, List.of()))),
                "http",
                false));
    assertThat(first.schedule())
        .isEqualTo(new ScrapeDefinition.Schedule(Duration.ofSeconds(15), Duration.ofSeconds(10)));
    assertThat(first.request().path()).isEqualTo("/m");
    assertThat(first.rewriting().honorLabels()).isTrue();
    assertThat(first.rewriting().targets())
        .containsExactly(
            taken("__meta_kubernetes_service_name", "job"),
            taken("__meta_kubernetes_service_label_app_kubernetes_io_name", "job"),
            taken("__meta_kubernetes_endpointslice_port_name", "endpoint"),
            taken("__meta_kubernetes_service_label_team", "team"));
    assertThat(first.rewriting().metrics())
        .containsExactly(RelabelRule.of(Action.DROP, "go_.*", "__name__"));
    assertThat(first.limits().samples()).isEqualTo(100);
    assertThat(((TargetSelector.Discovered) sources.getLast().selectors().getFirst()).port())
        .isEqualTo("9090");
  }

  @Test
  void aPodMonitorLooksAtPods() {
    ScrapeDefinition source =
        mapper
            .toSources(
                monitor(
                    "PodMonitor",
                    """
                    {namespaceSelector: {any: true}, podTargetLabels: [team],
                     podMetricsEndpoints: [{port: metrics, interval: 5s, params: {a: [b, c]},
                       basicAuth: {username: {name: s, key: u}, password: {name: s, key: p}},
                       scheme: https, tlsConfig: {ca: {configMap: {name: ca, key: pem}}}}]}
                    """))
            .getFirst();

    assertThat(source.job()).isEqualTo("shop/cart");
    assertThat(source.selectors())
        .containsExactly(
            new TargetSelector.Discovered(
                Role.POD, List.of(), LabelSelector.ALL, "metrics", false));
    assertThat(source.schedule().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(source.parameters()).containsEntry("a", List.of("b", "c"));
    assertThat(source.rewriting().targets())
        .containsExactly(
            taken("__meta_kubernetes_pod_container_port_name", "endpoint"),
            taken("__meta_kubernetes_pod_label_team", "team"));
    assertThat(source.request().secrets())
        .isEqualTo(
            new RequestSecrets(
                Optional.of(
                    new RequestSecrets.Basic(
                        Optional.empty(),
                        Optional.of(SecretReference.secret("shop", "s", "u")),
                        SecretReference.secret("shop", "s", "p"))),
                Optional.of(
                    new RequestSecrets.Tls(
                        Optional.of(SecretReference.configMap("shop", "ca", "pem")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false))));
    assertThat(source.request().secrets().references())
        .containsExactlyInAnyOrder(
            SecretReference.secret("shop", "s", "u"),
            SecretReference.secret("shop", "s", "p"),
            SecretReference.configMap("shop", "ca", "pem"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bearerTokenFile: /var/run/token; bearerTokenFile: files are not read",
        "tlsConfig: {caFile: /ca}; tlsConfig.caFile: files are not read",
        "authorization: {type: Digest}; only Bearer is supported",
        "relabelings: [{action: rename}]; the action of a relabeling is \"rename\"",
        "interval: soon; not a duration: 'soon'"
      })
  void whatCannotBeFollowedIsNamed(String field, String message) {
    GenericKubernetesResource monitor = monitor("ServiceMonitor", "{endpoints: [{" + field + "}]}");

    assertThatThrownBy(() -> mapper.toSources(monitor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMonitorWithoutEndpointsIsNoSource() {
    assertThat(mapper.toSources(monitor("ServiceMonitor", "{}"))).isEmpty();
  }
}
