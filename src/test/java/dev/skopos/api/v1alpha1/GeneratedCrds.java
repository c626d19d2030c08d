// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The CRDs as the records say them. */
final class GeneratedCrds {

  private static final String HEADER =
      "# Generated from the records in src/main/java/dev/skopos/api by `make crds`. Do not edit.\n";

  private GeneratedCrds() {}

  /** The text of each file by its name. */
  static SortedMap<String, String> files() {
    return Once.FILES;
  }

  private static final class Once {
    private static final SortedMap<String, String> FILES =
        Collections.unmodifiableSortedMap(generate());
  }

  /** Like {@link #files()}, but generated anew. */
  static SortedMap<String, String> generate() {
    try {
      Path folder = Files.createTempDirectory("skopos-crds");
      try {
        generate(folder);
        return read(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The CRDs as objects, in the order of {@link Kind#ALL}. */
  static List<CustomResourceDefinition> objects() {
    SortedMap<String, String> files = files();
    List<CustomResourceDefinition> crds = new ArrayList<>();
    for (Kind kind : Kind.ALL) {
      String file = HasMetadata.getFullResourceName(kind.resource()) + ".yaml";
      crds.add(Serialization.unmarshal(files.get(file), CustomResourceDefinition.class));
    }
    return crds;
  }

  private static void generate(Path folder) {
    List<Class<? extends HasMetadata>> classes = new ArrayList<>();
    for (Kind kind : Kind.ALL) {
      Class<? extends CustomResource<?, ?>> resource = kind.resource();
      classes.add(resource);
    }
    new CRDGenerator()
        .customResourceClasses(classes)
        .forCRDVersions("v1")
        .withMinQuotes(false)
        .withPostProcessor(new SchemaDetails())
        .inOutputDir(folder.toFile())
        .detailedGenerate();
  }

  private static SortedMap<String, String> read(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> generated = Files.list(folder)) {
      for (Path file : generated.toList()) {
        String text = Files.readString(file);
        String name = file.getFileName().toString().replace("-v1.yml", ".yaml");
        files.put(name, HEADER + text.substring(text.indexOf('\n') + 1));
      }
    }
    return files;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
