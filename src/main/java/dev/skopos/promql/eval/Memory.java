// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import java.util.concurrent.atomic.AtomicLong;

/** What all queries of an engine may hold together. Thread-safe. */
public final class Memory {

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /** So many bytes. */
  public Memory(long most) {
    this.most = most;
  }

  /** Takes so many bytes more; false, and nothing is taken, when there is no room for them. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= most) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }
}
