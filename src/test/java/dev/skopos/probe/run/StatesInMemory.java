// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.model.ResourceId;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.CheckStateStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps states as long as the test runs, and counts how often it was asked to. */
final class StatesInMemory implements CheckStateStore {

  private final Map<ResourceId, CheckState> states = new ConcurrentHashMap<>();
  final AtomicInteger saves = new AtomicInteger();
  volatile Runnable beforeSave = () -> {};

  private final AtomicBoolean running = new AtomicBoolean();

  @Override
  public boolean begin() {
    return !running.getAndSet(true);
  }

  @Override
  public void end() {
    running.set(false);
  }

  @Override
  public Optional<CheckState> load(ResourceId check) {
    return Optional.ofNullable(states.get(check));
  }

  @Override
  public void save(ResourceId check, CheckState state) {
    saves.incrementAndGet();
    beforeSave.run();
    states.put(check, state);
  }

  @Override
  public void delete(ResourceId check) {
    states.remove(check);
  }

  @Override
  public Set<ResourceId> ids() {
    return Set.copyOf(states.keySet());
  }
}
