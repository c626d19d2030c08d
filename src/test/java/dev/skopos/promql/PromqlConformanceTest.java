// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skopos.promql.ScriptRunner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs Prometheus' own test scripts, which are not part of this repository: the system property
 * {@code promql.cases} names their folder. Prints how many queries of each agree, and how the
 * others differ.
 */
class PromqlConformanceTest {

  /** Scripts with cases that fail, and why; all others must pass completely. */
  private static final Map<String, String> OPEN =
      Map.of("start_timestamps.test", "the store keeps no start times of counters");

  @TestFactory
  Stream<DynamicTest> scriptsOfPrometheus() throws IOException {
    String folder = System.getProperty("promql.cases", "");
    if (folder.isEmpty()) {
      System.out.println("PromqlConformanceTest: not run, since promql.cases names no folder");
      return Stream.empty();
    }
    return scripts(Path.of(folder)).stream().map(file -> dynamicTest(name(file), () -> run(file)));
  }

  private static void run(Path file) throws Exception {
    List<Outcome> outcomes = ScriptRunner.run(Script.parse(name(file), Files.readString(file)));
    List<Outcome> different = outcomes.stream().filter(outcome -> !outcome.passed()).toList();
    System.out.printf(
        "%s %d/%d%n", name(file), outcomes.size() - different.size(), outcomes.size());
    different.forEach(outcome -> System.out.println("  " + outcome));
    if (OPEN.containsKey(name(file))) {
      System.out.println("  open: " + OPEN.get(name(file)));
    } else {
      assertThat(different).isEmpty();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static List<Path> scripts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".test")).sorted().toList();
    }
  }
}
