// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.model.ResourceId;
import dev.skopos.schedule.Scheduler;
import dev.skopos.scrape.FamilyMetadata;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSnapshot;
import dev.skopos.scrape.TargetSnapshot.Health;
import dev.skopos.scrape.relabel.Relabeling;
import dev.skopos.scrape.target.Target;
import dev.skopos.store.Appender;
import dev.skopos.store.Source;
import dev.skopos.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes one target on a grid of its own, which is the same after a restart, so that the distance
 * between two samples stays exactly the interval. Thread-safe.
 */
final class ScrapeLoop {

  /**
   * As in Prometheus, samples carry the planned time unless the scrape is later than a hundredth of
   * the interval. Prometheus' other bound is 2 ms by default (scrape.timestamp-tolerance); on a
   * machine that is busy many scrapes begin later than that, and times at even distances take far
   * less room.
   */
  private static final int TOLERANCE_PERCENT = 1;

  private static final Duration MOST_TOLERANCE = Duration.ofMillis(50);

  /**
   * What all loops share.
   *
   * @param changed is told of a source when the health of a target changed; returns at once
   */
  record Tools(
      Scheduler scheduler,
      Fetcher fetcher,
      ScrapeMemory memory,
      Store store,
      ScrapeMetrics metrics,
      Consumer<ResourceId> changed) {}

  /** How the last scrape ended. */
  private record Last(Instant time, Duration took, String error, int samples) {}

  private final Tools tools;
  private final ReentrantLock scraping = new ReentrantLock();
  private final ScrapeDefinition definition;
  private final SampleLabels labels;
  private final ScrapeReport report;
  private final Source source;
  private ScrapeCache cache = new ScrapeCache();
  private @Nullable ScrapeLoop earlier;
  private volatile Target target;
  private volatile @Nullable Last last;
  private volatile Map<String, FamilyMetadata> families = Map.of();
  private volatile boolean ended;
  private Scheduler.@Nullable Task task;

  /**
   * A loop that does not run yet.
   *
   * @param earlier of the same target under another definition: its series go on here
   */
  ScrapeLoop(
      ScrapeDefinition definition,
      Target target,
      Relabeling relabeling,
      Tools tools,
      @Nullable ScrapeLoop earlier) {
    this.definition = definition;
    this.target = target;
    this.tools = tools;
    this.source = new Source(definition.id().toString());
    this.labels = new SampleLabels(target.labels(), definition, relabeling);
    this.report = new ScrapeReport(labels);
    this.earlier = earlier;
    this.last = earlier == null ? null : earlier.last;
  }

  Target target() {
    return target;
  }

  /** What was discovered of the target changed, but nothing that counts. */
  void rediscovered(Target present) {
    target = present;
  }

  synchronized void start() {
    long interval = target.interval().toMillis();
    long now = tools.scheduler.clock().instant().toEpochMilli();
    long hash = (target.labels().hashCode() * 31L + target.url().hashCode()) * 0x9E3779B97F4A7C15L;
    long offset = Long.remainderUnsigned(hash, interval);
    long first = now + Math.floorMod(offset - now, interval);
    task = tools.scheduler.every(Instant.ofEpochMilli(first), target.interval(), this::scrape);
  }

  /** No more scrapes; the series go on, since the target does. */
  synchronized void stop() {
    if (task != null) {
      task.cancel();
    }
    ended = true;
  }

  /** The target is gone: ends its series, after a scrape that is going on. */
  void end() {
    stop();
    tools.scheduler.at(tools.scheduler.clock().instant(), this::writeEnds);
  }

  private void writeEnds() {
    scraping.lock();
    try {
      takeOver();
      if (last != null) {
        Appender appender = tools.store.appender(source);
        ScrapeWriter writer = writer(appender, tools.scheduler.clock().instant());
        writer.endAll();
        report.end(writer);
        appender.commit();
      }
    } finally {
      scraping.unlock();
    }
  }

  private void takeOver() {
    if (earlier != null) {
      cache = earlier.handOver();
      earlier = null;
    }
  }

  /** What this loop knows, after a scrape that is going on. */
  private ScrapeCache handOver() {
    scraping.lock();
    try {
      takeOver();
      return cache.relabeled();
    } finally {
      scraping.unlock();
    }
  }

  private void scrape(Instant slot) {
    scraping.lock();
    try {
      if (!ended) {
        takeOver();
        scrapeAndReport(time(slot));
      }
    } finally {
      scraping.unlock();
    }
  }

  private Instant time(Instant slot) {
    Instant now = tools.scheduler.clock().instant();
    Duration tolerance = target.interval().multipliedBy(TOLERANCE_PERCENT).dividedBy(100);
    tolerance = tolerance.compareTo(MOST_TOLERANCE) < 0 ? tolerance : MOST_TOLERANCE;
    return Duration.between(slot, now).compareTo(tolerance) <= 0 ? slot : now;
  }

  private void scrapeAndReport(Instant time) {
    long begin = System.nanoTime();
    Appender appender = tools.store.appender(source);
    ScrapeWriter writer = writer(appender, time);
    String error = "";
    try (ScrapeMemory.Lease memory = tools.memory.borrow()) {
      writer.write(tools.fetcher.fetch(target, definition, memory.buffer()));
    } catch (ScrapeException e) {
      error = e.getMessage();
      appender.rollback();
      appender = tools.store.appender(source);
      writer(appender, time).endAll();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    report.write(writer(appender, time), writer, took, error.isEmpty());
    appender.commit();
    families = cache.families();
    Health before = health(last);
    last = new Last(time, took, error, writer.scraped());
    if (health(last) != before) {
      tools.changed.accept(definition.id());
    }
    tools.metrics.scraped(error.isEmpty(), 1, error.isEmpty() ? writer.kept() : 0);
  }

  private ScrapeWriter writer(Appender appender, Instant time) {
    return new ScrapeWriter(
        definition, labels, cache, tools.metrics, appender, time.toEpochMilli());
  }

  Map<String, FamilyMetadata> families() {
    return families;
  }

  TargetSnapshot snapshot() {
    Last scrape = last;
    Target present = target;
    return new TargetSnapshot(
        present.labels(),
        present.discovered(),
        present.url(),
        present.interval(),
        present.timeout(),
        health(scrape),
        scrape == null ? "" : scrape.error(),
        Optional.ofNullable(scrape).map(Last::time),
        scrape == null ? Duration.ZERO : scrape.took(),
        scrape == null ? 0 : scrape.samples());
  }

  private static Health health(@Nullable Last scrape) {
    if (scrape == null) {
      return Health.UNKNOWN;
    }
    return scrape.error().isEmpty() ? Health.UP : Health.DOWN;
  }
}
