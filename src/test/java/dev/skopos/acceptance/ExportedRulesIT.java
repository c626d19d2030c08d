// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skopos.remote.TestPrometheus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Prometheus' own tool finds nothing to complain of in the rules that are made of objectives. */
class ExportedRulesIT {

  private static final Path CORPUS = Path.of("src", "test", "resources", "imports");

  @TestFactory
  Stream<DynamicTest> rulesAreTaken() throws IOException {
    List<Path> files = rules();
    assertThat(files).hasSizeGreaterThan(15);
    return files.stream().map(file -> dynamicTest(file.toString(), () -> isTaken(file)));
  }

  private static List<Path> rules() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files
          .filter(file -> file.toString().matches(".*[.]expected[.](pyrra|sloth|rules)[.]yaml"))
          .sorted()
          .toList();
    }
  }

  private static void isTaken(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                TestPrometheus.promtool().toString(),
                "check",
                "rules",
                "--lint=all",
                "--lint-fatal",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("SUCCESS");
  }
}
