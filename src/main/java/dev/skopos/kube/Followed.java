// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A copy of all objects of one kind that follows the cluster from the first time that somebody
 * wants it, and keeps its content while the API server is away. Thread-safe.
 */
final class Followed<T extends HasMetadata> implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Followed.class);
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final String kinds;
  private final SharedIndexInformer<T> informer;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicLong version = new AtomicLong();

  /**
   * Does nothing yet.
   *
   * @param kinds for messages, for instance {@code Pods}
   * @param slimming takes out of an object what nobody looks at
   */
  Followed(String kinds, SharedIndexInformer<T> informer, Consumer<T> slimming) {
    this.kinds = kinds;
    this.informer = informer;
    informer.itemStore(new SlimStore<>(slimming));
    informer.exceptionHandler(
        (begun, cause) -> {
          if (!failing.getAndSet(true)) {
            LOG.warnf("Cannot watch %s, will try again: %s", kinds, cause.getMessage());
          }
          return true;
        });
    informer.addEventHandler(new Changes());
  }

  private static final class SlimStore<T extends HasMetadata> extends BasicItemStore<T> {

    private final Consumer<T> slimming;

    private SlimStore(Consumer<T> slimming) {
      super(Cache::metaNamespaceKeyFunc);
      this.slimming = slimming;
    }

    @Override
    public T put(String key, T object) {
      object.getMetadata().setManagedFields(null);
      if (object.getMetadata().getAnnotations() != null) {
        object.getMetadata().getAnnotations().remove(LAST_APPLIED);
      }
      slimming.accept(object);
      return super.put(key, object);
    }
  }

  /** Changes whenever an object does. */
  long version() {
    return version.get();
  }

  /** Nothing as long as the first copy is not complete. */
  List<T> all() {
    return complete() ? informer.getStore().list() : List.of();
  }

  /** Null for an object that does not exist, or is not known yet. */
  @Nullable T get(String namespace, String name) {
    return complete()
        ? informer.getStore().getByKey(Cache.namespaceKeyFunc(namespace, name))
        : null;
  }

  /** Whether all objects are known; begins to follow them. */
  boolean complete() {
    if (!started.getAndSet(true)) {
      CompletableFuture<Void> _ = informer.start().toCompletableFuture().thenRun(this::begun);
    }
    return informer.hasSynced();
  }

  private void begun() {
    LOG.infof("%s of the cluster are followed", kinds);
    version.incrementAndGet();
  }

  @Override
  public void close() {
    informer.stop();
  }

  private final class Changes implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
      changed();
    }

    @Override
    public void onUpdate(T before, T after) {
      changed();
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      changed();
    }

    private void changed() {
      failing.set(false);
      version.incrementAndGet();
    }
  }
}
