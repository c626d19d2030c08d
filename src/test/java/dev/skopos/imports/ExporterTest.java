// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each file of the corpus becomes the rules that lie beside it, with all that was found. */
class ExporterTest {

  private static final String OBJECTIVE =
      """
      apiVersion: skopos.dev/v1alpha1
      kind: ServiceLevelObjective
      metadata: {name: fast, namespace: shop}
      spec:
        targetPercent: "99.9"
        indicator: {latency: {histogram: duration_seconds, threshold: 300ms}}
      """;

  @TestFactory
  Stream<DynamicTest> corpus() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : Corpus.inputs("export")) {
      for (Dialect dialect : Dialect.values()) {
        tests.add(
            dynamicTest(file.getFileName() + " " + dialect, () -> becomesRules(file, dialect)));
      }
    }
    return tests.stream();
  }

  private static void becomesRules(Path file, Dialect dialect) throws IOException {
    Exported exported = Exporter.read(List.of(Corpus.source(file)), dialect, false);
    String suffix = ".expected." + dialect.name().toLowerCase(Locale.ROOT) + ".yaml";
    Corpus.assertExpected(file, suffix, text(exported));
  }

  private static String text(Exported exported) {
    StringBuilder text = new StringBuilder();
    exported.findings().forEach(found -> text.append("# ").append(found).append('\n'));
    return text.append(exported.ruleFile()).toString();
  }

  /** What Pyrra says becomes the rules that Pyrra itself makes of it. */
  @TestFactory
  Stream<DynamicTest> whatIsImportedOfPyrraBecomesPyrrasRules() throws IOException {
    return Corpus.inputs("pyrra").stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> comesBack(file)));
  }

  private static void comesBack(Path file) throws IOException {
    StringBuilder objectives = new StringBuilder();
    Importer.read(List.of(Corpus.source(file)), Format.PYRRA, null)
        .documents()
        .forEach(document -> objectives.append(ObjectiveYaml.write(document)));
    boolean nativeHistograms = file.toString().contains("native");
    Exported exported =
        Exporter.read(
            List.of(new Source("imported", objectives.toString())),
            Dialect.PYRRA,
            nativeHistograms);

    assertThat(exported.refused()).isFalse();
    Corpus.assertExpected(file, ".expected.rules.yaml", exported.ruleFile());
  }

  @Test
  void aPrometheusRuleHasTheNameAndNamespaceOfItsObjective() {
    Exported exported = export(Dialect.SLOTH, false);

    assertThat(exported.prometheusRules())
        .startsWith(
            """
            ---
            # fast, from file:1
            # note: spec.indicator: a classic histogram is assumed
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: fast
              namespace: shop
            spec:
              groups:
              - name: sloth-slo-sli-recordings-fast-fast
            """);
  }

  @Test
  void nativeHistogramsAreAskedOtherwise() {
    for (Dialect dialect : Dialect.values()) {
      assertThat(export(dialect, true).ruleFile())
          .contains("1 - histogram_fraction(0, 0.3, sum(rate(duration_seconds[5m])))")
          .doesNotContain("_bucket");
    }
  }

  @Test
  void twoObjectivesOfOneNameAreNotOneGroup() {
    Source file = new Source("file", OBJECTIVE + "---\n" + OBJECTIVE);

    Exported exported = Exporter.read(List.of(file), Dialect.PYRRA, false);

    assertThat(exported.documents()).hasSize(1);
    assertThat(exported.findings().toString())
        .contains("refused: there are two objectives for the group fast-increase");
  }

  private static Exported export(Dialect dialect, boolean nativeHistograms) {
    return Exporter.read(List.of(new Source("file", OBJECTIVE)), dialect, nativeHistograms);
  }
}
