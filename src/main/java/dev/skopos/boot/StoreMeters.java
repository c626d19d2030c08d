// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.store.AppendException;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** What the store tells of itself, as metrics. */
final class StoreMeters {

  /** Why exemplars are refused. */
  private static final AppendException.Reason[] OF_EXEMPLARS = {
    AppendException.Reason.OUT_OF_ORDER,
    AppendException.Reason.INVALID_EXEMPLAR,
    AppendException.Reason.STORAGE_UNAVAILABLE,
    AppendException.Reason.CLOSED
  };

  /** Bounds of the buckets: from a fast disk to one that is about to fail. */
  private static final Duration[] COMMITS =
      LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Tsdb store;
  private final MeterRegistry meters;

  private StoreMeters(Tsdb store, MeterRegistry meters) {
    this.store = store;
    this.meters = meters;
  }

  static void register(Tsdb store, MeterRegistry meters) {
    StoreMeters all = new StoreMeters(store, meters);
    all.memory();
    all.log();
    all.blocks();
    all.recovery();
    all.rejected("samples", AppendException.Reason.values(), TsdbStats::rejected);
    all.rejected("exemplars", OF_EXEMPLARS, TsdbStats::rejectedExemplars);
  }

  private void rejected(
      String what,
      AppendException.Reason[] reasons,
      Function<TsdbStats, Map<AppendException.Reason, Long>> counts) {
    for (AppendException.Reason reason : reasons) {
      FunctionCounter.builder(
              "skopos.tsdb." + what + ".rejected",
              store,
              tsdb -> counts.apply(tsdb.stats()).getOrDefault(reason, 0L))
          .description("What the store refused of the " + what)
          .tag("reason", reason.label())
          .register(meters);
    }
  }

  private void memory() {
    gauge("head.series", "Series in memory", s -> s.head().series());
    gauge("head.samples", "Samples in memory", s -> s.head().samples());
    gauge("head.chunk.bytes", "Files of full chunks", s -> s.head().chunkBytes());
    counter("head.series.created", "Series that came into being", s -> s.head().created());
    counter("head.series.removed", "Series of which no sample was left", s -> s.head().removed());
    counter("samples.appended", "Samples that the store took", s -> s.head().appended());
    counter("samples.late", "Of these, samples out of order", s -> s.head().late());
    gauge("head.exemplars", "Exemplars in memory", s -> s.head().exemplarsInMemory());
    counter("exemplars.appended", "Exemplars that the store took", s -> s.head().exemplars());
  }

  private void log() {
    gauge(
        "wal.bytes", "Size of the write-ahead log since the last checkpoint", s -> s.log().bytes());
    counter("wal.records", "Records written to the log", s -> s.log().records());
    store.observeCommits(
        Timer.builder("skopos.tsdb.wal.sync.duration")
                .description("Group commits of the log: writing and syncing")
                .serviceLevelObjectives(COMMITS)
                .register(meters)
            ::record);
    counter("wal.failures", "Attempts to write that failed", s -> s.log().failures());
    counter("checkpoints", "Checkpoints written", s -> s.log().checkpoints());
    counter("checkpoint.failures", "Checkpoints that failed", s -> s.log().checkpointFailures());
  }

  private void blocks() {
    gauge("blocks", "Blocks on disk", s -> s.blocks().count());
    gauge("block.bytes", "Size of the blocks", s -> s.blocks().bytes());
    gauge("block.samples", "Samples in blocks", s -> s.blocks().samples());
    counter("compactions", "Blocks made and merged", s -> s.blocks().compactions());
    counter("compaction.failures", "Compactions that failed", s -> s.blocks().compactionFailures());
    counter("damaged", "Blocks set aside and chunks that are damaged", s -> s.blocks().damaged());
    counter(
        "blocks.dropped.for.size",
        "Blocks dropped before their retention was over",
        s -> s.blocks().droppedForSize());
  }

  private void recovery() {
    gauge("recovery.seconds", "How long opening took", s -> seconds(s.recovery().took()));
    gauge(
        "recovery.damages",
        "What could not be read when the store was opened",
        s -> s.recovery().damages().size());
    gauge("gap.seconds", "Time without samples after a kill", StoreMeters::gap);
  }

  private static double gap(TsdbStats stats) {
    var start = stats.recovery().gapStart();
    var end = stats.recovery().gapEnd();
    return start == null || end == null ? 0 : seconds(Duration.between(start, end));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private void gauge(String name, String description, ToDoubleFunction<TsdbStats> value) {
    Gauge.builder("skopos.tsdb." + name, store, tsdb -> value.applyAsDouble(tsdb.stats()))
        .description(description)
        .register(meters);
  }

  private void counter(String name, String description, ToDoubleFunction<TsdbStats> value) {
    FunctionCounter.builder("skopos.tsdb." + name, store, tsdb -> value.applyAsDouble(tsdb.stats()))
        .description(description)
        .register(meters);
  }
}
