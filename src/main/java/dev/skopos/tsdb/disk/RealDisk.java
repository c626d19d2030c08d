// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file system. */
public final class RealDisk implements Disk {

  @Override
  public DiskFile open(Path file) throws IOException {
    return new RealFile(file, new RandomAccessFile(file.toFile(), "rw"));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void syncDirectory(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Not a FileChannel, which an interrupted thread would close for everybody. */
  private record RealFile(Path path, RandomAccessFile file) implements DiskFile {

    @Override
    public void write(byte[] bytes, int offset, int length, long position) throws IOException {
      file.seek(position);
      file.write(bytes, offset, length);
    }

    @Override
    public void truncate(long length) throws IOException {
      file.setLength(length);
    }

    @Override
    public void force() throws IOException {
      file.getFD().sync();
    }

    @Override
    public MemorySegment map(long length) throws IOException {
      if (file.length() < length) {
        file.setLength(length);
      }
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        return channel.map(MapMode.READ_ONLY, 0, length, Arena.ofAuto());
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
