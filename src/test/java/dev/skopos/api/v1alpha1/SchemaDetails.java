// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.skopos.api.v1alpha1.healthcheck.Assertion;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckStatus.AssertionResult;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Adds to a generated CRD what the generator leaves out: the order of printer columns and of enum
 * values as they are written in Java (it sorts both), keys of lists, and descriptions of the kind,
 * its spec and its status.
 */
final class SchemaDetails implements CRDPostProcessor {

  private static final Map<Class<?>, String> LIST_KEYS =
      Map.of(Condition.class, "type", Assertion.class, "name", AssertionResult.class, "name");

  @Override
  public HasMetadata process(HasMetadata resource, String crdSpecVersion) {
    CustomResourceDefinition crd = (CustomResourceDefinition) resource;
    Kind kind = Kind.named(crd.getSpec().getNames().getKind());
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      version.setAdditionalPrinterColumns(inOrder(kind, version.getAdditionalPrinterColumns()));
      JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
      root.setDescription(kind.description());
      JSONSchemaProps spec = Schemas.property(root, "spec");
      spec.setDescription("What is wanted. Written by people, never by the operator.");
      complete(spec, kind.spec());
      JSONSchemaProps status = Schemas.property(root, "status");
      status.setDescription("What was found. Written by the operator.");
      complete(status, kind.status());
    }
    return crd;
  }

  private static List<CustomResourceColumnDefinition> inOrder(
      Kind kind, List<CustomResourceColumnDefinition> columns) {
    List<String> names = new ArrayList<>();
    for (AdditionalPrinterColumn column :
        kind.resource().getAnnotationsByType(AdditionalPrinterColumn.class)) {
      names.add(column.name());
    }
    List<CustomResourceColumnDefinition> ordered = new ArrayList<>(columns);
    ordered.sort(Comparator.comparingInt(column -> names.indexOf(column.getName())));
    return ordered;
  }

  private static void complete(JSONSchemaProps schema, Type type) {
    if (type instanceof Class<?> plain && plain.isEnum()) {
      schema.setEnum(values(plain));
    } else if (type instanceof Class<?> plain && plain.isRecord() && isObject(schema)) {
      for (RecordComponent component : plain.getRecordComponents()) {
        complete(Schemas.property(schema, nameOf(component)), component.getGenericType());
      }
    } else if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      completeList(schema, generic.getActualTypeArguments()[0]);
    }
  }

  /** A record that is written as a text, such as an interval, has no properties. */
  private static boolean isObject(JSONSchemaProps schema) {
    return "object".equals(schema.getType());
  }

  private static void completeList(JSONSchemaProps schema, Type item) {
    complete(schema.getItems().getSchema(), item);
    String key = item instanceof Class<?> plain ? LIST_KEYS.get(plain) : null;
    if (key != null) {
      schema.setXKubernetesListType("map");
      schema.setXKubernetesListMapKeys(List.of(key));
    }
  }

  private static String nameOf(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  private static List<JsonNode> values(Class<?> type) {
    List<JsonNode> values = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      values.add(TextNode.valueOf(wordOf(type, ((Enum<?>) constant).name())));
    }
    return values;
  }

  private static String wordOf(Class<?> type, String constant) {
    try {
      JsonProperty property = type.getField(constant).getAnnotation(JsonProperty.class);
      return property == null ? constant : property.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
