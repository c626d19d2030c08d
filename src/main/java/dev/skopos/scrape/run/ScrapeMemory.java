// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.http.BodyBuffer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory for what targets answer: bounded over all scrapes that go on, and used again. An
 * answer that needs more than what is left fails its scrape, which is counted. Thread-safe.
 */
public final class ScrapeMemory {

  /** So many buffers, each up to this size, wait for the next scrapes. */
  private static final int MOST_SPARE = 16;

  private static final int LARGEST_SPARE = 1 << 20;

  private final long most;
  private final AtomicLong used = new AtomicLong();
  private final Deque<BodyBuffer> spare = new ArrayDeque<>();
  private final Counter exceeded;

  /**
   * Memory.
   *
   * @param most bytes that all answers together may take
   */
  public ScrapeMemory(long most, MeterRegistry meters) {
    this.most = most;
    this.exceeded = meters.counter("skopos.scrape.memory.exceeded");
    Gauge.builder("skopos.scrape.memory", used, AtomicLong::doubleValue)
        .baseUnit("bytes")
        .description("Memory that holds answers of targets")
        .strongReference(true)
        .register(meters);
  }

  /** A buffer for one scrape. */
  final class Lease implements AutoCloseable {
    private final BodyBuffer buffer;

    private Lease(BodyBuffer buffer) {
      this.buffer = buffer;
    }

    BodyBuffer buffer() {
      return buffer;
    }

    @Override
    public void close() {
      used.addAndGet(-buffer.capacity());
      giveBack(buffer);
    }
  }

  /** The caller closes it. */
  Lease borrow() {
    BodyBuffer known = takeSpare();
    if (known != null && used.addAndGet(known.capacity()) <= most) {
      return new Lease(known);
    }
    if (known != null) {
      used.addAndGet(-known.capacity());
    }
    return new Lease(new BodyBuffer(this::take));
  }

  /** How many bytes are in use. */
  long used() {
    return used.get();
  }

  private void take(int bytes) throws NetException {
    if (used.addAndGet(bytes) > most) {
      used.addAndGet(-bytes);
      exceeded.increment();
      throw new NetException(
          NetFailure.Kind.TOO_LARGE,
          "the answers of all targets that are scraped now are larger than %d bytes together"
              .formatted(most));
    }
  }

  private synchronized @Nullable BodyBuffer takeSpare() {
    return spare.pollFirst();
  }

  private synchronized void giveBack(BodyBuffer buffer) {
    if (buffer.capacity() <= LARGEST_SPARE && spare.size() < MOST_SPARE) {
      spare.addFirst(buffer);
    }
  }
}
