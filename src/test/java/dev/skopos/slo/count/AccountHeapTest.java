// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a group of events takes of the heap when it was counted for 400 days, measured in a process
 * of its own with the product's flags.
 */
class AccountHeapTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1000, 0.001, 180", "2, 0, 110"})
  void aGroupTakesSoManyKibibytesAtMost(
      double perMinute, double badShare, int kibibytes, TestReporter reporter) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(flags());
    line.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    line.add(AccountHeapProbe.class.getName());
    line.addAll(List.of(Double.toString(perMinute), Double.toString(badShare)));
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
    String output = process.inputReader().readLine();

    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    reporter.publishEntry("bytes of a group with " + perMinute + " events a minute", output);
    assertThat(Long.parseLong(output)).isPositive().isLessThan((long) kibibytes << 10);
  }

  private static List<String> flags() throws IOException {
    return Files.readAllLines(Path.of("src/main/jvm/jvm.options")).stream()
        .filter(option -> option.startsWith("-"))
        .toList();
  }
}
