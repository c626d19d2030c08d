// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.disk.DiskFile;
import dev.skopos.tsdb.disk.RealDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The real file system until a test lets the power fail, the disk be full, or a sync fail. After a
 * power failure there is what was synced, and nothing else.
 */
final class FaultyDisk implements Disk {

  private final Disk real = new RealDisk();
  private final Map<Path, Long> syncedLengths = new HashMap<>();
  private final Set<Path> newNames = new HashSet<>();
  private boolean full;
  private boolean syncsFail;

  synchronized void full(boolean now) {
    full = now;
  }

  synchronized void syncsFail(boolean now) {
    syncsFail = now;
  }

  /** Takes away what was not synced. */
  synchronized void powerFails() throws IOException {
    for (Path file : newNames) {
      Files.deleteIfExists(file);
    }
    for (Map.Entry<Path, Long> file : syncedLengths.entrySet()) {
      if (Files.exists(file.getKey()) && Files.size(file.getKey()) > file.getValue()) {
        try (RandomAccessFile open = new RandomAccessFile(file.getKey().toFile(), "rw")) {
          open.setLength(file.getValue());
        }
      }
    }
  }

  @Override
  public synchronized DiskFile open(Path file) throws IOException {
    if (!Files.exists(file)) {
      newNames.add(file);
      syncedLengths.put(file, 0L);
    } else {
      syncedLengths.putIfAbsent(file, Files.size(file));
    }
    return new FaultyFile(file, real.open(file));
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    real.rename(from, to);
    Long length = syncedLengths.remove(from);
    if (length != null) {
      syncedLengths.put(to, length);
    }
    if (newNames.remove(from)) {
      newNames.add(to);
    }
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    real.delete(file);
    syncedLengths.remove(file);
    newNames.remove(file);
  }

  @Override
  public synchronized void syncDirectory(Path folder) throws IOException {
    real.syncDirectory(folder);
    Path same = folder.normalize();
    newNames.removeIf(file -> same.equals(file.normalize().getParent()));
  }

  private synchronized void mayWrite() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
  }

  private synchronized void maySync() throws IOException {
    if (syncsFail) {
      throw new IOException("Input/output error");
    }
  }

  private final class FaultyFile implements DiskFile {
    private final Path path;
    private final DiskFile file;

    FaultyFile(Path path, DiskFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, long position) throws IOException {
      mayWrite();
      file.write(bytes, offset, length, position);
      synchronized (FaultyDisk.this) {
        syncedLengths.merge(path, position, Math::min);
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      file.truncate(length);
      synchronized (FaultyDisk.this) {
        syncedLengths.merge(path, length, Math::min);
      }
    }

    @Override
    public void force() throws IOException {
      maySync();
      file.force();
      synchronized (FaultyDisk.this) {
        syncedLengths.put(path, Files.size(path));
      }
    }

    @Override
    public MemorySegment map(long length) throws IOException {
      mayWrite();
      return file.map(length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
