// SPDX-License-Identifier: Apache-2.0
package dev.skopos.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Measures what this thread allocates: unlike time and the size of the heap, that depends neither
 * on the machine nor on when garbage is collected.
 */
public final class Allocations {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /** What is done, and may end with any exception. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    void run() throws E;
  }

  /** Does the work; fails when it allocates more bytes. */
  public static <E extends Exception> void atMost(long bytes, String what, Work<E> work) throws E {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      work.run();
    } finally {
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes allocated by %s", what).isLessThanOrEqualTo(bytes);
    }
  }
}
