// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The CRDs that are delivered are those that the records say. */
class CrdFilesTest {

  private static final Path FOLDER = Path.of("deploy", "crds");
  private static final Path PAGES = Path.of("docs", "reference");

  @Test
  void theDeliveredCrdsAreUpToDate() throws IOException {
    GeneratedFiles.check(FOLDER, ".yaml", GeneratedCrds.files());
  }

  @Test
  void theChartBringsTheSame() throws IOException {
    GeneratedFiles.check(
        Path.of("helm", "skopos", "files", "crds"), ".yaml", GeneratedCrds.files());
  }

  @Test
  void theReferencePagesAreUpToDate() throws IOException {
    GeneratedFiles.check(PAGES, ".md", ReferencePages.files());
  }

  @Test
  void twoRunsGiveTheSameBytes() {
    assertThat(GeneratedCrds.generate()).isEqualTo(GeneratedCrds.files());
  }

  @Test
  void aCrdFitsIntoTheAnnotationOfClientSideApply() {
    for (Map.Entry<String, String> file : GeneratedCrds.files().entrySet()) {
      assertThat(file.getValue().getBytes(StandardCharsets.UTF_8).length)
          .as(file.getKey())
          .isLessThan(200 << 10);
    }
  }

  @Test
  void shortNamesAndCategoryAreSet() {
    assertThat(GeneratedCrds.objects())
        .extracting(crd -> crd.getSpec().getNames().getShortNames())
        .containsExactly(
            List.of("shc"),
            List.of("sar"),
            List.of("srg"),
            List.of("snc"),
            List.of("sms"),
            List.of("sklo"),
            List.of("skcap"));
    assertThat(GeneratedCrds.objects())
        .allSatisfy(
            crd -> assertThat(crd.getSpec().getNames().getCategories()).containsExactly("skopos"));
  }

  @Test
  void theStateIsTheFirstColumnAndTheWideOnesComeLast() {
    for (CustomResourceDefinition crd : GeneratedCrds.objects()) {
      List<CustomResourceColumnDefinition> columns =
          crd.getSpec().getVersions().getFirst().getAdditionalPrinterColumns();
      assertThat(columns.getFirst().getName()).isEqualTo("State");
      assertThat(columns)
          .extracting(CustomResourceColumnDefinition::getName)
          .contains("Ready", "Age");
      assertThat(columns).extracting(CustomResourceColumnDefinition::getPriority).isSorted();
    }
  }

  @Test
  void severitiesAreInTheirOrder() {
    JSONSchemaProps spec = Schemas.spec(GeneratedCrds.objects().get(1));

    assertThat(Schemas.property(spec, "severity").getEnum())
        .extracting(value -> value.asText())
        .containsExactly("critical", "high", "error", "medium", "warning", "low", "info", "none");
  }

  @Test
  void conditionsAreAListKeyedByType() {
    for (CustomResourceDefinition crd : GeneratedCrds.objects()) {
      JSONSchemaProps conditions = Schemas.property(Schemas.status(crd), "conditions");
      assertThat(conditions.getXKubernetesListType()).isEqualTo("map");
      assertThat(conditions.getXKubernetesListMapKeys()).containsExactly("type");
    }
  }
}
