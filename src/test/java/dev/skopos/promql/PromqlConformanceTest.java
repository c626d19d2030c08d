// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skopos.promql.ScriptRunner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs Prometheus' own test scripts, which are not part of this repository: the system property
 * {@code promql.cases} names their folder. Prints how many queries of each agree. The scripts that
 * agree completely have to stay so; the others wait for native histograms and start time stamps.
 */
class PromqlConformanceTest {

  private static final Set<String> COMPLETE =
      Set.of(
          "at_modifier.test",
          "collision.test",
          "duration_expression.test",
          "fill-modifier.test",
          "literals.test",
          "name_label_dropping.test",
          "range_queries.test",
          "selectors.test",
          "staleness.test",
          "trig_functions.test",
          "type_and_unit.test");

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
    different.stream().findFirst().ifPresent(first -> System.out.println("  " + first));
    if (COMPLETE.contains(name(file))) {
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
