// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What a series costs, measured in a process of its own with the product's flags. */
class HeapTest {

  private static final long MOST_BYTES = 1_024;

  @TempDir private Path folder;

  @Test
  void aSeriesWithTenLabelsAndItsOpenChunkTakeAKibibyteAtMost(TestReporter reporter)
      throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(flags());
    line.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(HeapProbe.class.getName(), folder.resolve("store").toString()));
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
    String output = process.inputReader().readLine();

    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    long bytes = Long.parseLong(output);
    reporter.publishEntry("bytes of heap per series", Long.toString(bytes));
    assertThat(bytes).isPositive().isLessThanOrEqualTo(MOST_BYTES);
  }

  private static List<String> flags() throws IOException {
    return Files.readAllLines(Path.of("src/main/jvm/jvm.options")).stream()
        .filter(option -> option.startsWith("-"))
        .toList();
  }
}
