// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * An annotation that asks for something: each new value once, also when the status in the cluster
 * lags behind. Thread-safe as long as one resource is handled by one thread at a time.
 */
public final class Trigger {

  private static final int MAX_VALUE = 256;

  private final String annotation;
  private final BiConsumer<ResourceId, String> action;
  private final Map<ResourceId, String> handled = new ConcurrentHashMap<>();

  /** Carries the action out with the resource and the annotation's value. */
  public Trigger(String annotation, BiConsumer<ResourceId, String> action) {
    this.annotation = annotation;
    this.action = action;
  }

  /**
   * Carries the action out if the resource asks for it anew.
   *
   * @param before what the status says was handled
   * @return what the status is to say
   */
  public Map<String, String> handle(HasMetadata resource, Map<String, String> before) {
    Map<String, String> annotations = resource.getMetadata().getAnnotations();
    String asked = annotations == null ? null : annotations.get(annotation);
    if (asked == null) {
      return before;
    }
    String value = asked.length() <= MAX_VALUE ? asked : asked.substring(0, MAX_VALUE);
    String remembered = handled.put(ResourceIds.of(resource), value);
    if (!value.equals(remembered) && !value.equals(before.get(annotation))) {
      action.accept(ResourceIds.of(resource), value);
    }
    Map<String, String> after = new HashMap<>(before);
    after.put(annotation, value);
    return after;
  }

  /** Forgets all resources but these. */
  public void retainOnly(Set<ResourceId> ids) {
    handled.keySet().retainAll(ids);
  }
}
