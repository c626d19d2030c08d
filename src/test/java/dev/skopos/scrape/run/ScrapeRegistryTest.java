// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import static dev.skopos.scrape.run.ScrapeLab.definition;
import static dev.skopos.scrape.run.ScrapeLab.limited;
import static dev.skopos.scrape.run.ScrapeLab.relabeled;
import static dev.skopos.scrape.run.ScrapeLab.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Applied;
import dev.skopos.scrape.LabelSelector;
import dev.skopos.scrape.ScrapeDefinition.Limits;
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.TargetSnapshot;
import dev.skopos.scrape.relabel.RelabelRule;
import dev.skopos.scrape.relabel.RelabelRule.Action;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScrapeRegistryTest {

  private static final String HOST = "web:80";
  private static final String M = "{__name__=\"m\", instance=\"web:80\", job=\"web\"}";
  private static final String N = "{__name__=\"n\", instance=\"web:80\", job=\"web\"}";

  private final ScrapeLab lab = new ScrapeLab();

  private void expose(String text) {
    lab.expositions.put(HOST, text);
  }

  private TargetSnapshot targetSnapshot() {
    return lab.registry.snapshot(ScrapeLab.ID).orElseThrow().targets().getFirst();
  }

  @Test
  void storesSamplesAndWhatIsKnownOfTheScrape() {
    expose("# TYPE m counter\n# HELP m Many.\nm 1\nn{job=\"own\"} 2\n");
    lab.registry.apply(definition(target(HOST)));
    lab.nextScrape();
    assertThat(lab.samples())
        .isEqualTo(
            Map.of(
                M,
                List.of("1.0"),
                "{__name__=\"n\", exported_job=\"own\", instance=\"web:80\", job=\"web\"}",
                List.of("2.0")));
    assertThat(lab.values("up")).containsExactly("1.0");
    assertThat(lab.values("scrape_samples_scraped")).containsExactly("2.0");
    assertThat(lab.values("scrape_samples_post_metric_relabeling")).containsExactly("2.0");
    assertThat(lab.values("scrape_series_added")).containsExactly("2.0");
    SourceSnapshot snapshot = lab.registry.snapshot(ScrapeLab.ID).orElseThrow();
    assertThat(snapshot.up()).isEqualTo(1);
    assertThat(lab.registry.metadata().getFirst().families().get("m"))
        .hasToString("FamilyMetadata[type=COUNTER, help=Many., unit=]");
  }

  @Test
  void theDistanceOfTwoSamplesIsTheInterval() {
    expose("m 1\n");
    lab.registry.apply(definition(target(HOST)));
    for (int i = 0; i < 5; i++) {
      lab.nextScrape();
    }
    long[] times = lab.all().getFirst().timestamps();
    assertThat(times).hasSize(5);
    for (int i = 1; i < times.length; i++) {
      assertThat(times[i] - times[i - 1]).isEqualTo(ScrapeLab.INTERVAL.toMillis());
    }
  }

  @Test
  void endsASeriesThatIsNotExposedAnyMore() {
    expose("m 1\nn 1\n");
    lab.registry.apply(definition(target(HOST)));
    lab.nextScrape();
    expose("m 2\n");
    lab.nextScrape();
    lab.nextScrape();
    assertThat(lab.samples())
        .isEqualTo(Map.of(M, List.of("1.0", "2.0", "2.0"), N, List.of("1.0", "end")));
    assertThat(lab.values("scrape_series_added")).containsExactly("2.0", "0.0", "0.0");
  }

  @Test
  void endsAllSeriesWhenAScrapeFailsAndTakesThemUpAgain() {
    expose("m 1\nn 1\n");
    lab.registry.apply(definition(target(HOST)));
    lab.nextScrape();
    lab.expositions.clear();
    lab.nextScrape();
    assertThat(targetSnapshot().health()).isEqualTo(TargetSnapshot.Health.DOWN);
    assertThat(targetSnapshot().error()).isEqualTo("connection refused");
    lab.nextScrape();
    expose("m 2\nn 2\n");
    lab.nextScrape();
    assertThat(lab.samples())
        .isEqualTo(Map.of(M, List.of("1.0", "end", "2.0"), N, List.of("1.0", "end", "2.0")));
    assertThat(lab.values("up")).containsExactly("1.0", "0.0", "0.0", "1.0");
  }

  @Test
  void storesNothingOfAnExpositionThatIsBrokenHalfWay() {
    expose("m 1\n");
    lab.registry.apply(definition(target(HOST)));
    lab.nextScrape();
    expose("m 2\nn x\n");
    lab.nextScrape();
    assertThat(lab.samples()).isEqualTo(Map.of(M, List.of("1.0", "end")));
    assertThat(targetSnapshot().error()).isEqualTo("line 2: not a number: \"x\"");
    assertThat(lab.values("up")).containsExactly("1.0", "0.0");
  }

  @Test
  void keepsTimeStampsOfSamplesAndDoesNotEndTheirSeries() {
    long time = lab.scheduler.clock().instant().toEpochMilli() - 5_000;
    expose("m 1 " + time + "\n");
    lab.registry.apply(definition(target(HOST)));
    lab.nextScrape();
    expose("n 1\n");
    lab.nextScrape();
    assertThat(lab.samples()).isEqualTo(Map.of(M, List.of("1.0"), N, List.of("1.0")));
    assertThat(lab.all().getFirst().timestamps()).containsExactly(time);
  }

  @Test
  void relabelsSamplesAndRemembersThoseThatAreDropped() {
    expose("m{a=\"1\"} 1\nm{a=\"2\"} 1\nn 1\n");
    lab.registry.apply(
        relabeled(
            definition(target(HOST)),
            RelabelRule.of(Action.DROP, "2", "a"),
            RelabelRule.of(Action.REPLACE, "n", "__name__").to("__name__", "renamed")));
    lab.nextScrape();
    lab.nextScrape();
    assertThat(lab.samples())
        .containsOnlyKeys(
            "{__name__=\"m\", a=\"1\", instance=\"web:80\", job=\"web\"}",
            "{__name__=\"renamed\", instance=\"web:80\", job=\"web\"}");
    assertThat(lab.values("scrape_samples_scraped")).containsExactly("3.0", "3.0");
    assertThat(lab.values("scrape_samples_post_metric_relabeling")).containsExactly("2.0", "2.0");
  }

  @Test
  void refusesScrapesBeyondALimit() {
    expose("m 1\nn 1\n");
    lab.registry.apply(limited(definition(target(HOST)), new Limits(1, 0, 0, 0, 1 << 20, 10)));
    lab.nextScrape();
    assertThat(lab.samples()).isEmpty();
    assertThat(targetSnapshot().error()).isEqualTo("sample limit exceeded");
    assertThat(lab.values("up")).containsExactly("0.0");
    assertThat(lab.values("scrape_samples_scraped")).containsExactly("2.0");
    assertThat(lab.values("scrape_samples_post_metric_relabeling")).containsExactly("2.0");
    assertThat(lab.meters.counter("skopos.scrape.sample.limit.exceeded").count()).isEqualTo(1);

    lab.registry.apply(limited(definition(target(HOST)), new Limits(0, 2, 0, 0, 1 << 20, 10)));
    lab.nextScrape();
    assertThat(targetSnapshot().error())
        .isEqualTo("label_limit exceeded (metric: \"m\", number of labels: 3, limit: 2)");
  }

  @Test
  void aSeriesThatIsThereTwiceIsStoredOnce() {
    expose("m 1\nm 2\n");
    lab.registry.apply(definition(target(HOST)));
    lab.nextScrape();
    assertThat(lab.samples()).isEqualTo(Map.of(M, List.of("1.0")));
    assertThat(lab.values("up")).containsExactly("1.0");
  }

  @Test
  void endsTheSeriesOfATargetThatIsGone() {
    lab.discovered.add(Map.of("__address__", HOST, "__meta_kubernetes_pod_name", "web-1"));
    expose("m 1\n");
    lab.registry.apply(
        definition(
            new TargetSelector.Discovered(
                TargetSelector.Role.POD, List.of("shop"), LabelSelector.ALL, "", false)));
    lab.nextScrape();
    assertThat(lab.values("up")).doesNotContain("end");
    lab.discovered.clear();
    lab.nextScrape();
    assertThat(lab.samples().get(M)).endsWith("end").containsOnlyOnce("end");
    assertThat(lab.values("up")).endsWith("end").containsOnlyOnce("end");
    assertThat(lab.registry.snapshot(ScrapeLab.ID).orElseThrow().targets()).isEmpty();
  }

  @Test
  void aChangedDefinitionEndsOnlyWhatItDoesNotGiveAnyMore() {
    expose("m 1\nn 1\n");
    lab.registry.apply(definition(target(HOST)));
    lab.nextScrape();
    lab.registry.apply(
        relabeled(definition(target(HOST)), RelabelRule.of(Action.DROP, "n", "__name__")));
    lab.nextScrape();
    assertThat(lab.samples()).isEqualTo(Map.of(M, List.of("1.0", "1.0"), N, List.of("1.0", "end")));
  }

  @Test
  void aRemovedSourceEndsItsSeriesAndAStopDoesNot() {
    expose("m 1\n");
    lab.registry.apply(definition(target(HOST)));
    lab.nextScrape();
    lab.registry.close();
    lab.nextScrape();
    assertThat(lab.samples()).isEqualTo(Map.of(M, List.of("1.0")));
    lab.registry.retainOnly("Other", Set.of());
    lab.nextScrape();
    assertThat(lab.samples()).isEqualTo(Map.of(M, List.of("1.0")));
    lab.registry.retainOnly("MetricSource", Set.of());
    lab.nextScrape();
    assertThat(lab.samples()).isEqualTo(Map.of(M, List.of("1.0", "end")));
  }

  @Test
  void refusesRulesThatAreNotValidAndGoesOn() {
    expose("m 1\n");
    lab.registry.apply(definition(target(HOST)));
    assertThat(
            lab.registry.apply(
                relabeled(definition(target(HOST)), RelabelRule.of(Action.DROP, "(", "a"))))
        .isInstanceOfSatisfying(
            Applied.Rejected.class,
            rejected -> assertThat(rejected.message()).startsWith("spec.metricRelabelings[0]: "));
    lab.nextScrape();
    assertThat(lab.samples()).isEqualTo(Map.of(M, List.of("1.0")));
  }

  @Test
  void tellsWhichAddressIsNone() {
    lab.registry.apply(definition(target("not an address"), target(HOST)));
    SourceSnapshot snapshot = lab.registry.snapshot(ScrapeLab.ID).orElseThrow();
    assertThat(snapshot.targets()).hasSize(1);
    assertThat(snapshot.problem()).contains("not an address");
  }

  @Test
  void aScrapeBeyondALimitEndsTheSeriesThatWereThere() {
    expose("m 1\n");
    lab.registry.apply(limited(definition(target(HOST)), new Limits(1, 0, 0, 3, 1 << 20, 10)));
    lab.nextScrape();
    assertThat(targetSnapshot().error())
        .isEqualTo(
            "label_value_length_limit exceeded (metric: \"m\", label value: \"web:80\", length: 6,"
                + " limit: 3)");

    lab.registry.apply(limited(definition(target(HOST)), new Limits(1, 0, 0, 6, 1 << 20, 10)));
    lab.nextScrape();
    expose("m 1\nn 1\n");
    lab.nextScrape();
    expose("m{a=\"ééé\"} 1\n");
    lab.nextScrape();
    expose("m{a=\"éééé\"} 1\n");
    lab.nextScrape();
    assertThat(targetSnapshot().error()).contains("length: 8, limit: 6");
    assertThat(lab.samples())
        .isEqualTo(
            Map.of(
                M,
                List.of("1.0", "end"),
                "{__name__=\"m\", a=\"ééé\", instance=\"web:80\", job=\"web\"}",
                List.of("1.0", "end")));
    assertThat(lab.values("up")).containsExactly("0.0", "1.0", "0.0", "1.0", "0.0");
  }

  @Test
  void anIntervalThatRelabelingChangesHoldsAtOnceAndTheSeriesGoOn() {
    lab.discovered.add(Map.of("__address__", HOST));
    expose("m 1\n");
    lab.registry.apply(
        definition(
            new TargetSelector.Discovered(
                TargetSelector.Role.POD, List.of("shop"), LabelSelector.ALL, "", false)));
    lab.nextScrape();
    lab.discovered.set(0, Map.of("__address__", HOST, "__scrape_interval__", "30s"));
    lab.scheduler.advance(Duration.ofSeconds(90));

    assertThat(targetSnapshot().interval()).isEqualTo(Duration.ofSeconds(30));
    long[] times = lab.all().getFirst().timestamps();
    assertThat(times).hasSize(4);
    assertThat(times[3] - times[2]).isEqualTo(30_000);
    assertThat(lab.samples().get(M)).doesNotContain("end");
  }
}
