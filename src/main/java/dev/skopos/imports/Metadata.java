// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of a foreign resource, without what a server or another tool wrote for itself.
 *
 * @param fields of the metadata
 */
record Metadata(
    Fields fields,
    String name,
    @Nullable String namespace,
    Map<String, String> labels,
    Map<String, String> annotations) {

  private static final String[] OF_THE_SERVER = {
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "managedFields",
    "selfLink",
    "ownerReferences",
    "finalizers"
  };

  /** Who manages the foreign resource does not manage what is made of it. */
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Reads the metadata of the resource; its name has to be one in Kubernetes. */
  static Metadata read(Fields resource, @Nullable String otherwise) {
    resource.skip("apiVersion", "kind", "status");
    Fields metadata = resource.needObject("metadata").skip(OF_THE_SERVER);
    String name = metadata.need("name");
    if (!Names.isValid(name)) {
      throw metadata.refuse("name", "not a possible name of a resource: " + name);
    }
    return new Metadata(
        metadata,
        name,
        namespace(metadata, otherwise),
        kept(metadata.map("labels")),
        kept(metadata.map("annotations")));
  }

  private static @Nullable String namespace(Fields metadata, @Nullable String otherwise) {
    String namespace = metadata.text("namespace");
    if (namespace == null || namespace.isEmpty()) {
      return otherwise;
    }
    if (!Names.isNamespace(namespace)) {
      throw metadata.refuse("namespace", "not a possible name of a namespace: " + namespace);
    }
    return namespace;
  }

  private static Map<String, String> kept(Map<String, String> texts) {
    Map<String, String> kept = new TreeMap<>(texts);
    kept.keySet()
        .removeIf(
            key ->
                key.equals(MANAGED_BY)
                    || key.startsWith("kubectl.kubernetes.io/")
                    || key.startsWith("meta.helm.sh/"));
    return kept;
  }

  /** The texts whose keys begin with the prefix, without it. */
  static Map<String, String> behind(String prefix, Map<String, String> texts) {
    Map<String, String> behind = new TreeMap<>();
    texts.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            behind.put(key.substring(prefix.length()), value);
          }
        });
    return behind;
  }

  static Map<String, String> notBehind(String prefix, Map<String, String> texts) {
    Map<String, String> others = new TreeMap<>(texts);
    others.keySet().removeIf(key -> key.startsWith(prefix));
    return others;
  }
}
