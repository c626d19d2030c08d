// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.store.Appender;
import dev.skopos.store.Cardinality;
import dev.skopos.store.SeriesExemplars;
import dev.skopos.store.Source;
import dev.skopos.store.Store;
import dev.skopos.tsdb.block.Blocks;
import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.disk.RealDisk;
import dev.skopos.tsdb.head.Head;
import dev.skopos.tsdb.head.HeadOptions;
import dev.skopos.tsdb.head.HeadRecovery;
import dev.skopos.tsdb.log.WalCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * The embedded store: the newest samples in memory and in a write-ahead log, older ones in blocks
 * on disk. What was committed durably survives a kill at any moment; other samples do so after the
 * next {@link #sync()}. Somebody has to call that every moment, and {@link #maintain} every few
 * seconds. Thread-safe. Reading goes on after {@link #close()}, appending does not.
 */
public final class Tsdb implements Store, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Tsdb.class);

  private final DirectoryLock directoryLock;
  private final Head head;
  private final MergedQueries queries;
  private final Upkeep upkeep;
  private final Opening opening;
  private final AtomicBoolean ingestStopped = new AtomicBoolean();
  private final AtomicBoolean gapReported = new AtomicBoolean();

  /**
   * What was found at the start.
   *
   * @param records of the log that were read
   * @param lastDurable time of the newest sample; {@code Long.MIN_VALUE} when there was none
   */
  private record Opening(
      boolean clean, List<String> damages, long records, Duration took, long lastDurable) {}

  private Tsdb(TsdbOptions options, DirectoryLock lock, Head head, Blocks blocks, Opening opening) {
    this.directoryLock = lock;
    this.head = head;
    this.queries = new MergedQueries(head, blocks);
    this.upkeep = new Upkeep(options, head, blocks, opening.records > 0);
    this.opening = opening;
    this.gapReported.set(opening.clean || opening.lastDurable == Long.MIN_VALUE);
  }

  /**
   * Opens the store as it was left, or killed. What cannot be read is set aside and reported.
   *
   * @throws IOException when the directory cannot be used or another process uses it
   */
  public static Tsdb open(TsdbOptions options) throws IOException {
    return open(options, new RealDisk());
  }

  static Tsdb open(TsdbOptions options, Disk disk) throws IOException {
    Files.createDirectories(logFolder(options));
    Files.createDirectories(blockFolder(options));
    DirectoryLock lock = DirectoryLock.acquire(options.directory());
    try {
      return recover(options, disk, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Path logFolder(TsdbOptions options) {
    return options.directory().resolve("log");
  }

  private static Path blockFolder(TsdbOptions options) {
    return options.directory().resolve("blocks");
  }

  private static Tsdb recover(TsdbOptions options, Disk disk, DirectoryLock lock)
      throws IOException {
    long start = System.nanoTime();
    Blocks blocks = Blocks.open(disk, blockFolder(options));
    HeadRecovery.Recovered found = HeadRecovery.open(disk, headOptions(options));
    Head head = found.head();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Opening opening =
        new Opening(found.clean(), found.damages(), found.records(), took, head.maxTime());
    found.damages().forEach(damage -> LOG.errorf("lost at the last end: %s", damage));
    LOG.infof(
        "%d series, %d samples in memory, %d blocks of %d MiB; read in %d ms, %d records of the"
            + " log",
        head.seriesCount(),
        head.counters().samples(),
        blocks.count(),
        blocks.bytes() >> 20,
        took.toMillis(),
        found.records());
    return new Tsdb(options, lock, head, blocks, opening);
  }

  private static HeadOptions headOptions(TsdbOptions options) {
    return new HeadOptions(
        logFolder(options),
        options.tuning().blockSpan(),
        options.retention(),
        options.outOfOrderWindow(),
        options.limits().maxAhead(),
        options.limits().maxSeries(),
        options.limits().maxSeriesPerSource(),
        options.limits().maxExemplars(),
        options.tuning().segmentBytes(),
        options.tuning().syncEachCommit(),
        options.clock());
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    return queries.select(from, to, matchers);
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers, LongConsumer read) {
    return queries.select(from, to, matchers, read);
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return queries.series(from, to, matchers);
  }

  @Override
  public OptionalLong pastRevision() {
    return OptionalLong.of(head.past().revision());
  }

  @Override
  public List<String> labelNames(long from, long to, List<Matcher> matchers, int limit) {
    return queries.labelNames(from, to, matchers, limit);
  }

  @Override
  public List<String> labelValues(
      String name, long from, long to, List<Matcher> matchers, int limit) {
    return queries.labelValues(name, from, to, matchers, limit);
  }

  @Override
  public List<SeriesExemplars> exemplars(long from, long to, List<List<Matcher>> selectors) {
    return queries.exemplars(from, to, selectors);
  }

  @Override
  public Cardinality cardinality(int top) {
    return queries.cardinality(top);
  }

  @Override
  public Appender appender(Source source) {
    return head.appender(source);
  }

  /**
   * The group commit: makes durable all that was committed before. While the disk does not take it,
   * no samples are taken either; each further call tries again.
   */
  public void sync() {
    try {
      head.sync();
      if (ingestStopped.compareAndSet(true, false)) {
        LOG.info("the volume takes samples again");
      }
    } catch (IOException e) {
      if (ingestStopped.compareAndSet(false, true)) {
        LOG.errorf("no samples are taken until the volume takes them: %s", e.getMessage());
      }
    }
    reportGap();
  }

  private void reportGap() {
    long end = head.firstNew();
    if (end != Long.MIN_VALUE && gapReported.compareAndSet(false, true)) {
      LOG.warnf(
          "the last process was killed: there are no samples between %s and %s",
          Instant.ofEpochMilli(opening.lastDurable), Instant.ofEpochMilli(end));
    }
  }

  /** Makes blocks, merges and drops them, shortens the log: as far as it is due. */
  public void maintain(Instant now) {
    upkeep.run(now);
  }

  /**
   * Deletes the samples in the span of the series that fulfil all matchers. Those in blocks go from
   * the disk at the next merge, or with {@link #removeDeleted}.
   */
  public void delete(long from, long to, List<Matcher> matchers) throws IOException {
    upkeep.delete(from, to, matchers);
    head.past().changed();
  }

  /** Frees the room of what was deleted. */
  public void removeDeleted() throws IOException {
    upkeep.removeDeleted();
  }

  /**
   * Writes all samples as blocks into a folder, which need not exist: the folder {@code blocks} of
   * a store.
   *
   * @param withHead also what is in memory
   */
  public void snapshot(Path target, boolean withHead) throws IOException {
    upkeep.snapshot(target, withHead);
  }

  public TsdbStats stats() {
    var counters = head.counters();
    TsdbStats.Head inMemory =
        new TsdbStats.Head(
            head.seriesCount(),
            counters.samples(),
            counters.created(),
            counters.removed(),
            counters.appended(),
            counters.late(),
            counters.exemplars(),
            head.exemplarCount(),
            head.chunkBytes());
    IOException failure = head.failure();
    return new TsdbStats(
        inMemory,
        logStats(),
        upkeep.blockStats(),
        counters.rejected(),
        counters.rejectedExemplars(),
        failure == null ? null : String.valueOf(failure.getMessage()),
        recovery());
  }

  /** From now on the observer hears how long each group commit took that succeeded. */
  public void observeCommits(Consumer<Duration> observer) {
    head.wal().counters().observeSyncs(observer);
  }

  private TsdbStats.Log logStats() {
    WalCounters log = head.wal().counters();
    return new TsdbStats.Log(
        head.bytesSinceCheckpoint(),
        log.records(),
        log.failures(),
        upkeep.checkpoints(),
        upkeep.checkpointFailures());
  }

  private TsdbStats.Recovery recovery() {
    boolean killed = !opening.clean && opening.lastDurable != Long.MIN_VALUE;
    long end = head.firstNew();
    return new TsdbStats.Recovery(
        opening.clean,
        opening.damages,
        opening.took,
        killed ? Instant.ofEpochMilli(opening.lastDurable) : null,
        killed && end != Long.MIN_VALUE ? Instant.ofEpochMilli(end) : null);
  }

  /** Takes no more samples, keeps all that there are, and frees the directory. */
  @Override
  public void close() throws IOException {
    try (directoryLock) {
      if (head.refuseFurtherSamples()) {
        head.close();
      }
    }
  }
}
