// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.devcluster.TestControlPlane;
import dev.skopos.forecast.TargetAmounts.Amount;
import dev.skopos.forecast.TargetAmounts.UnreadableTargetException;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Target;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What objects say of themselves, on a real API server. */
class ClusterAmountsIT {

  private static final double GIB = 1024.0 * 1024 * 1024;

  private final String namespace = TestControlPlane.newNamespace("amounts");
  private ClusterAmounts amounts;

  private static Config config() throws IOException {
    return Config.fromKubeconfig(Files.readString(TestControlPlane.kubeconfig()));
  }

  @BeforeEach
  void start() throws IOException {
    amounts = new ClusterAmounts(config());
  }

  @AfterEach
  void stop() {
    amounts.close();
  }

  private void apply(String yaml) {
    TestControlPlane.apply(yaml.replace("NAMESPACE", namespace)).orThrow();
  }

  private void status(String object, String patch) {
    TestControlPlane.kubectl(
            "-n", namespace, "patch", object, "--subresource=status", "--type=merge", "-p", patch)
        .orThrow();
  }

  private void claim(String name) {
    apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: %s, namespace: NAMESPACE}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 10Gi}}
        """
            .formatted(name));
  }

  private static Amount size(String claim, double gib) {
    return new Amount(
        ResourceType.STORAGE, Map.of("persistentvolumeclaim", claim), gib * GIB, Double.NaN);
  }

  @Test
  void aClaimHasWhatItGotAndBeforeThatWhatItAsksFor() throws UnreadableTargetException {
    claim("data");
    Target target = new Target(Target.Kind.PERSISTENT_VOLUME_CLAIM, "data");
    assertThat(amounts.read(target, namespace)).containsExactly(size("data", 10));

    status("pvc/data", "{\"status\":{\"phase\":\"Bound\",\"capacity\":{\"storage\":\"12Gi\"}}}");
    assertThat(amounts.read(target, namespace)).containsExactly(size("data", 12));

    status("pvc/data", "{\"status\":{\"capacity\":{\"storage\":\"20Gi\"}}}");
    assertThat(amounts.read(target, namespace)).containsExactly(size("data", 20));
  }

  @Test
  void aStatefulSetHasItsClaimsAndContainers() throws UnreadableTargetException {
    claim("data-db-0");
    claim("data-db-1");
    claim("data-db-old");
    claim("data-other-0");
    apply(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: NAMESPACE}
        spec:
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              containers:
              - name: db
                image: example.org/db:1
                resources: {limits: {memory: 4Gi}, requests: {memory: 2Gi, cpu: 500m}}
              - name: bare
                image: example.org/bare:1
          volumeClaimTemplates:
          - metadata: {name: data}
            spec:
              accessModes: [ReadWriteOnce]
              resources: {requests: {storage: 10Gi}}
        """);

    assertThat(amounts.read(new Target(Target.Kind.STATEFUL_SET, "db"), namespace))
        .containsExactlyInAnyOrder(
            size("data-db-0", 10),
            size("data-db-1", 10),
            new Amount(ResourceType.MEMORY, Map.of("container", "db"), 4 * GIB, Double.NaN),
            new Amount(ResourceType.CPU, Map.of("container", "db"), 0.5, Double.NaN));
  }

  @Test
  void aNamespaceHasItsQuotas() throws UnreadableTargetException {
    apply(
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: team, namespace: NAMESPACE}
        spec: {hard: {limits.cpu: "20", requests.storage: 100Gi, pods: "10"}}
        """);
    Target target = new Target(Target.Kind.NAMESPACE, namespace);
    String hard = "\"hard\":{\"limits.cpu\":\"20\",\"requests.storage\":\"100Gi\",\"pods\":\"10\"}";
    status(
        "resourcequota/team",
        "{\"status\":{%s,\"used\":{\"limits.cpu\":\"1500m\"}}}".formatted(hard));

    assertThat(amounts.read(target, namespace))
        .containsExactlyInAnyOrder(
            new Amount(
                ResourceType.CPU,
                Map.of("resourcequota", "team", "resource", "limits.cpu"),
                20,
                1.5),
            new Amount(
                ResourceType.STORAGE,
                Map.of("resourcequota", "team", "resource", "requests.storage"),
                100 * GIB,
                Double.NaN));
    assertThat(amounts.read(target, "default")).as("of another namespace").isEmpty();
  }

  @Test
  void oneQuotaOfSeveralIsReadByItsName() throws UnreadableTargetException {
    for (String name : List.of("team-a", "team-b")) {
      apply(
          """
          apiVersion: v1
          kind: ResourceQuota
          metadata: {name: %s, namespace: NAMESPACE}
          spec: {hard: {limits.cpu: "20"}}
          """
              .formatted(name));
      status(
          "resourcequota/" + name,
          "{\"status\":{\"hard\":{\"limits.cpu\":\"20\"},\"used\":{\"limits.cpu\":\"2\"}}}");
    }

    assertThat(amounts.read(new Target(Target.Kind.RESOURCE_QUOTA, "team-b"), namespace))
        .containsExactly(
            new Amount(
                ResourceType.CPU,
                Map.of("resourcequota", "team-b", "resource", "limits.cpu"),
                20,
                2));
    Target missing = new Target(Target.Kind.RESOURCE_QUOTA, "team-c");
    assertThatThrownBy(() -> amounts.read(missing, namespace))
        .isInstanceOf(UnreadableTargetException.class)
        .hasMessage("ResourceQuota team-c does not exist in " + namespace);
  }

  @Test
  void whatDoesNotExistOrMayNotBeReadSaysSo() throws IOException {
    Target target = new Target(Target.Kind.DEPLOYMENT, "web");
    assertThatThrownBy(() -> amounts.read(target, namespace))
        .isInstanceOf(UnreadableTargetException.class)
        .hasMessage("Deployment web does not exist in " + namespace);

    TestControlPlane.kubectl("-n", namespace, "create", "serviceaccount", "nobody").orThrow();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(config().getMasterUrl())
            .withCaCertData(config().getCaCertData())
            .withCaCertFile(config().getCaCertFile())
            .withOauthToken(TestControlPlane.serviceAccountToken(namespace, "nobody"))
            .build();
    try (ClusterAmounts forbidden = new ClusterAmounts(config)) {
      assertThatThrownBy(() -> forbidden.read(target, namespace))
          .isInstanceOf(UnreadableTargetException.class)
          .hasMessage(
              "Deployment web in %s cannot be read: the API server refuses it (403)"
                  .formatted(namespace));
    }
  }
}
