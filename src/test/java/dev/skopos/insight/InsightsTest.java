// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight;

import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.insight.observe.Sight;
import dev.skopos.insight.observe.Watched;
import dev.skopos.insight.score.Health;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.rule.SampleWriter.RuleSample;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InsightsTest {

  private final List<RuleSample> written = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private Watched watched = watched();
  private final Insights insights =
      new Insights(
          () -> watched.observed(),
          (expr, _) -> {
            asked.add(expr);
            return List.of();
          },
          (_, _, _) -> List.of(),
          batch -> {
            written.addAll(batch);
            return Optional.empty();
          },
          new SimpleMeterRegistry());

  private Map<Labels, Double> written() {
    Map<Labels, Double> values = new HashMap<>();
    written.forEach(each -> values.put(each.labels(), each.value()));
    written.clear();
    return values;
  }

  private Health health(Sight sight) {
    return Health.of(insights.evidence(sight).observed());
  }

  private static Labels series(String name, String... labels) {
    return Labels.of(labels).with(Labels.METRIC_NAME, name);
  }

  private static Labels failing(String namespace) {
    return series(
        "skopos_insight_issues",
        "namespace",
        namespace,
        "pattern",
        "CheckFailing",
        "severity",
        "high");
  }

  @Test
  void eachScoreIsASeriesThatEndsWithWhatItIsOf() {
    watched =
        watched()
            .check("shop", "web", "web", State.UNHEALTHY)
            .check("bank", "till", "till", State.HEALTHY);

    insights.evaluate();

    Labels till = series("skopos_health_score", "namespace", "bank", "workload", "till");
    assertThat(written())
        .containsOnly(
            Map.entry(series("skopos_overall_health_score"), 85.0),
            Map.entry(series("skopos_namespace_health_score", "namespace", "shop"), 70.0),
            Map.entry(series("skopos_namespace_health_score", "namespace", "bank"), 100.0),
            Map.entry(series("skopos_health_score", "namespace", "shop", "workload", "web"), 70.0),
            Map.entry(till, 100.0),
            Map.entry(failing("shop"), 1.0));

    watched = watched().check("shop", "web", "web", State.HEALTHY);
    insights.evaluate();

    Map<Labels, Double> after = written();
    assertThat(after).containsEntry(series("skopos_overall_health_score"), 100.0);
    assertThat(after.get(till)).matches(Sample::isStale);
    assertThat(after.get(failing("shop"))).matches(Sample::isStale);
  }

  @Test
  void nobodySeesMoreThanHeMay() {
    watched =
        watched()
            .check("shop", "web", "web", State.UNHEALTHY)
            .firing("shop", "Slow", "critical")
            .check("bank", "till", "till", State.UNHEALTHY);
    Sight checksOfShop =
        new Sight() {
          @Override
          public boolean sees(ResourceId id) {
            return id.equals(Watched.check("shop", "web"));
          }

          @Override
          public boolean seesAll(String namespace) {
            return false;
          }
        };

    assertThat(health(checksOfShop).namespaces())
        .singleElement()
        .satisfies(
            shop -> {
              assertThat(shop.namespace()).isEqualTo("shop");
              assertThat(shop.score().value()).hasValue(70);
            });
    assertThat(health(checksOfShop).whole().value()).hasValue(70);
    assertThat(health(Sight.EVERYTHING).namespaces()).hasSize(2);
  }
}
