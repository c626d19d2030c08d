// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.Store;
import dev.skopos.tsdb.SnapshotFormat.CorruptSnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The embedded store. Samples are as durable as the newest snapshot: what came after it is lost at
 * a kill. Thread-safe. Reading goes on after {@link #close()}, appending does not.
 */
public final class Tsdb implements Store, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Tsdb.class);

  /** Of probes: most of their values stay as they are, their time stamps jitter. */
  private static final int USUAL_BYTES_PER_SAMPLE = 3;

  /** What is known of snapshots. */
  private record Snapshots(
      @Nullable Instant last, @Nullable String failure, @Nullable Path setAside) {}

  private final TsdbOptions options;
  private final Head head;
  private final DirectoryLock directoryLock;
  private final ReentrantLock snapshotting = new ReentrantLock();
  private final ReentrantReadWriteLock appending = new ReentrantReadWriteLock();
  private volatile boolean closed;
  private final AtomicLong crowdedOut = new AtomicLong();
  private volatile Snapshots snapshots;

  private Tsdb(TsdbOptions options, Head head, DirectoryLock lock, Snapshots snapshots) {
    this.options = options;
    this.head = head;
    this.directoryLock = lock;
    this.snapshots = snapshots;
  }

  /**
   * Opens the store and reads its snapshot. A damaged one is set aside and the store begins empty.
   *
   * @throws IOException when the directory cannot be used or another process uses it
   */
  public static Tsdb open(TsdbOptions options) throws IOException {
    Files.createDirectories(options.directory());
    DirectoryLock lock = DirectoryLock.acquire(options.directory());
    try {
      return restore(options, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Tsdb restore(TsdbOptions options, DirectoryLock lock) throws IOException {
    Path file = snapshotFile(options);
    Head head = new Head(options.maxSeries());
    Snapshots snapshots = new Snapshots(null, null, null);
    if (Files.exists(file)) {
      try {
        SnapshotReader.read(file, head::restore);
        snapshots = new Snapshots(Files.getLastModifiedTime(file).toInstant(), null, null);
      } catch (CorruptSnapshotException e) {
        Path aside = file.resolveSibling(file.getFileName() + ".corrupt");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.errorf(
            "The snapshot is damaged (%s): begin empty, keep it as %s", e.getMessage(), aside);
        head = new Head(options.maxSeries());
        snapshots = new Snapshots(null, null, aside);
      }
    }
    Tsdb tsdb = new Tsdb(options, head, lock, snapshots);
    tsdb.truncate(options.clock().instant());
    LOG.infof("%d series, %d samples in %s", head.seriesCount(), head.counters().samples(), file);
    LOG.infof(
        "Room for %d series, and for samples of %s as long as they take at most %d MiB: about %d",
        options.maxSeries(),
        options.retention(),
        options.maxBytes() >> 20,
        options.maxBytes() / USUAL_BYTES_PER_SAMPLE);
    return tsdb;
  }

  private static Path snapshotFile(TsdbOptions options) {
    return options.directory().resolve("snapshot");
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    return head.select(from, to, matchers);
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return head.series(from, to, matchers);
  }

  @Override
  public Appender appender() {
    long latest = options.clock().instant().plus(options.maxAhead()).toEpochMilli();
    return new BatchAppender(head, latest, () -> closed, this::commit);
  }

  private int commit(Map<Labels, SampleBuffer> batch) {
    appending.readLock().lock();
    try {
      int added = 0;
      for (Map.Entry<Labels, SampleBuffer> series : batch.entrySet()) {
        added +=
            closed ? refuse(series.getValue()) : head.append(series.getKey(), series.getValue());
      }
      return added;
    } finally {
      appending.readLock().unlock();
    }
  }

  private int refuse(SampleBuffer samples) {
    for (int i = 0; i < samples.length(); i++) {
      head.counters().rejected(AppendException.Reason.CLOSED);
    }
    return 0;
  }

  /** Drops what is older than the retention or does not fit; to be called every few minutes. */
  public void truncate(Instant now) {
    long tooOld = now.minus(options.retention()).toEpochMilli();
    head.truncate(tooOld);
    if (head.counters().chunkBytes() > options.maxBytes()) {
      long cut = head.oldestThatFits(options.maxBytes());
      long before = head.counters().samples();
      head.truncate(cut);
      long gone = Math.max(0, before - head.counters().samples());
      crowdedOut.addAndGet(gone);
      LOG.warnf(
          "%d samples, all before %s, are dropped: there is room for %d MiB",
          gone, Instant.ofEpochMilli(cut), options.maxBytes() >> 20);
    }
  }

  /** Writes all samples to disk, beside reading and appending. */
  public void snapshot() throws IOException {
    snapshotting.lock();
    try {
      if (!closed) {
        writeSnapshot();
      }
    } finally {
      snapshotting.unlock();
    }
  }

  private void writeSnapshot() throws IOException {
    Path aside = snapshots.setAside();
    try {
      SnapshotWriter.write(head.all(), snapshotFile(options));
      snapshots = new Snapshots(options.clock().instant(), null, aside);
    } catch (IOException e) {
      snapshots = new Snapshots(snapshots.last(), e.toString(), aside);
      throw e;
    }
  }

  public TsdbStats stats() {
    HeadCounters counters = head.counters();
    Snapshots known = snapshots;
    return new TsdbStats(
        head.seriesCount(),
        counters.chunks(),
        counters.chunkBytes(),
        counters.samples(),
        counters.appended(),
        counters.rejected(),
        crowdedOut.get(),
        known.last(),
        known.failure(),
        known.setAside());
  }

  /** Takes no more samples, writes a last snapshot and frees the directory. */
  @Override
  public void close() throws IOException {
    snapshotting.lock();
    try (directoryLock) {
      if (refuseFurtherSamples()) {
        writeSnapshot();
      }
    } finally {
      snapshotting.unlock();
    }
  }

  /** Waits for the commits under way; false when the store was closed already. */
  private boolean refuseFurtherSamples() {
    appending.writeLock().lock();
    try {
      boolean open = !closed;
      closed = true;
      return open;
    } finally {
      appending.writeLock().unlock();
    }
  }
}
