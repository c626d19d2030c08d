// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.net.SecretReference;
import dev.skopos.net.UnreadableSecretException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One informer of Secrets or ConfigMaps, of one namespace or all. */
final class Watched<T extends HasMetadata> implements AutoCloseable {

  static final String EVERYWHERE = "";

  private static final Logger LOG = Logger.getLogger(Watched.class);

  /** How the values of a kind are handled. */
  interface Values<T> {

    byte @Nullable [] read(T object, String key);

    /** A copy that has no values. */
    T withoutValues(T object);

    /** The object as the API server has it; null: it does not exist. */
    @Nullable T fetch(String namespace, String name);
  }

  /** How long a fetch that failed stands for those that would follow at once. */
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(2);

  private record Failed(ReadFailure failure, long nanoTime) {

    private boolean isFresh() {
      return System.nanoTime() - nanoTime < FAILURE_KEPT.toNanos();
    }
  }

  private final SecretReference.Kind kind;
  private final String scope;
  private final SharedIndexInformer<T> informer;
  private final Values<T> values;
  private final ReferencedStore<T> store;
  private final Map<String, Failed> failedFetches = new ConcurrentHashMap<>();
  private volatile @Nullable ReadFailure failedWatch;

  Watched(
      SecretReference.Kind kind,
      String scope,
      SharedIndexInformer<T> informer,
      Values<T> values,
      Consumer<ConfigObject> listener) {
    this.kind = kind;
    this.scope = scope;
    this.informer = informer;
    this.values = values;
    this.store = new ReferencedStore<>(values::withoutValues);
    informer.itemStore(store);
    informer.exceptionHandler(
        (started, cause) -> {
          failedWatch = ReadFailure.of(cause);
          LOG.warnf("Cannot watch %ss, will try again: %s", kind.title(), cause.getMessage());
          return true;
        });
    informer.addEventHandler(new Handler(listener));
  }

  CompletableFuture<Void> start() {
    return informer.start().toCompletableFuture();
  }

  boolean synced() {
    return informer.hasSynced();
  }

  boolean covers(ConfigObject object) {
    return kind == object.kind() && (scope.equals(EVERYWHERE) || scope.equals(object.namespace()));
  }

  /** Keeps the values of these objects alone; while none could be fetched anew, of all. */
  void wantOnly(Set<ConfigObject> objects) {
    if (!informer.isWatching()) {
      return;
    }
    Set<String> positions =
        objects.stream()
            .filter(this::covers)
            .map(Watched::position)
            .collect(Collectors.toUnmodifiableSet());
    store.wantOnly(positions);
    failedFetches.keySet().retainAll(positions);
  }

  /** The first time that anybody wants the object, its values are fetched. */
  Optional<byte[]> read(SecretReference reference) throws UnreadableSecretException {
    String position = position(ConfigObject.of(reference));
    store.want(position);
    T found;
    if (store.isEmptied(position)) {
      found = fetched(position, reference);
    } else {
      found = store.get(position);
      if (found == null) {
        demandCertainty(reference);
      }
    }
    return Optional.ofNullable(found).map(present -> values.read(present, reference.key()));
  }

  private @Nullable T fetched(String position, SecretReference reference)
      throws UnreadableSecretException {
    Failed before = failedFetches.get(position);
    if (before != null && before.isFresh()) {
      throw before.failure().about(reference);
    }
    try {
      T copy = values.fetch(reference.namespace(), reference.name());
      if (copy != null) {
        store.fill(position, copy);
      }
      failedFetches.remove(position);
      return copy;
    } catch (KubernetesClientException e) {
      ReadFailure failure = ReadFailure.of(e);
      failedFetches.put(position, new Failed(failure, System.nanoTime()));
      throw failure.about(reference);
    }
  }

  /** What the copy lacks does not exist, provided that the copy is complete and followed. */
  private void demandCertainty(SecretReference reference) throws UnreadableSecretException {
    ReadFailure failure = failedWatch;
    if (informer.isWatching()) {
      failedWatch = null;
    } else if (failure != null) {
      throw failure.about(reference);
    }
    if (!synced()) {
      throw ReadFailure.NOT_READ_YET.about(reference);
    }
  }

  private static String position(ConfigObject object) {
    return Cache.namespaceKeyFunc(object.namespace(), object.name());
  }

  @Override
  public void close() {
    informer.stop();
  }

  private final class Handler implements ResourceEventHandler<T> {

    private final Consumer<ConfigObject> listener;

    private Handler(Consumer<ConfigObject> listener) {
      this.listener = listener;
    }

    @Override
    public void onAdd(T object) {
      tell(object);
    }

    @Override
    public void onUpdate(T before, T after) {
      if (!Objects.equals(
          before.getMetadata().getResourceVersion(), after.getMetadata().getResourceVersion())) {
        tell(after);
      }
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      tell(object);
    }

    private void tell(T object) {
      listener.accept(
          new ConfigObject(
              kind, object.getMetadata().getNamespace(), object.getMetadata().getName()));
    }
  }
}
