// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.imports.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes objectives as resources of Kubernetes, without what has its default anyway. */
public final class ObjectiveYaml {

  static final String API_VERSION = "skopos.dev/v1alpha1";
  static final String KIND = "ServiceLevelObjective";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ObjectiveYaml() {}

  /** The resources of the document, with what was found in it as comments in front of the first. */
  public static String write(Imported.Document document) {
    StringBuilder text = new StringBuilder();
    String comments = comments(document);
    for (Objective objective : document.objectives()) {
      text.append("---\n").append(comments).append(YamlWriter.write(resource(objective)));
      comments = "";
    }
    return text.toString();
  }

  private static String comments(Imported.Document document) {
    StringBuilder text = new StringBuilder();
    text.append(YamlWriter.comment("from " + document.place()));
    document.findings().forEach(found -> text.append(YamlWriter.comment(found.text())));
    return text.toString();
  }

  private static Map<String, Object> resource(Objective objective) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", objective.name());
    if (objective.namespace() != null) {
      metadata.put("namespace", objective.namespace());
    }
    if (!objective.labels().isEmpty()) {
      metadata.put("labels", objective.labels());
    }
    if (!objective.annotations().isEmpty()) {
      metadata.put("annotations", objective.annotations());
    }
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("apiVersion", API_VERSION);
    resource.put("kind", KIND);
    resource.put("metadata", metadata);
    resource.put("spec", spec(objective.spec()));
    return resource;
  }

  private static Map<String, Object> spec(ServiceLevelObjectiveSpec spec) {
    SpecDraft draft =
        new SpecDraft(
            null,
            null,
            spec.targetPercent(),
            spec.window(),
            spec.indicator(),
            List.of(),
            null,
            null,
            SpecDraft.NO_ALERTING);
    Map<String, Object> fields = tree(spec);
    Map<String, Object> defaults = tree(draft.spec());
    defaults.keySet().removeAll(List.of("targetPercent", "window", "indicator"));
    return without(fields, defaults);
  }

  /** The fields without those that are as by default, below too. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> without(
      Map<String, Object> fields, Map<String, Object> defaults) {
    Map<String, Object> kept = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          Object otherwise = defaults.get(name);
          if (value instanceof Map<?, ?> inner && otherwise instanceof Map<?, ?> innerDefaults) {
            Map<String, Object> rest =
                without((Map<String, Object>) inner, (Map<String, Object>) innerDefaults);
            if (!rest.isEmpty()) {
              kept.put(name, rest);
            }
          } else if (!Objects.equals(value, otherwise)) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  private static Map<String, Object> tree(ServiceLevelObjectiveSpec spec) {
    return JSON.convertValue(spec, new TypeReference<LinkedHashMap<String, Object>>() {});
  }
}
