// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.log;

import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.disk.DiskFile;
import dev.skopos.tsdb.format.ByteWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The write-ahead log. Appending puts records into memory only; syncing writes all of them and
 * returns when they are durable. Whoever waits for its records while a sync is under way shares the
 * next one with all that came in the meantime. What could not be made durable stays in memory and
 * is written again, at the same place: after a failed sync the system may have forgotten it.
 * Thread-safe.
 */
public final class Wal implements Closeable {

  private final Disk disk;
  private final Path folder;
  private final int segmentBytes;

  private final ReentrantLock appending = new ReentrantLock();
  private Deque<Part> pending = new ArrayDeque<>();
  private int segment;
  private long segmentLength;
  private long appended;

  private final ReentrantLock syncing = new ReentrantLock();
  private final Deque<Part> inFlight = new ArrayDeque<>();
  private @Nullable DiskFile file;
  private int fileSegment = -1;
  private long durableLength;
  private long dirtyLength;

  private volatile long synced;
  private volatile @Nullable IOException failure;
  private final WalCounters counters = new WalCounters();

  /** Records for one segment, in order. */
  private record Part(int segment, ByteWriter bytes) {}

  /** A log that begins with a new segment. */
  public Wal(Disk disk, Path folder, int firstSegment, int segmentBytes) {
    this.disk = disk;
    this.folder = folder;
    this.segment = firstSegment;
    this.segmentBytes = segmentBytes;
  }

  /** Adds whole records. */
  void append(ByteWriter records) {
    appending.lock();
    try {
      if (segmentLength > 0 && segmentLength + records.length() > segmentBytes) {
        nextSegment();
      }
      Part last = pending.peekLast();
      if (last == null || last.segment != segment) {
        last = new Part(segment, new ByteWriter(Math.max(records.length(), 1 << 12)));
        pending.add(last);
      }
      last.bytes.putBytes(records.array(), 0, records.length());
      segmentLength += records.length();
      appended += records.length();
      counters.appended(records.length());
    } finally {
      appending.unlock();
    }
  }

  private void nextSegment() {
    segment++;
    segmentLength = 0;
  }

  /** Lets the next record begin a new segment; its number. */
  public int cut() {
    appending.lock();
    try {
      if (segmentLength > 0) {
        nextSegment();
      }
      return segment;
    } finally {
      appending.unlock();
    }
  }

  /** Counts all bytes that were appended: what {@link #syncTo} takes. */
  public long position() {
    appending.lock();
    try {
      return appended;
    } finally {
      appending.unlock();
    }
  }

  /** Bytes that a kill would lose. */
  public long unsynced() {
    return position() - synced;
  }

  /** Returns when everything that was appended before the call is durable. */
  public void sync() throws IOException {
    syncTo(position());
  }

  /** Returns when everything up to the position is durable. */
  public void syncTo(long wanted) throws IOException {
    if (synced >= wanted) {
      return;
    }
    syncing.lock();
    try {
      if (synced < wanted) {
        syncNow();
      }
    } finally {
      syncing.unlock();
    }
  }

  private void syncNow() throws IOException {
    long start = System.nanoTime();
    long target = takePending();
    try {
      writeInFlight();
      synced = target;
      failure = null;
      counters.synced(System.nanoTime() - start);
    } catch (IOException e) {
      failure = e;
      counters.failed();
      forgetFile();
      throw e;
    }
  }

  private long takePending() {
    appending.lock();
    try {
      inFlight.addAll(pending);
      pending = new ArrayDeque<>();
      return appended;
    } finally {
      appending.unlock();
    }
  }

  private void writeInFlight() throws IOException {
    Deque<Part> written = new ArrayDeque<>();
    for (Part part : List.copyOf(inFlight)) {
      if (part.segment != fileSegment) {
        force(written);
        begin(part.segment);
      }
      write(part.bytes.array(), part.bytes.length());
      written.add(part);
    }
    force(written);
  }

  private void write(byte[] bytes, int length) throws IOException {
    openFile().write(bytes, 0, length, dirtyLength);
    dirtyLength += length;
  }

  private DiskFile openFile() throws IOException {
    DiskFile open = file;
    if (open == null) {
      open = disk.open(Segments.path(folder, fileSegment));
      file = open;
    }
    return open;
  }

  private void begin(int number) throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
    fileSegment = number;
    durableLength = 0;
    dirtyLength = 0;
    openFile().truncate(0);
    write(Segments.MAGIC, Segments.MAGIC.length);
    disk.syncDirectory(folder);
  }

  private void force(Deque<Part> written) throws IOException {
    if (!written.isEmpty()) {
      openFile().force();
      durableLength = dirtyLength;
      inFlight.removeAll(written);
      written.clear();
    }
  }

  /** After a failure: begins again at the end of what is durable. */
  private void forgetFile() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      counters.failed();
    }
    file = null;
    dirtyLength = durableLength;
    if (durableLength == 0) {
      fileSegment = -1;
    }
  }

  /** Why the last sync failed; null when it did not. */
  public @Nullable IOException failure() {
    return failure;
  }

  public WalCounters counters() {
    return counters;
  }

  /** Syncs, and closes the file; further records would begin it again. */
  @Override
  public void close() throws IOException {
    try {
      sync();
    } finally {
      syncing.lock();
      try {
        forgetFile();
      } finally {
        syncing.unlock();
      }
    }
  }
}
