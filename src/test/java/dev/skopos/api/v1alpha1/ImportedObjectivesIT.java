// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Each resource that is made of a foreign file is taken by a real API server. */
@TestInstance(Lifecycle.PER_CLASS)
class ImportedObjectivesIT {

  private static final Path CORPUS = Path.of("src", "test", "resources", "imports");

  private CrdServer server;

  @BeforeAll
  void start() {
    server = CrdServer.withCrds();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> importedResourcesAreTaken() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : expected()) {
      for (String document : Files.readString(file).split("(?m)^---$")) {
        if (document.contains("apiVersion: skopos.dev/")) {
          String name = file.getFileName() + " #" + (tests.size() + 1);
          tests.add(dynamicTest(name, () -> isTaken(document)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  private static List<Path> expected() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".expected.yaml")).sorted().toList();
    }
  }

  /** In namespace default, as those of the files need not exist. */
  private void isTaken(String yaml) {
    String there = yaml.replaceFirst("(?m)^  namespace: .*$", "  namespace: default");
    assertThat(server.tryOut(there).getMetadata().getUid()).isNotEmpty();
  }
}
