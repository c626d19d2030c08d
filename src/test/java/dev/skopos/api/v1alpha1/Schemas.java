// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Ways through the schema of a CRD. */
final class Schemas {

  private Schemas() {}

  static JSONSchemaProps root(CustomResourceDefinition crd) {
    return crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
  }

  static JSONSchemaProps spec(CustomResourceDefinition crd) {
    return property(root(crd), "spec");
  }

  static JSONSchemaProps status(CustomResourceDefinition crd) {
    return property(root(crd), "status");
  }

  /** The property of this name; it has to be there. */
  static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return Objects.requireNonNull(schema.getProperties().get(name), name);
  }

  /** Visits a schema and all below it, each with its path, for instance {@code spec.http.url}. */
  static void walk(String path, JSONSchemaProps schema, BiConsumer<String, JSONSchemaProps> visit) {
    visit.accept(path, schema);
    properties(schema).forEach((name, property) -> walk(path + "." + name, property, visit));
    if (schema.getItems() != null) {
      walk(path + "[]", schema.getItems().getSchema(), visit);
    }
    if (schema.getAdditionalProperties() != null) {
      walk(path + "{}", schema.getAdditionalProperties().getSchema(), visit);
    }
  }

  /** The properties of an object by name; none for anything else. */
  static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
    return schema.getProperties() == null ? Map.of() : new TreeMap<>(schema.getProperties());
  }
}
