// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The names of the files of blocks: {@code 00000001.block} and so on. */
final class BlockFiles {

  private static final String SUFFIX = ".block";

  private BlockFiles() {}

  static Path block(Path folder, int number) {
    return folder.resolve("%08d%s".formatted(number, SUFFIX));
  }

  static Path temporary(Path block) {
    return block.resolveSibling(block.getFileName() + ".tmp");
  }

  static Path tombstones(Path block) {
    return block.resolveSibling(block.getFileName() + ".deleted");
  }

  static Path aside(Path block) {
    return block.resolveSibling(block.getFileName() + ".corrupt");
  }

  static int number(Path block) {
    return Integer.parseInt(block.getFileName().toString().substring(0, 8));
  }

  static List<Path> in(Path folder) throws IOException {
    return list(folder, "\\d{8}\\.block");
  }

  static List<Path> temporaryIn(Path folder) throws IOException {
    return list(folder, ".*\\.tmp");
  }

  private static List<Path> list(Path folder, String names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().matches(names)).sorted().toList();
    }
  }
}
