// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.api.v1alpha1.healthcheck.HealthCheck;
import dev.skopos.net.SecretReference;
import dev.skopos.net.dns.DnsQuery;
import dev.skopos.probe.definition.Assertion;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.DnsProbe;
import dev.skopos.probe.definition.HttpProbe;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthCheckMapperTest {

  private final HealthCheckMapper mapper = new HealthCheckMapper();

  private static HealthCheck check(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: HealthCheck
        metadata: {namespace: shop, name: checkout}
        spec: %s
        """
            .formatted(spec),
        HealthCheck.class);
  }

  @Test
  void secretsResolveInTheNamespaceOfTheResource() {
    HealthCheck resource =
        check(
            """
            {http: {url: "https://a/b", headers: [
              {name: X, valueFrom: {configMapKeyRef: {name: m, key: k}}}]},
             auth: {bearer: {tokenFrom: {secretKeyRef: {name: s, key: t}}}}}
            """);

    assertThat(mapper.secrets(resource))
        .containsExactly(
            SecretReference.configMap("shop", "m", "k"), SecretReference.secret("shop", "s", "t"));
    assertThat(((HttpProbe) mapper.toCheck(resource).probe()).request().credentials()).isPresent();
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    CheckDefinition definition = mapper.toCheck(check("{http: {url: 'http://a/b'}}"));

    assertThat(definition.schedule())
        .isEqualTo(new CheckDefinition.Schedule(Duration.ofSeconds(60), Duration.ofSeconds(10)));
    assertThat(definition.thresholds()).isEqualTo(new CheckDefinition.Thresholds(3, 1, 2));
  }

  @Test
  void aNameServerMayHaveAPortOrBeAnIpv6Address() {
    DnsProbe probe =
        (DnsProbe) mapper.toCheck(check("{dns: {name: a.b, server: '[::1]:5353'}}")).probe();

    assertThat(probe.server()).isEqualTo(Optional.of(new DnsQuery.Server("::1", 5353)));
  }

  @Test
  void aMatcherOfAWholeValueIsAnchored() {
    Assertion assertion =
        mapper
            .toCheck(
                check(
                    "{http: {url: 'http://a'}, assertions: [{name: v, jsonPath: {path: $.v,"
                        + " matches: 'a|b'}}]}"))
            .assertions()
            .getFirst();

    assertThat(assertion.condition().toString()).contains("^(?:a|b)$");
  }

  @Test
  void whatTheDomainNeedsAndIsMissingIsNamed() {
    assertThatThrownBy(() -> mapper.toCheck(check("{suspend: true}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spec.http");
  }
}
