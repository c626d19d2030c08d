// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.imports.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads Skopos' own ServiceLevelObjectives. */
final class ObjectiveReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ObjectiveReader() {}

  static boolean isObjective(Fields resource) {
    return ObjectiveYaml.API_VERSION.equals(resource.text("apiVersion"))
        && ObjectiveYaml.KIND.equals(resource.text("kind"));
  }

  /** The objective; exclusions are left out and reported, as no rules have them. */
  static Objective read(Fields resource) {
    Metadata metadata = Metadata.read(resource, null);
    Fields spec = resource.needObject("spec");
    if (spec.has("exclusions")) {
      spec.lost("exclusions", "rules have no exclusions");
    }
    Map<String, Object> tree = tree(spec.mapping());
    tree.remove("exclusions");
    return new Objective(
        metadata.name(),
        metadata.namespace(),
        metadata.labels(),
        metadata.annotations(),
        convert(spec, tree));
  }

  private static ServiceLevelObjectiveSpec convert(Fields spec, Map<String, Object> tree) {
    try {
      return JSON.convertValue(tree, ServiceLevelObjectiveSpec.class);
    } catch (IllegalArgumentException e) {
      throw new Refusal(spec.line(), spec.path() + path(e.getCause()), "not a possible value");
    }
  }

  private static String path(@Nullable Throwable problem) {
    return problem instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
            .collect(Collectors.joining())
        : "";
  }

  private static Map<String, Object> tree(Yaml.Mapping mapping) {
    Map<String, Object> tree = new LinkedHashMap<>();
    mapping.fields().forEach((name, value) -> tree.put(name, plain(value)));
    return tree;
  }

  private static @Nullable Object plain(Yaml value) {
    return switch (value) {
      case Yaml.Mapping mapping -> tree(mapping);
      case Yaml.Sequence sequence ->
          sequence.items().stream().map(ObjectiveReader::plain).collect(Collectors.toList());
      case Yaml.Scalar scalar -> scalar.isNull() ? null : scalar.text();
    };
  }
}
