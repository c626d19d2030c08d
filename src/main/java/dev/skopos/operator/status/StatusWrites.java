// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import dev.skopos.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a status is written: a material change at once, measured values now and then, what
 * is equal never. Thread-safe.
 */
public final class StatusWrites<S> {

  private final UnaryOperator<S> material;
  private final Supplier<Duration> measuredInterval;
  private final InstantSource clock;
  private final Map<ResourceId, Instant> written = new ConcurrentHashMap<>();

  /**
   * Begins without memory, so that the first difference of each resource is written.
   *
   * @param material a status without what changes with every measurement
   * @param measuredInterval between two writes of measured values at the least
   */
  public StatusWrites(
      UnaryOperator<S> material, Supplier<Duration> measuredInterval, InstantSource clock) {
    this.material = material;
    this.measuredInterval = measuredInterval;
    this.clock = clock;
  }

  /** Whether to write the next status now; the answer yes is remembered as a write. */
  public boolean isDue(ResourceId id, @Nullable S present, S next) {
    if (next.equals(present)) {
      return false;
    }
    Instant now = clock.instant();
    Instant last = written.get(id);
    boolean due =
        present == null
            || last == null
            || !last.plus(measuredInterval.get()).isAfter(now)
            || !material.apply(present).equals(material.apply(next));
    if (due) {
      written.put(id, now);
    }
    return due;
  }

  /** The write failed, so that the next one is due at once. */
  public void failed(ResourceId id) {
    written.remove(id);
  }

  /** Forgets all resources but these. */
  public void retainOnly(Set<ResourceId> ids) {
    written.keySet().retainAll(ids);
  }
}
