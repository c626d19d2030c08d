// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the labels of a target, with the names that they have in Prometheus' discovery. */
final class MetaLabels {

  private static final String PREFIX = "__meta_kubernetes_";
  private static final Pattern NO_LABEL_CHARACTER = Pattern.compile("[^a-zA-Z0-9_]");

  private final Map<String, String> labels;

  MetaLabels() {
    this.labels = new HashMap<>();
  }

  private MetaLabels(Map<String, String> labels) {
    this.labels = new HashMap<>(labels);
  }

  MetaLabels copy() {
    return new MetaLabels(labels);
  }

  /** A label that the target has, unless relabeling drops it; none when there is no value. */
  MetaLabels plain(String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) {
      labels.put(name, value.toString());
    }
    return this;
  }

  /** A label that relabeling sees. */
  MetaLabels meta(String name, @Nullable Object value) {
    return plain(PREFIX + name, value);
  }

  /** Name, labels and annotations of an object. */
  MetaLabels object(String role, ObjectMeta metadata) {
    meta(role + "_name", metadata.getName());
    all(role + "_label", metadata.getLabels());
    all(role + "_annotation", metadata.getAnnotations());
    return this;
  }

  /** All of the others too. */
  MetaLabels all(MetaLabels others) {
    labels.putAll(others.labels);
    return this;
  }

  private void all(String kind, @Nullable Map<String, String> texts) {
    if (texts != null) {
      texts.forEach(
          (name, value) -> {
            String safe = NO_LABEL_CHARACTER.matcher(name).replaceAll("_");
            meta(kind + "_" + safe, value);
            meta(kind + "present_" + safe, true);
          });
    }
  }

  Map<String, String> toMap() {
    return Map.copyOf(labels);
  }
}
