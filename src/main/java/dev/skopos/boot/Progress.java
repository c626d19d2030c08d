// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.volume.AcceptedSpecs;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/** How far the start has come. Thread-safe. */
@Singleton
class Progress {

  private final AcceptedSpecs accepted;
  private final AtomicBoolean restored = new AtomicBoolean();
  private final AtomicBoolean synced = new AtomicBoolean();

  Progress(AcceptedSpecs accepted) {
    this.accepted = accepted;
  }

  void restored() {
    restored.set(true);
  }

  /** Takes note; true the first time that the resources of the cluster are known. */
  boolean synced(boolean now) {
    return now && synced.compareAndSet(false, true);
  }

  /**
   * A plan is in force: the cluster's, or, while the API server is away, the one from the volume.
   */
  boolean ready() {
    return restored.get() && (synced.get() || !accepted.isEmpty());
  }

  boolean followsCluster() {
    return synced.get();
  }
}
