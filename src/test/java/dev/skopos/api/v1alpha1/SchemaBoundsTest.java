// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every field says what it is for and how large it may be. */
class SchemaBoundsTest {

  @Test
  void everyListMapTextAndNumberOfASpecHasABound() {
    List<String> unbounded = new ArrayList<>();
    for (CustomResourceDefinition crd : GeneratedCrds.objects()) {
      Schemas.walk(
          crd.getSpec().getNames().getKind(),
          Schemas.spec(crd),
          (path, schema) -> {
            if (!bounded(schema)) {
              unbounded.add(path);
            }
          });
    }
    assertThat(unbounded).isEmpty();
  }

  private static boolean bounded(JSONSchemaProps schema) {
    return switch (schema.getType()) {
      case "string" -> schema.getMaxLength() != null || schema.getEnum() != null;
      case "array" -> schema.getMaxItems() != null;
      case "integer", "number" -> schema.getMinimum() != null && schema.getMaximum() != null;
      case "object" ->
          schema.getAdditionalProperties() == null || schema.getMaxProperties() != null;
      default -> schema.getType().equals("boolean");
    };
  }

  @Test
  void everyListAndMapOfAStatusHasABound() {
    List<String> unbounded = new ArrayList<>();
    for (CustomResourceDefinition crd : GeneratedCrds.objects()) {
      Schemas.walk(
          crd.getSpec().getNames().getKind(),
          Schemas.status(crd),
          (path, schema) -> {
            boolean list = schema.getItems() != null;
            boolean map = schema.getAdditionalProperties() != null;
            if ((list && schema.getMaxItems() == null)
                || (map && schema.getMaxProperties() == null)) {
              unbounded.add(path);
            }
          });
    }
    assertThat(unbounded).isEmpty();
  }

  @Test
  void everyFieldIsDescribedInASentence() {
    List<String> silent = new ArrayList<>();
    for (CustomResourceDefinition crd : GeneratedCrds.objects()) {
      Schemas.walk(
          crd.getSpec().getNames().getKind(),
          Schemas.root(crd),
          (path, schema) -> {
            String description = schema.getDescription();
            boolean element = path.endsWith("[]") || path.endsWith("{}");
            if (!element && (description == null || !description.matches("(?s).{10,}[.}]"))) {
              silent.add(path + ": " + description);
            }
          });
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void everyRuleHasAMessageAndIsSetOnce() {
    for (CustomResourceDefinition crd : GeneratedCrds.objects()) {
      Schemas.walk(
          crd.getSpec().getNames().getKind(),
          Schemas.root(crd),
          (path, schema) -> {
            List<ValidationRule> rules = schema.getXKubernetesValidations();
            assertThat(rules).as(path).doesNotHaveDuplicates();
            assertThat(rules)
                .as(path)
                .allSatisfy(rule -> assertThat(rule.getMessage()).isNotBlank());
          });
    }
  }
}
