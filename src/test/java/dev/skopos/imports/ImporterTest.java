// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each file of the corpus becomes what lies beside it, with all that was found as comments. */
class ImporterTest {

  private static final String FULL =
      """
      apiVersion: pyrra.dev/v1alpha1
      kind: ServiceLevelObjective
      metadata: {name: api}
      spec: {target: "99", window: 7d, indicator: {bool_gauge: {metric: up}}}
      """;

  @TestFactory
  Stream<DynamicTest> corpus() {
    return Stream.of("pyrra", "sloth", "openslo", "hostile")
        .flatMap(ImporterTest::files)
        .map(file -> dynamicTest(file.toString(), () -> becomesWhatIsExpected(file)));
  }

  private static Stream<Path> files(String folder) {
    try {
      return Corpus.inputs(folder).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void becomesWhatIsExpected(Path file) throws IOException {
    Imported imported = Importer.read(List.of(Corpus.source(file)), Format.AUTO, null);
    StringBuilder text = new StringBuilder();
    imported.findings().forEach(found -> text.append("# ").append(found).append('\n'));
    imported.documents().forEach(document -> text.append(ObjectiveYaml.write(document)));
    Corpus.assertExpected(file, ".expected.yaml", text.toString());
  }

  @Test
  void aNamespaceIsGivenToResourcesWithoutOne() {
    Imported imported = Importer.read(List.of(new Source("a", FULL)), Format.AUTO, "shop");

    assertThat(imported.documents().getFirst().objectives().getFirst().namespace())
        .isEqualTo("shop");
  }

  @Test
  void otherFormatsThanTheOneAskedForAreRefused() {
    Imported imported = Importer.read(List.of(new Source("a", FULL)), Format.SLOTH, null);

    assertThat(imported.documents()).isEmpty();
    assertThat(imported.findings().toString())
        .contains("a:1: refused: kind: is not of the format that was asked for");
  }

  @Test
  void referencesMayLeadToOtherFiles() {
    Source slo =
        new Source(
            "slo",
            """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: a}
            spec: {service: a, indicatorRef: i, objectives: [{op: gte, value: 1, target: 0.9}]}
            """);
    Source sli =
        new Source(
            "sli",
            """
            apiVersion: openslo/v1
            kind: SLI
            metadata: {name: i}
            spec: {thresholdMetric: {metricSource: {type: prometheus, spec: {query: up}}}}
            """);

    Imported imported = Importer.read(List.of(slo, sli), Format.OPENSLO, null);

    assertThat(imported.refused()).isFalse();
    assertThat(imported.documents()).hasSize(1);
  }

  @Test
  void textsBeyondTheirBoundsAreRefused() {
    String description = "x".repeat(5000);
    String yaml = FULL.replace("target:", "description: " + description + ", target:");

    Imported imported = Importer.read(List.of(new Source("a", yaml)), Format.AUTO, null);

    assertThat(imported.findings().toString())
        .contains("refused: description: longer than 4096 characters");
  }

  @Test
  void whatIsToldIsShortAndCannotSteerATerminal() {
    String kind = "\"\\e[31m" + "x".repeat(100_000) + "\"";

    Imported imported = Importer.read(List.of(new Source("a", "kind: " + kind)), Format.AUTO, null);

    assertThat(imported.findings().getFirst().toString())
        .startsWith("a:1: refused: kind:  [31mxxx")
        .doesNotContain("\u001b")
        .hasSizeLessThan(700);
  }
}
