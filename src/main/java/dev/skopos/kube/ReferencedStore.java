// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Keeps the values of those objects that somebody asked for, and of the others only that they
 * exist: what is not in memory cannot leak from it. Also leaves out the book-keeping of {@code
 * kubectl} and the API server, which repeats the values. Thread-safe.
 */
final class ReferencedStore<T extends HasMetadata> extends BasicItemStore<T> {

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final UnaryOperator<T> withoutValues;
  private final Set<String> wanted = new HashSet<>();
  private final Set<String> emptied = new HashSet<>();

  /**
   * An empty store.
   *
   * @param withoutValues a copy of an object that has no values
   */
  ReferencedStore(UnaryOperator<T> withoutValues) {
    super(Cache::metaNamespaceKeyFunc);
    this.withoutValues = withoutValues;
  }

  @Override
  public synchronized T put(String key, T object) {
    object.getMetadata().setManagedFields(null);
    if (object.getMetadata().getAnnotations() != null) {
      object.getMetadata().getAnnotations().remove(LAST_APPLIED);
    }
    if (wanted.contains(key)) {
      emptied.remove(key);
      return super.put(key, object);
    }
    emptied.add(key);
    return super.put(key, withoutValues.apply(object));
  }

  @Override
  public synchronized T remove(String key) {
    emptied.remove(key);
    return super.remove(key);
  }

  /** From now on values are kept when the object comes. */
  synchronized void want(String key) {
    wanted.add(key);
  }

  /**
   * Lets go of the values of all other objects. Whoever holds one of them already keeps it: the
   * store takes another in its place.
   */
  synchronized void wantOnly(Set<String> keys) {
    wanted.retainAll(keys);
    for (String key : keySet().toList()) {
      T present = get(key);
      if (present != null && !wanted.contains(key) && emptied.add(key)) {
        super.put(key, withoutValues.apply(present));
      }
    }
  }

  /** Whether the object exists and its values were not kept when it came. */
  synchronized boolean isEmptied(String key) {
    return emptied.contains(key);
  }

  /** Takes the values from a copy, unless the object changed meanwhile or is gone. */
  synchronized void fill(String key, T copy) {
    T present = get(key);
    if (present != null && emptied.contains(key) && version(present).equals(version(copy))) {
      put(key, copy);
    }
  }

  private static String version(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getResourceVersion(), "");
  }
}
