// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A real API server takes each {@code valid-*.yaml} of the corpus and refuses each {@code
 * invalid-*.yaml} with what its comment {@code # expect:} says.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CrdValidationIT {

  private static final Path CORPUS = Path.of("src", "test", "resources", "crds");
  private static final String EXPECT = "# expect: ";

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
  Stream<DynamicTest> validResourcesAreTaken() {
    return cases("valid-").map(file -> dynamicTest(nameOf(file), () -> isTaken(read(file))));
  }

  private void isTaken(String yaml) {
    assertThat(server.tryOut(yaml).getMetadata().getUid()).isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> invalidResourcesAreRefusedWithAMessageThatNamesTheField() {
    return cases("invalid-").map(file -> dynamicTest(nameOf(file), () -> isRefused(read(file))));
  }

  private void isRefused(String yaml) {
    List<String> expected =
        yaml.lines()
            .filter(line -> line.startsWith(EXPECT))
            .map(line -> line.substring(EXPECT.length()))
            .toList();
    assertThat(expected).as("comments '%s' in the file", EXPECT).isNotEmpty();

    KubernetesClientException refusal =
        catchThrowableOfType(KubernetesClientException.class, () -> server.tryOut(yaml));

    assertThat(refusal).as("the server's refusal").isNotNull();
    assertThat(refusal.getMessage()).contains(expected);
  }

  /** The schema and the records have the same defaults, so both ways lead to the same spec. */
  @TestFactory
  Stream<DynamicTest> theServersDefaultsAreThoseOfTheRecords() {
    return cases("valid-").map(file -> dynamicTest(nameOf(file), () -> meansTheSame(read(file))));
  }

  private void meansTheSame(String yaml) {
    GenericKubernetesResource stored = server.tryOut(yaml);
    Kind kind = Kind.named(stored.getKind());

    Object fromServer = Serialization.unmarshal(Serialization.asJson(stored), kind.resource());
    Object fromFile = Serialization.unmarshal(yaml, kind.resource());

    assertThat(fromServer).extracting("spec").isEqualTo(specOf(fromFile));
  }

  private static Object specOf(Object resource) {
    return ((io.fabric8.kubernetes.client.CustomResource<?, ?>) resource).getSpec();
  }

  private static Stream<Path> cases(String prefix) {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      List<Path> cases =
          files.filter(file -> file.getFileName().toString().startsWith(prefix)).sorted().toList();
      assertThat(cases).hasSizeGreaterThan(5);
      return cases.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(Path file) {
    return CORPUS.relativize(file).toString();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
