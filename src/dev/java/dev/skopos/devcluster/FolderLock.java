// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a folder for one process alone; the system releases it when that process ends. */
record FolderLock(FileChannel channel) implements AutoCloseable {

  static FolderLock of(Path folder, String holder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            PrivateFiles.folder(folder).resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException _) {
      // Held within this process: the same answer as for another one.
    }
    channel.close();
    throw new DevClusterException("another " + holder + " runs with the data in " + folder);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
