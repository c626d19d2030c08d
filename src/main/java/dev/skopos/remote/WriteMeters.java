// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** What is told about writing: {@code skopos_remote_write_*}. Thread-safe. */
final class WriteMeters {

  private static final String DROPPED = "skopos.remote.write.samples.dropped";
  private static final String FAILED = "skopos.remote.write.samples.failed";

  private final MeterRegistry meters;
  private final Counter sent;
  private final Counter retried;
  private final AtomicLong highestSent = new AtomicLong();

  WriteMeters(MeterRegistry meters, QueueOptions options, IntSupplier pending) {
    this.meters = meters;
    this.sent = counter("skopos.remote.write.samples.sent", "Samples that the store acknowledged");
    this.retried = counter("skopos.remote.write.samples.retried", "Samples that are sent again");
    Gauge.builder("skopos.remote.write.samples.pending", pending, IntSupplier::getAsInt)
        .description("Samples that wait or are under way")
        .register(meters);
    Gauge.builder("skopos.remote.write.samples.capacity", options::samples)
        .description("Samples that may wait")
        .register(meters);
    Gauge.builder("skopos.remote.write.shards", options::shards)
        .description("Requests that are made at a time")
        .register(meters);
    Gauge.builder(
            "skopos.remote.write.highest.sent.timestamp.seconds",
            highestSent,
            newest -> newest.get() / 1e3)
        .description("The newest time stamp that the store acknowledged")
        .register(meters);
    dropped("queue-full", 0);
    dropped("shutdown", 0);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(meters);
  }

  void sent(int samples, long newest) {
    sent.increment(samples);
    highestSent.accumulateAndGet(newest, Math::max);
  }

  void retried(int samples) {
    retried.increment(samples);
  }

  /** Never sent. */
  void dropped(String reason, int samples) {
    meters.counter(DROPPED, "reason", reason).increment(samples);
  }

  /** Refused by the store. */
  void failed(String reason, int samples) {
    meters.counter(FAILED, "reason", reason).increment(samples);
  }
}
