// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import static dev.skopos.scrape.run.ScrapeLab.definition;
import static dev.skopos.scrape.run.ScrapeLab.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.exposition.Seeds;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSnapshot;
import dev.skopos.scrape.TargetSnapshot.Health;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whatever a target exposes, its scrape goes well or fails with a reason, and others go on. */
class ScrapeFuzzTest {

  private static final String HOSTILE = "hostile:80";
  private static final String HEALTHY = "healthy:80";
  private static final Map<ExpositionFormat, String> TYPES =
      Map.of(
          ExpositionFormat.PROMETHEUS_TEXT,
          "text/plain",
          ExpositionFormat.OPEN_METRICS_TEXT,
          "application/openmetrics-text; version=1.0.0",
          ExpositionFormat.PROTOBUF,
          "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily");

  /** A family of the name m, with one gauge whose value has the bits of a stale marker. */
  private static final byte[] STALE_GAUGE = {
    18, // bytes that follow
    0x0a,
    1,
    'm', // name
    0x18,
    1, // type: gauge
    0x22,
    11, // a metric
    0x12,
    9, // its gauge
    0x09,
    2,
    0,
    0,
    0,
    0,
    0,
    (byte) 0xf0,
    0x7f // value
  };

  private final ScrapeLab lab = new ScrapeLab();

  private TargetSnapshot snapshot(String host) {
    return lab.registry.snapshot(ScrapeLab.ID).orElseThrow().targets().stream()
        .filter(target -> target.url().getAuthority().equals(host))
        .findFirst()
        .orElseThrow();
  }

  private double scrapes(String result) {
    return lab.meters.counter("skopos.scrapes", "result", result).count();
  }

  @RepeatedTest(10)
  void changedExpositionsFailWithAReasonAtMost(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<ExpositionFormat> formats = List.of(ExpositionFormat.values());
    lab.expositions.put(HEALTHY, "m 1\n");
    lab.registry.apply(definition(target(HOSTILE), target(HEALTHY)));
    int rounds = 200;
    int failures = 0;
    for (int round = 0; round < rounds; round++) {
      ExpositionFormat format = formats.get(random.nextInt(formats.size()));
      lab.types.put(HOSTILE, TYPES.get(format));
      lab.bodies.put(HOSTILE, Seeds.changed(Seeds.of(format), random));
      lab.nextScrape();

      TargetSnapshot hostile = snapshot(HOSTILE);
      assertThat(hostile.health()).isNotEqualTo(Health.UNKNOWN);
      assertThat(hostile.error().isEmpty()).isEqualTo(hostile.health() == Health.UP);
      assertThat(hostile.error()).hasSizeLessThan(1_000);
      assertThat(snapshot(HEALTHY).health()).isEqualTo(Health.UP);
      failures += hostile.health() == Health.DOWN ? 1 : 0;
    }

    assertThat(scrapes("failure")).isEqualTo(failures).isPositive();
    assertThat(scrapes("success")).isEqualTo(2 * rounds - failures);
    assertThat(lab.memory.used()).isZero();
    assertThat(lab.samples().get("{__name__=\"m\", instance=\"healthy:80\", job=\"web\"}"))
        .hasSize(rounds)
        .containsOnly("1.0");
  }

  @Test
  void aStaleMarkerThatATargetExposesIsAnOrdinaryNaN() {
    lab.types.put(HOSTILE, TYPES.get(ExpositionFormat.PROTOBUF));
    lab.bodies.put(HOSTILE, STALE_GAUGE);
    lab.registry.apply(definition(target(HOSTILE)));
    lab.nextScrape();
    lab.types.put(HOSTILE, "text/plain");
    lab.expositions.put(HOSTILE, "m nan\n");
    lab.nextScrape();

    assertThat(lab.values("m")).containsExactly("NaN", "NaN");
    assertThat(lab.values("up")).containsExactly("1.0", "1.0");
  }

  @Test
  void aLabelOfAMebibyteIsRefusedInFewWords() {
    lab.expositions.put(HOSTILE, "m{a=\"%s\"} 1\n".formatted("x".repeat(1 << 20)));
    lab.registry.apply(
        ScrapeLab.limited(
            definition(target(HOSTILE)), new ScrapeDefinition.Limits(0, 0, 0, 1_000, 2 << 20, 10)));
    lab.nextScrape();

    assertThat(snapshot(HOSTILE).error())
        .startsWith("label_value_length_limit exceeded (metric: \"m\", label value: \"xxx")
        .endsWith("length: 1048576, limit: 1000)")
        .hasSizeLessThan(200);
    assertThat(lab.values("up")).containsExactly("0.0");
  }
}
