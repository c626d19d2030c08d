// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that are imported, and beside each what becomes of it. With the system property {@code
 * skopos.golden.write} the latter are written instead; look at what changed.
 */
final class Corpus {

  private static final Path FOLDER = Path.of("src", "test", "resources", "imports");
  private static final String INPUT = ".yaml";

  private Corpus() {}

  /** The files of the folder that are imported. */
  static List<Path> inputs(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      List<Path> inputs =
          files
              .filter(file -> file.toString().endsWith(INPUT))
              .filter(file -> !file.toString().contains(".expected."))
              .sorted()
              .toList();
      assertThat(inputs).hasSizeGreaterThan(2);
      return inputs;
    }
  }

  static Source source(Path file) throws IOException {
    return new Source(file.getFileName().toString(), Files.readString(file));
  }

  /** Compares with the file beside the input whose name has this in the place of {@code .yaml}. */
  static void assertExpected(Path input, String suffix, String actual) throws IOException {
    String name = input.getFileName().toString().replace(INPUT, suffix);
    Path expected = input.resolveSibling(name);
    if (Boolean.getBoolean("skopos.golden.write")) {
      Files.writeString(expected, actual);
      return;
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }
}
