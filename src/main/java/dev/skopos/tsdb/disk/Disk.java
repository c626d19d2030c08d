// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Everything the store does to files, so that a test can take away what was not synced, fill the
 * disk, or let it fail. Thread-safe.
 */
public interface Disk {

  /** Opens a file for writing; makes it when absent, keeps what is in it otherwise. */
  DiskFile open(Path file) throws IOException;

  /** Gives a file another name, at once; a file of that name is replaced. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes the file if it is there. */
  void delete(Path file) throws IOException;

  /** Makes durable which files there are in the folder, and their names. */
  void syncDirectory(Path folder) throws IOException;
}
