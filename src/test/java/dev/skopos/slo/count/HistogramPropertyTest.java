// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.HOUR;
import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.at;
import static dev.skopos.slo.count.CounterLab.definition;
import static dev.skopos.slo.count.CounterLab.finish;
import static dev.skopos.slo.count.RandomHistograms.LATENCY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.model.Labels;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histograms that are exposed now so, now so: counted as it goes, at once and again. */
class HistogramPropertyTest {

  private final CounterLab lab = new CounterLab();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void countsEachObservationOnce(long seed) {
    Random random = new Random(seed);
    RandomHistograms scrapes = new RandomHistograms(lab.samples, random);
    EventCounter counter = lab.counter(definition(LATENCY));
    EventCounter restarted = lab.counter(definition(LATENCY));

    long now = START;
    while (now < START + 16 * HOUR) {
      long next = now + MINUTE / 3 + random.nextInt(80_000);
      scrapes.scrape(now, next);
      counter.advance(at(next));
      restarted.advance(at(next));
      if (random.nextInt(60) == 0) {
        lab.save(restarted);
        restarted = lab.counter(definition(LATENCY));
      }
      now = next;
    }
    for (int i = 0; i < 40; i++) {
      // what is looked at again now and then
      now += MINUTE;
      counter.advance(at(now));
      restarted.advance(at(now));
    }
    lab.blocks.delete(CounterLab.ID);
    EventCounter atOnce = lab.counter(definition(LATENCY));
    finish(atOnce, now);
    finish(counter, now);
    finish(restarted, now);

    HistogramTruth truth = HistogramTruth.of(lab.samples);
    assertEqual(atOnce.accounts(), truth, "at once");
    assertEqual(counter.accounts(), truth, "as it goes");
    assertEqual(restarted.accounts(), truth, "after restarts");
    atOnce.recount(at(START), at(now));
    finish(atOnce, now + MINUTE);
    assertEqual(atOnce.accounts(), truth, "again");
  }

  private static void assertEqual(Accounts accounts, HistogramTruth truth, String how) {
    for (long from = START - HOUR; from < START + 17 * HOUR; from += 10 * MINUTE) {
      Events events = accounts.between(Labels.EMPTY, at(from), at(from + 10 * MINUTE));
      Events expected = truth.between(from, from + 10 * MINUTE);
      String span = "%s, from %s".formatted(how, at(from));
      assertThat(events.total()).as(span).isCloseTo(expected.total(), within(1e-9));
      assertThat(events.bad()).as(span).isCloseTo(expected.bad(), within(1e-9));
      assertThat(events.minutes()).as(span).isEqualTo(expected.minutes());
    }
  }
}
