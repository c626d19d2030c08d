// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import static dev.skopos.scrape.run.ScrapeLab.definition;
import static dev.skopos.scrape.run.ScrapeLab.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Series;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScrapeScheduleTest {

  private static final long INTERVAL = ScrapeLab.INTERVAL.toMillis();

  private static ScrapeDefinition many(int targets) {
    ScrapeDefinition usual =
        definition(
            new TargetSelector.Static(
                IntStream.range(0, targets).mapToObj(i -> "10.0.0." + i + ":80").toList(),
                Map.of()));
    return ScrapeLab.limited(usual, new ScrapeDefinition.Limits(0, 0, 0, 0, 1 << 20, targets));
  }

  /** When each target was scraped first, within the interval. */
  private static Map<String, Long> offsets(ScrapeLab lab) {
    Map<String, Long> offsets = new TreeMap<>();
    for (Series series : lab.all()) {
      if (series.labels().metricName().equals("up")) {
        offsets.put(series.labels().toString(), series.timestamps()[0] % INTERVAL);
      }
    }
    return offsets;
  }

  @Test
  void targetsAreSpreadOverTheInterval() {
    ScrapeLab lab = new ScrapeLab();
    lab.registry.apply(many(100));
    lab.nextScrape();

    Map<String, Long> offsets = offsets(lab);

    assertThat(offsets).hasSize(100);
    long[] perTenth = new long[10];
    offsets.values().forEach(offset -> perTenth[(int) (offset * 10 / INTERVAL)]++);
    assertThat(LongStream.of(perTenth)).allMatch(count -> count >= 2 && count <= 25);
  }

  @Test
  void aTargetKeepsItsPlaceInTheIntervalOverARestart() {
    ScrapeLab before = new ScrapeLab();
    before.registry.apply(many(20));
    before.nextScrape();
    ScrapeLab after = new ScrapeLab();
    after.scheduler.advance(Duration.ofMillis(1_234_567));
    after.registry.apply(many(20));
    after.nextScrape();

    assertThat(offsets(after)).isEqualTo(offsets(before));
  }

  @Test
  void aScrapeThatBeginsALittleLateHasItsPlannedTimeAndOneThatIsTooLateItsOwn() {
    ScrapeLab lab = new ScrapeLab();
    LateScheduler scheduler = new LateScheduler(lab.scheduler);
    InMemoryStore store = new InMemoryStore();
    ScrapeRegistry registry =
        new ScrapeRegistry(
            new ScrapeRegistry.Schedulers(scheduler, lab.scheduler),
            (_, _, _) -> {
              throw new ScrapeException("nobody there");
            },
            lab.memory,
            _ -> List.of(),
            store,
            lab.meters);
    registry.apply(definition(target("web:80")));
    for (Duration late : List.of(Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(51))) {
      scheduler.late = late;
      lab.nextScrape();
    }
    registry.close();

    long[] times = ScrapeLab.all(store).getFirst().timestamps();
    assertThat(times).hasSize(3);
    assertThat(times[1] - times[0]).isEqualTo(INTERVAL);
    assertThat(times[2] - times[1]).isEqualTo(INTERVAL + 51);
    assertThat(Instant.ofEpochMilli(times[0])).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
  }
}
