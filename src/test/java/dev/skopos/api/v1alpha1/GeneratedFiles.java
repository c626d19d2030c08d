// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a folder with what it is generated from, or writes it ({@code -Dcrds.write=true}). */
final class GeneratedFiles {

  private GeneratedFiles() {}

  /** Each file of the folder with this suffix has to be in {@code expected}, and vice versa. */
  static void check(Path folder, String suffix, Map<String, String> expected) throws IOException {
    if (Boolean.getBoolean("crds.write")) {
      write(folder, suffix, expected);
    }
    assertThat(names(folder, suffix))
        .as("files in %s; make crds writes them", folder)
        .isEqualTo(expected.keySet());
    for (Map.Entry<String, String> file : expected.entrySet()) {
      assertThat(folder.resolve(file.getKey()))
          .as("%s is stale: run make crds", file.getKey())
          .hasContent(file.getValue());
    }
  }

  private static void write(Path folder, String suffix, Map<String, String> expected)
      throws IOException {
    Files.createDirectories(folder);
    for (String old : names(folder, suffix)) {
      Files.delete(folder.resolve(old));
    }
    for (Map.Entry<String, String> file : expected.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static Set<String> names(Path folder, String suffix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .collect(Collectors.toSet());
    }
  }
}
