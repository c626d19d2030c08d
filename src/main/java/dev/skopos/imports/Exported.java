// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.imports.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules that were made of objectives.
 *
 * @param documents one for each objective that can be exported, in the order of the files
 * @param findings all of them, also those of the documents
 */
public record Exported(List<Document> documents, List<Finding> findings) {

  public Exported {
    documents = List.copyOf(documents);
    findings = List.copyOf(findings);
  }

  /** The rules of one objective. */
  public record Document(
      Place place, Objective objective, List<Finding> findings, List<Map<String, Object>> groups) {

    public Document {
      findings = List.copyOf(findings);
      groups = List.copyOf(groups);
    }

    private String comments() {
      StringBuilder text = new StringBuilder();
      text.append(YamlWriter.comment(objective.name() + ", from " + place));
      findings.forEach(found -> text.append(YamlWriter.comment(found.text())));
      return text.toString();
    }

    private Map<String, Object> resource() {
      Map<String, Object> metadata = new LinkedHashMap<>();
      metadata.put("name", objective.name());
      if (objective.namespace() != null) {
        metadata.put("namespace", objective.namespace());
      }
      if (!objective.labels().isEmpty()) {
        metadata.put("labels", objective.labels());
      }
      Map<String, Object> resource = new LinkedHashMap<>();
      resource.put("apiVersion", "monitoring.coreos.com/v1");
      resource.put("kind", "PrometheusRule");
      resource.put("metadata", metadata);
      resource.put("spec", Map.of("groups", groups));
      return resource;
    }
  }

  /** Whether something was refused. */
  public boolean refused() {
    return findings.stream().anyMatch(one -> one.level() == Finding.Level.REFUSED);
  }

  /** One PrometheusRule for each objective, as YAML. */
  public String prometheusRules() {
    StringBuilder text = new StringBuilder();
    for (Document document : documents) {
      text.append("---\n").append(document.comments());
      text.append(YamlWriter.write(document.resource()));
    }
    return text.toString();
  }

  /** One file of rules, as Prometheus reads it. */
  public String ruleFile() {
    StringBuilder text = new StringBuilder();
    List<Map<String, Object>> groups = new ArrayList<>();
    for (Document document : documents) {
      text.append(document.comments());
      groups.addAll(document.groups());
    }
    return text.append(YamlWriter.write(Map.of("groups", groups))).toString();
  }
}
