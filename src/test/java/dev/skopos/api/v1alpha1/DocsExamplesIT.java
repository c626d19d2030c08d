// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skopos.devcluster.TestControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Each resource that README.md and docs/ show, and the samples, are taken by a real API server. */
@TestInstance(Lifecycle.PER_CLASS)
class DocsExamplesIT {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");

  private CrdServer server;

  /** A resource that a page shows. */
  private record Example(String name, String yaml) {}

  @BeforeAll
  void start() {
    server = CrdServer.withCrds();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> examplesAreTaken() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Path page : pages()) {
      examples.addAll(examplesOf(page));
    }
    assertThat(examples).hasSizeGreaterThan(8);
    return tests(examples);
  }

  @TestFactory
  Stream<DynamicTest> samplesAreTaken() {
    String all = TestControlPlane.kubectl("kustomize", "kubernetes/samples").orThrow();
    List<Example> samples = examplesIn("kubernetes/samples", all);

    assertThat(samples).hasSizeGreaterThanOrEqualTo(7);
    return tests(samples);
  }

  /** In namespace default, as the examples' own need not exist. */
  private Stream<DynamicTest> tests(List<Example> examples) {
    return examples.stream()
        .map(example -> dynamicTest(example.name(), () -> isTaken(example.yaml())));
  }

  private void isTaken(String yaml) {
    String there = yaml.replaceFirst("(?m)^  namespace: .*$", "  namespace: default");
    assertThat(server.tryOut(there).getMetadata().getUid()).isNotEmpty();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  private static List<Example> examplesOf(Path page) throws IOException {
    StringBuilder documents = new StringBuilder();
    Matcher blocks = BLOCK.matcher(Files.readString(page));
    while (blocks.find()) {
      documents.append(blocks.group(1)).append("---\n");
    }
    return examplesIn(page.toString(), documents.toString());
  }

  private static List<Example> examplesIn(String source, String documents) {
    List<Example> examples = new ArrayList<>();
    for (String document : documents.split("(?m)^---$")) {
      if (document.contains("apiVersion: skopos.dev/")) {
        examples.add(new Example(source + " #" + (examples.size() + 1), document));
      }
    }
    return examples;
  }
}
