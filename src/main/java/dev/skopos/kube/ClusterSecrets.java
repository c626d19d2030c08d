// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.net.SecretReference;
import dev.skopos.net.SecretSource;
import dev.skopos.net.UnreadableSecretException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The cluster's Secrets and ConfigMaps, from a copy in memory that follows the cluster. It keeps
 * its last content while the API server is away. Values are kept only of objects that somebody
 * asked for, until {@link #wantOnly} leaves them out; they are fetched when one is asked for the
 * first time, which takes a request, and come with the watch from then on. Helm's releases, large
 * and of no use as credentials, are left out. Thread-safe; listeners are called by the watch's
 * threads and must return at once.
 */
public final class ClusterSecrets implements SecretSource, AutoCloseable {

  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);

  private final List<Watched<?>> watched = new ArrayList<>();
  private final List<Consumer<ConfigObject>> changeListeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> syncListeners = new CopyOnWriteArrayList<>();

  /**
   * Begins to watch when {@link #start} is called.
   *
   * @param namespaces where to look; empty: in all
   */
  public ClusterSecrets(KubernetesClient client, Set<String> namespaces) {
    Set<String> scopes = namespaces.isEmpty() ? Set.of(Watched.EVERYWHERE) : namespaces;
    KubernetesClient fetching = impatient(client);
    for (String scope : scopes) {
      watched.add(secrets(client, fetching, scope));
      watched.add(configMaps(client, fetching, scope));
    }
  }

  /** Whoever reads waits for the answer, and tries again by himself. */
  private static KubernetesClient impatient(KubernetesClient client) {
    return client
        .newClient(
            new RequestConfigBuilder()
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout((int) FETCH_TIMEOUT.toMillis())
                .build())
        .adapt(KubernetesClient.class);
  }

  private Watched<Secret> secrets(
      KubernetesClient client, KubernetesClient fetching, String scope) {
    var all = client.secrets();
    var scoped = scope.isEmpty() ? all.inAnyNamespace() : all.inNamespace(scope);
    return new Watched<>(
        SecretReference.Kind.SECRET,
        scope,
        scoped.withoutField("type", "helm.sh/release.v1").runnableInformer(0),
        new SecretValues(fetching),
        this::changed);
  }

  private Watched<ConfigMap> configMaps(
      KubernetesClient client, KubernetesClient fetching, String scope) {
    var all = client.configMaps();
    return new Watched<>(
        SecretReference.Kind.CONFIG_MAP,
        scope,
        (scope.isEmpty() ? all.inAnyNamespace() : all.inNamespace(scope)).runnableInformer(0),
        new ConfigMapValues(fetching),
        this::changed);
  }

  /** Begins to watch; returns at once, also while the API server is away. */
  public void start() {
    CompletableFuture<Void> _ =
        CompletableFuture.allOf(
                watched.stream().map(Watched::start).toArray(CompletableFuture<?>[]::new))
            .thenRun(() -> syncListeners.forEach(Runnable::run));
  }

  /** Whether the first copy is complete, so that what is missing in it does not exist. */
  public boolean synced() {
    return watched.stream().allMatch(Watched::synced);
  }

  /** Calls the listener when an object appeared, changed or went. */
  public void onChange(Consumer<ConfigObject> listener) {
    changeListeners.add(listener);
  }

  /** Calls the listener once when the first copy is complete. */
  public void onSynced(Runnable listener) {
    syncListeners.add(listener);
    if (synced()) {
      listener.run();
    }
  }

  @Override
  public Optional<byte[]> read(SecretReference reference) throws UnreadableSecretException {
    ConfigObject object = ConfigObject.of(reference);
    for (Watched<?> part : watched) {
      if (part.covers(object)) {
        return part.read(reference);
      }
    }
    throw new UnreadableSecretException(
        reference,
        UnreadableSecretException.Cause.FORBIDDEN,
        "Skopos is configured to read those of other namespaces only");
  }

  /** Lets go of the values of all objects but these, which are those that anything refers to. */
  public void wantOnly(Set<ConfigObject> objects) {
    watched.forEach(part -> part.wantOnly(objects));
  }

  @Override
  public void close() {
    watched.forEach(Watched::close);
  }

  private void changed(ConfigObject object) {
    changeListeners.forEach(listener -> listener.accept(object));
  }
}
