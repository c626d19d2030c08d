// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.devcluster.TestControlPlane;
import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ClusterIT {

  private static KubernetesClient client() throws IOException {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(Files.readString(TestControlPlane.kubeconfig())))
        .build();
  }

  @Test
  void secretsAreReadFromMemoryAndChangesAreTold() throws Exception {
    String namespace = TestControlPlane.newNamespace("secrets");
    SecretReference reference = SecretReference.secret(namespace, "api", "key");
    List<ConfigObject> told = new CopyOnWriteArrayList<>();
    try (KubernetesClient client = client();
        ClusterSecrets secrets = new ClusterSecrets(client, Set.of())) {
      secrets.onChange(told::add);
      secrets.start();
      await().until(secrets::synced);
      assertThat(secrets.read(reference)).isEmpty();

      client.resource(secret(namespace, "s3cret\n")).create();

      await().until(() -> secrets.readText(reference).equals(Optional.of("s3cret")));
      await().until(() -> told.contains(ConfigObject.of(reference)));
    }
  }

  @Test
  void aSecretThatIsWantedOnlyAfterItWasSeenIsFetchedAndFollowedFromThenOn() throws Exception {
    String namespace = TestControlPlane.newNamespace("wanted");
    SecretReference reference = SecretReference.secret(namespace, "api", "key");
    try (KubernetesClient client = client();
        ClusterSecrets secrets = new ClusterSecrets(client, Set.of(namespace))) {
      client.resource(secret(namespace, "one")).create();
      secrets.start();
      await().until(secrets::synced);

      assertThat(secrets.readText(reference)).contains("one");

      client.resource(secret(namespace, "two")).update();
      await().until(() -> secrets.readText(reference).equals(Optional.of("two")));
      client.resource(secret(namespace, "two")).delete();
      await().until(() -> secrets.read(reference).isEmpty());
      client.resource(secret(namespace, "three")).create();
      await().until(() -> secrets.readText(reference).equals(Optional.of("three")));
    }
  }

  @Test
  void aSecretThatNothingRefersToAnyMoreIsFetchedAnewWhenSomethingDoesAgain() throws Exception {
    String namespace = TestControlPlane.newNamespace("released");
    SecretReference reference = SecretReference.secret(namespace, "api", "key");
    try (KubernetesClient client = client();
        ClusterSecrets secrets = new ClusterSecrets(client, Set.of(namespace))) {
      client.resource(secret(namespace, "one")).create();
      secrets.start();
      await().until(secrets::synced);
      assertThat(secrets.readText(reference)).contains("one");

      secrets.wantOnly(Set.of());

      assertThat(secrets.readText(reference)).contains("one");
    }
  }

  private static Secret secret(String namespace, String value) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("api")
        .endMetadata()
        .withStringData(Map.of("key", value))
        .build();
  }

  @Test
  void anEventAndItsRepetitionAreAcceptedByTheApiServer() throws IOException {
    String namespace = TestControlPlane.newNamespace("events");
    Instant now = Instant.parse("2026-11-01T10:00:00Z");
    try (KubernetesClient client = client()) {
      EventWriter writer = new EventWriter(client, () -> now, new SimpleMeterRegistry());
      for (int i = 0; i < 2; i++) {
        writer.write(
            new ClusterEvent(
                new ResourceId("HealthCheck", namespace, "checkout"),
                "uid-1",
                ClusterEvent.Type.WARNING,
                "Unhealthy",
                "saw 503",
                now));
      }

      writer.flush();

      List<Event> events = client.events().v1().events().inNamespace(namespace).list().getItems();
      assertThat(events).hasSize(1);
      assertThat(events.getFirst().getSeries().getCount()).isEqualTo(2);
    }
  }

  @Test
  void theAddressesOfTheApiServerAreKnown() throws IOException {
    try (KubernetesClient client = client()) {
      URL url = client.getMasterUrl();
      RememberedAddresses memory = new RememberedAddresses();
      ApiServerAddresses addresses =
          new ApiServerAddresses(
              client,
              List.of(new ApiServerAddresses.Endpoint(url.getHost(), url.getPort())),
              _ -> List.of(),
              memory);
      Set<InetSocketAddress> own = addresses.get();

      addresses.refresh();

      assertThat(own).hasSize(1);
      assertThat(addresses.get()).containsAll(own).hasSizeGreaterThan(1);
      assertThat(memory.load()).isEqualTo(addresses.get());
    }
  }
}
