// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Target;
import dev.skopos.forecast.definition.Target.Kind;
import dev.skopos.model.ResourceId;
import dev.skopos.promql.Parser;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.parse.ParseException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {

  private static final Pattern SELECTOR = Pattern.compile("[a-z_]+\\{([^}]*)}");

  private static final ResourceId FORECAST = new ResourceId("CapacityForecast", "shop", "f");

  private static Stream<Arguments> all() {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> Arrays.stream(ResourceType.values()).map(type -> Arguments.of(kind, type)))
        .filter(
            each ->
                Presets.of(
                        new Target((Kind) each.get()[0], "a"),
                        (ResourceType) each.get()[1],
                        FORECAST)
                    .isPresent());
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachIsPromQlAndNamesItsNamespace(Kind kind, ResourceType type) throws ParseException {
    Preset preset = Presets.of(new Target(kind, "orders.db"), type, FORECAST).orElseThrow();

    for (String expr : new String[] {preset.usage(), preset.limit(), preset.largest()}) {
      assertThat(Parser.parse(expr).type()).isEqualTo(ValueType.VECTOR);
      Matcher selectors = SELECTOR.matcher(expr);
      assertThat(selectors.find()).isTrue();
      selectors.reset().results().forEach(each -> assertThat(each.group(1)).contains(scope(kind)));
    }
  }

  private static String scope(Kind kind) {
    return switch (kind) {
      case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, PERSISTENT_VOLUME_CLAIM, RESOURCE_QUOTA ->
          "namespace=\"shop\"";
      case NAMESPACE -> "namespace=\"orders.db\"";
      case NODE -> "=";
    };
  }

  @Test
  void thereIsOneForWhatObjectsHave() {
    assertThat(all()).hasSize(20);
  }

  @Test
  void aClaimIsReadAsTheKubeletNamesIt() {
    Preset preset =
        Presets.of(new Target(Kind.PERSISTENT_VOLUME_CLAIM, "data"), ResourceType.STORAGE, FORECAST)
            .orElseThrow();

    assertThat(preset.limit())
        .isEqualTo(
            "max(max by (persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes"
                + "{namespace=\"shop\",persistentvolumeclaim=\"data\"}))"
                + " or max(max by (persistentvolumeclaim) (skopos_capacity_object_limit"
                + "{skopos_namespace=\"shop\",forecast=\"f\",type=\"Storage\"}))");
  }

  @Test
  void oneQuotaOfSeveralIsTakenByItsName() {
    Preset preset =
        Presets.of(new Target(Kind.RESOURCE_QUOTA, "team-a"), ResourceType.MEMORY, FORECAST)
            .orElseThrow();

    assertThat(preset.usage())
        .contains("{namespace=\"shop\",resourcequota=\"team-a\",resource=~")
        .contains("skopos_capacity_object_used");
    assertThat(preset.limit()).contains("resourcequota=\"team-a\"");
  }

  @Test
  void onlyTheQuotasOfItsOwnNamespaceAreAskedOfTheObjects() {
    assertThat(
            Presets.of(new Target(Kind.NAMESPACE, "shop"), ResourceType.CPU, FORECAST)
                .orElseThrow()
                .usage())
        .contains("skopos_capacity_object_used");
    assertThat(
            Presets.of(new Target(Kind.NAMESPACE, "other"), ResourceType.CPU, FORECAST)
                .orElseThrow()
                .usage())
        .doesNotContain("skopos_capacity_object");
  }

  @Test
  void podsOfAnotherWorkloadDoNotCount() {
    String pods =
        Presets.of(new Target(Kind.DEPLOYMENT, "web"), ResourceType.MEMORY, FORECAST)
            .map(Preset::largest)
            .orElseThrow();
    Matcher regex = Pattern.compile("pod=~\"([^\"]*)\"").matcher(pods);

    assertThat(regex.find()).isTrue();
    assertThat("web-6d4cf56db6-x2k9p").matches(regex.group(1));
    assertThat("web-admin-6d4cf56db6-x2k9p").doesNotMatch(regex.group(1));
  }
}
