// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.store.Queryable;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells whether the past is still as it was read: see {@link Queryable#pastRevision}. Samples are
 * noticed under the head's lock; all else is thread-safe.
 */
public final class PastRevision {
  private final InstantSource clock;
  private final AtomicLong revision = new AtomicLong();
  private long latest = Long.MIN_VALUE;

  PastRevision(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Samples came. Has to be told after readers can see them: whoever read before that did so at a
   * time before this one.
   *
   * @param oldest the time of the oldest
   * @param inOrder whether none is older than another one of its series that came before
   */
  void written(long oldest, boolean inOrder) {
    // after the clock was set back all are late: some readers are ahead of them
    latest = Math.max(latest, clock.millis());
    if (!inOrder || oldest <= latest - Queryable.ON_TIME) {
      changed();
    }
  }

  /** Something came late, or was deleted. */
  public void changed() {
    revision.incrementAndGet();
  }

  public long revision() {
    return revision.get();
  }
}
