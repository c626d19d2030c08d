// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.schedule.Scheduler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long after its acknowledgement a sample can be read: writes one and asks for it
 * until it is there. A rule that reads what was just written misses it for that long, unless its
 * {@code queryOffset} is longer. Thread-safe.
 */
final class DelayMeasurement {

  private static final Logger LOG = Logger.getLogger(DelayMeasurement.class);

  static final String METRIC = "skopos_remote_delay_probe";

  /** Beyond this one evaluation may miss what the one before it wrote. */
  static final Duration NOTEWORTHY = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final Duration GIVE_UP = Duration.ofMinutes(5);

  private final WriteQueue queue;
  private final RemoteQueries queries;
  private final Scheduler scheduler;
  // One series for each start: another Skopos may write to the same store.
  private final Labels series =
      Labels.of(Labels.METRIC_NAME, METRIC, "start", UUID.randomUUID().toString());
  private volatile @Nullable Duration delay;

  DelayMeasurement(
      WriteQueue queue, RemoteQueries queries, Scheduler scheduler, MeterRegistry meters) {
    this.queue = queue;
    this.queries = queries;
    this.scheduler = scheduler;
    Gauge.builder("skopos.remote.read.delay.seconds", this, DelayMeasurement::seconds)
        .description("How long after its acknowledgement a sample can be read; NaN: not known yet")
        .register(meters);
  }

  private double seconds() {
    Duration known = delay;
    return known == null ? Double.NaN : known.toNanos() / 1e9;
  }

  /** Empty until it is measured. */
  Optional<Duration> delay() {
    return Optional.ofNullable(delay);
  }

  /** Measures now, and again until there is a result. */
  void start() {
    scheduler.at(scheduler.clock().instant(), this::measure);
  }

  private void measure() {
    try {
      Instant now = scheduler.clock().instant();
      queue.append(List.of(new QueuedSample.FloatSample(series, now.toEpochMilli(), 1)));
      if (queue.flush(GIVE_UP) && awaitReadable(now)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!queue.closed()) {
      scheduler.at(scheduler.clock().instant().plus(AGAIN), this::measure);
    }
  }

  private boolean awaitReadable(Instant written) throws InterruptedException {
    long begin = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (!queue.closed()) {
      Duration passed = Duration.ofNanos(System.nanoTime() - begin);
      if (readable(written)) {
        measured(passed);
        return true;
      }
      if (passed.compareTo(GIVE_UP) > 0) {
        LOG.warnf("A sample that the remote store acknowledged cannot be read after %s", passed);
        return false;
      }
      scheduler.pause(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
    return false;
  }

  private boolean readable(Instant written) {
    try {
      List<Series> found = queries.instant(RemoteQueries.selector(series), written);
      return found.stream().anyMatch(each -> each.length() > 0);
    } catch (RemoteQueryException e) {
      LOG.debugf("the delay of the remote store cannot be measured yet: %s", e.getMessage());
      return false;
    }
  }

  private void measured(Duration passed) {
    delay = passed;
    if (passed.compareTo(NOTEWORTHY) > 0) {
      LOG.warnf(
          "Samples can be read %d ms after the remote store acknowledged them: rules that read what"
              + " checks or other rules just wrote need a queryOffset that is longer",
          passed.toMillis());
    } else {
      LOG.infof(
          "Samples can be read %d ms after the remote store acknowledged them", passed.toMillis());
    }
  }
}
