// SPDX-License-Identifier: Apache-2.0
package dev.skopos.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's configuration, built on an empty base, since tests reach no registry. */
class ImageIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static final Map<String, byte[]> FILES = new HashMap<>();
  private static JsonNode config;
  private static JsonNode layers;

  @BeforeAll
  static void build() throws Exception {
    Path tar = folder.resolve("image.tar");
    ImageBuild.toTar("scratch", "skopos:test", tar);
    try (InputStream file = Files.newInputStream(tar);
        TarArchiveInputStream entries = new TarArchiveInputStream(file)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        FILES.put(entry.getName(), entries.readAllBytes());
      }
    }
    JsonNode manifest = JSON.readTree(FILES.get("manifest.json")).get(0);
    config = JSON.readTree(FILES.get(manifest.path("Config").asText())).path("config");
    layers = manifest.path("Layers");
  }

  @Test
  void itRunsAsAUserWithoutRights() {
    assertThat(config.path("User").asText()).isEqualTo("10001:10001");
  }

  @Test
  void itStartsWithTheFlagsThatTheProductShipsWith() throws IOException {
    List<String> entrypoint = new ArrayList<>();
    config.path("Entrypoint").forEach(part -> entrypoint.add(part.asText()));
    List<String> expected = new ArrayList<>(List.of("java"));
    Files.readAllLines(Path.of("src/main/jvm/jvm.options")).stream()
        .filter(line -> line.startsWith("-"))
        .forEach(expected::add);
    expected.addAll(List.of("-jar", "/opt/skopos/quarkus-run.jar"));

    assertThat(entrypoint).isEqualTo(expected).contains("-XX:+UseSerialGC");
  }

  @Test
  void itsLabelsAndPortAreSet() {
    assertThat(config.path("Labels").path("org.opencontainers.image.licenses").asText())
        .isEqualTo("Apache-2.0");
    assertThat(config.path("ExposedPorts").has("8080/tcp")).isTrue();
  }

  @Test
  void whatChangesSeldomIsALayerOfItsOwnAndNoTestOrDemoIsIn() throws IOException {
    assertThat(layers).hasSize(4);
    assertThat(names(layers.get(0))).allMatch(name -> !name.contains("skopos-0"));
    assertThat(names(layers.get(2))).contains("opt/skopos/bin/skopos");
    assertThat(names(layers.get(3))).anyMatch(name -> name.endsWith(".jar"));
    for (JsonNode layer : layers) {
      assertThat(names(layer))
          .noneMatch(name -> name.contains("junit") || name.contains("devcluster"));
    }
  }

  private static List<String> names(JsonNode layer) throws IOException {
    List<String> names = new ArrayList<>();
    byte[] bytes = java.util.Objects.requireNonNull(FILES.get(layer.asText()));
    try (TarArchiveInputStream entries =
        new TarArchiveInputStream(new GZIPInputStream(new java.io.ByteArrayInputStream(bytes)))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
