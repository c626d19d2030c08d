// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.log;

import dev.skopos.tsdb.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the log: {@code 00000001.wal} and so on. */
public final class Segments {

  static final byte[] MAGIC = "SKWAL001".getBytes(StandardCharsets.US_ASCII);

  private static final String SUFFIX = ".wal";

  private Segments() {}

  static Path path(Path folder, int number) {
    return folder.resolve("%08d%s".formatted(number, SUFFIX));
  }

  /** The numbers of the segments in the folder, ascending. */
  public static List<Integer> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d{8}\\.wal"))
          .map(name -> Integer.valueOf(name.substring(0, 8)))
          .sorted()
          .toList();
    }
  }

  /** Deletes those before the number. */
  public static void deleteBefore(Disk disk, Path folder, int number) throws IOException {
    for (int segment : in(folder)) {
      if (segment < number) {
        disk.delete(path(folder, segment));
      }
    }
  }
}
