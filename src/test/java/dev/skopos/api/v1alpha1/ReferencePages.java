// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference documentation, one page per kind, as the CRDs say it. */
final class ReferencePages {

  private ReferencePages() {}

  /** The text of each page by its file name. */
  static SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    for (CustomResourceDefinition crd : GeneratedCrds.objects()) {
      files.put(crd.getSpec().getNames().getSingular() + ".md", page(crd));
    }
    return files;
  }

  private static String page(CustomResourceDefinition crd) {
    var names = crd.getSpec().getNames();
    StringBuilder page = new StringBuilder();
    page.append("<!-- Generated from the CRD by `make crds`. Do not edit. -->\n\n");
    page.append("# ").append(names.getKind()).append("\n\n");
    page.append(Schemas.root(crd).getDescription()).append("\n\n");
    page.append(
        "apiVersion `%s/%s`, short name `%s`. How to use it: [%s](../resources/%s.md).\n"
            .formatted(
                crd.getSpec().getGroup(),
                crd.getSpec().getVersions().getFirst().getName(),
                names.getShortNames().getFirst(),
                names.getKind(),
                names.getSingular()));
    section(page, "spec", Schemas.spec(crd));
    section(page, "status", Schemas.status(crd));
    return page.toString();
  }

  /** An object and, after it, those inside it. */
  private static void section(StringBuilder page, String path, JSONSchemaProps object) {
    page.append("\n## ").append(path).append("\n\n");
    if (object.getDescription() != null) {
      page.append(object.getDescription()).append("\n\n");
    }
    Map<String, JSONSchemaProps> fields = Schemas.properties(object);
    if (!fields.isEmpty()) {
      page.append("| field | type | default | |\n|---|---|---|---|\n");
      fields.forEach((name, field) -> page.append(row(name, field, object)));
    }
    rules(page, object);
    fields.forEach((name, field) -> inside(page, path + "." + name, field));
  }

  private static void inside(StringBuilder page, String path, JSONSchemaProps field) {
    if (!Schemas.properties(field).isEmpty()) {
      section(page, path, field);
    } else if (field.getItems() != null) {
      inside(page, path + "[]", field.getItems().getSchema());
    }
  }

  private static void rules(StringBuilder page, JSONSchemaProps object) {
    List<ValidationRule> rules = object.getXKubernetesValidations();
    if (!rules.isEmpty()) {
      page.append("\nThe API server refuses what breaks one of these rules:\n\n");
      rules.forEach(rule -> page.append("- ").append(rule.getMessage()).append('\n'));
    }
  }

  private static String row(String name, JSONSchemaProps field, JSONSchemaProps object) {
    boolean required = object.getRequired().contains(name);
    String preset = required ? "required" : preset(field);
    return "| `%s` | %s | %s | %s |\n"
        .formatted(name, cell(type(field)), cell(preset), cell(field.getDescription()));
  }

  private static String preset(JSONSchemaProps field) {
    JsonNode value = field.getDefault();
    if (value == null || value.isObject()) {
      return "";
    }
    return "`" + (value.isTextual() ? value.asText() : value.toString()) + "`";
  }

  private static String type(JSONSchemaProps field) {
    if (field.getEnum() != null && !field.getEnum().isEmpty()) {
      return field.getEnum().stream()
          .map(value -> "`" + value.asText() + "`")
          .collect(Collectors.joining(", "));
    }
    return switch (field.getType()) {
      case "array" -> "list of " + type(field.getItems().getSchema()) + atMost(field.getMaxItems());
      case "object" -> object(field);
      case "integer" -> "integer" + range(field);
      case "string" -> "date-time".equals(field.getFormat()) ? "time" : text(field);
      default -> field.getType();
    };
  }

  private static String object(JSONSchemaProps field) {
    return field.getAdditionalProperties() == null
        ? "object"
        : "map of "
            + type(field.getAdditionalProperties().getSchema())
            + atMost(field.getMaxProperties());
  }

  private static String text(JSONSchemaProps field) {
    String pattern = field.getPattern();
    if (Interval.PATTERN.equals(pattern)) {
      return "duration (`h`, `m`, `s`, `ms`)";
    }
    if (Period.PATTERN.equals(pattern)) {
      return "duration (`y`, `w`, `d`, `h`, `m`, `s`, `ms`)";
    }
    return "string" + atMost(field.getMaxLength());
  }

  private static String atMost(@Nullable Long bound) {
    return bound == null ? "" : ", at most " + bound;
  }

  private static String range(JSONSchemaProps field) {
    return field.getMinimum() == null || field.getMaximum() == null
        ? ""
        : ", %.0f to %.0f".formatted(field.getMinimum(), field.getMaximum());
  }

  /** A text inside a table. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
