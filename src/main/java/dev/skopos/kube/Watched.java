// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.net.SecretReference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One informer of Secrets or ConfigMaps, of one namespace or all. */
final class Watched<T extends HasMetadata> implements AutoCloseable {

  static final String EVERYWHERE = "";

  private static final Logger LOG = Logger.getLogger(Watched.class);

  /** How the values of a kind are handled. */
  interface Values<T> {

    byte @Nullable [] read(T object, String key);

    /** Takes all values out of the object. */
    void empty(T object);

    /** The object as the API server has it; null: it does not exist. */
    @Nullable T fetch(String namespace, String name);
  }

  private final SecretReference.Kind kind;
  private final String scope;
  private final SharedIndexInformer<T> informer;
  private final Values<T> values;
  private final ReferencedStore<T> store;

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
    this.store = new ReferencedStore<>(values::empty);
    informer.itemStore(store);
    informer.exceptionHandler(
        (started, cause) -> {
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

  /** Keeps the values of the object from now on. */
  void want(ConfigObject object) {
    store.want(position(object));
  }

  /** The first time that anybody wants the object, its values are fetched. */
  Optional<byte[]> read(ConfigObject object, String key) {
    String position = position(object);
    store.want(position);
    T found = store.isEmptied(position) ? fetched(object) : store.get(position);
    return Optional.ofNullable(found).map(present -> values.read(present, key));
  }

  private @Nullable T fetched(ConfigObject object) {
    try {
      T copy = values.fetch(object.namespace(), object.name());
      if (copy != null) {
        store.fill(position(object), copy);
      }
      return copy;
    } catch (KubernetesClientException e) {
      LOG.warnf("Cannot read %s, will try again: %s", object, e.getMessage());
      return null;
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
