// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.COUNTERS;
import static dev.skopos.slo.count.CounterLab.DAY;
import static dev.skopos.slo.count.CounterLab.ERRORS;
import static dev.skopos.slo.count.CounterLab.HOUR;
import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.TOTAL;
import static dev.skopos.slo.count.CounterLab.at;
import static dev.skopos.slo.count.CounterLab.definition;
import static dev.skopos.slo.count.CounterLab.finish;

import dev.skopos.model.Matcher;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random samples, counted step by step, against the truth counted from all of them at once. */
class EventCounterPropertyTest {

  private final CounterLab lab = new CounterLab();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void countsAsItGoesWhatTheSamplesSay(long seed) {
    Random random = new Random(seed);
    RandomScrapes scrapes = new RandomScrapes(lab.samples, random);
    EventCounter counter = lab.counter(definition(COUNTERS, "route"));

    for (long now = START; now < START + 5 * HOUR; ) {
      long next = now + MINUTE / 4 + random.nextInt(90_000);
      scrapes.scrape(now, next);
      counter.advance(at(next));
      now = next;
    }
    finish(counter, counter.accounts().until().toEpochMilli());

    CounterLab.assertEqual(
        counter.accounts(), Truth.of(COUNTERS, List.of("route"), lab.samples), random);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void countsAtOnceWhatIsThereAlready(long seed) {
    Random random = new Random(seed);
    long end = START + 3 * DAY + 17 * MINUTE;
    new RandomScrapes(lab.samples, random).scrape(START, end);
    EventCounter counter = lab.counter(definition(COUNTERS, "route"));

    finish(counter, end);

    CounterLab.assertEqual(
        counter.accounts(), Truth.of(COUNTERS, List.of("route"), lab.samples), random);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void losesAndDoublesNothingWhenKilled(long seed) {
    Random random = new Random(seed);
    RandomScrapes scrapes = new RandomScrapes(lab.samples, random);
    EventCounter counter = lab.counter(definition(COUNTERS, "route"));

    long now = START;
    while (now < START + 8 * HOUR) {
      long next = now + MINUTE / 2 + random.nextInt(120_000);
      scrapes.scrape(now, next);
      counter.advance(at(next));
      if (random.nextInt(3) == 0) {
        lab.save(counter);
      }
      if (random.nextInt(40) == 0) {
        // what was not saved is lost, and time passes, with scrapes or without
        long down = random.nextInt((int) (2 * HOUR));
        if (random.nextBoolean()) {
          scrapes.scrape(next, next + down);
        }
        next += down;
        counter = lab.counter(definition(COUNTERS, "route"));
      }
      now = next;
    }
    finish(counter, now);

    CounterLab.assertEqual(
        counter.accounts(), Truth.of(COUNTERS, List.of("route"), lab.samples), random);
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void findsSamplesThatComeLate(long seed) {
    Random random = new Random(seed);
    RandomScrapes scrapes = new RandomScrapes(lab.samples, random);
    RawSamples stored = new RawSamples();
    EventCounter counter =
        new EventCounter(definition(COUNTERS, "route"), stored, lab.queries, lab.blocks);

    long end = START + 4 * HOUR;
    for (long now = START; now < end; now += MINUTE) {
      scrapes.scrape(now, now + MINUTE);
      copySomeLate(stored, now + MINUTE, random);
      counter.advance(at(now + MINUTE));
    }
    copyAll(stored);
    for (long now = end; now <= end + 12 * MINUTE; now += MINUTE) {
      counter.advance(at(now));
    }
    finish(counter, end + 12 * MINUTE);

    CounterLab.assertEqual(
        counter.accounts(), Truth.of(COUNTERS, List.of("route"), lab.samples), random);
  }

  /** Samples that come late, and kills, while the newest hours are counted again bit by bit. */
  @ParameterizedTest
  @ValueSource(longs = {71, 72, 73, 74, 75, 76})
  void countsAgainAPartAtATime(long seed) {
    Random random = new Random(seed);
    RandomScrapes scrapes = new RandomScrapes(lab.samples, random);
    RawSamples stored = new RawSamples();
    EventCounter counter = inParts(stored);

    long end = START + 5 * HOUR;
    for (long now = START; now < end; now += MINUTE) {
      scrapes.scrape(now, now + MINUTE);
      copySomeLate(stored, now + MINUTE, random);
      counter.advance(at(now + MINUTE));
      if (random.nextInt(4) == 0) {
        lab.save(counter);
      }
      if (random.nextInt(60) == 0) {
        counter = inParts(stored);
      }
      if (random.nextInt(60) == 0) {
        counter.recount(at(now - 3 * HOUR), at(now - random.nextInt((int) HOUR)));
      }
    }
    copyAll(stored);
    for (long now = end; now <= end + 40 * MINUTE; now += MINUTE) {
      counter.advance(at(now));
    }
    finish(counter, end + 40 * MINUTE);

    CounterLab.assertEqual(
        counter.accounts(), Truth.of(COUNTERS, List.of("route"), lab.samples), random);
  }

  private EventCounter inParts(RawSamples stored) {
    return new EventCounter(definition(COUNTERS, "route"), stored, lab.queries, lab.blocks, 1);
  }

  /** Each sample comes after up to an hour and a half. */
  private void copySomeLate(RawSamples stored, long now, Random random) {
    lab.samples
        .all()
        .forEach(
            (labels, points) ->
                points
                    .tailMap(now - 90 * MINUTE)
                    .forEach(
                        (time, point) -> {
                          if (random.nextInt(10) > 0) {
                            stored.add(labels, time, point.value());
                          }
                        }));
  }

  private void copyAll(RawSamples stored) {
    lab.samples
        .all()
        .forEach(
            (labels, points) ->
                points.forEach((time, point) -> stored.add(labels, time, point.value())));
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42})
  void keepsOldDaysBy15Minutes(long seed) {
    Random random = new Random(seed);
    RandomScrapes scrapes = new RandomScrapes(lab.samples, random).every(7 * MINUTE);
    EventCounter counter = lab.counter(definition(COUNTERS, "route"));
    long end = START + 45 * DAY + 31 * MINUTE;

    for (long now = START; now < end; now += 5 * HOUR) {
      scrapes.scrape(now, Math.min(end, now + 5 * HOUR));
      counter.advance(at(Math.min(end, now + 5 * HOUR)));
    }
    finish(counter, end);

    CounterLab.assertEqual(
        counter.accounts(), Truth.of(COUNTERS, List.of("route"), lab.samples), random);
  }

  @ParameterizedTest
  @ValueSource(longs = {51, 52})
  void countsGoodEventsOfOtherSeries(long seed) {
    Random random = new Random(seed);
    long end = START + 10 * HOUR;
    new RandomScrapes(lab.samples, random).scrape(START, end);
    Matcher ok = Matcher.of(Matcher.Type.NOT_REGEX, "code", "5..");
    Indicator.Counters good =
        new Indicator.Counters(
            Indicator.Part.GOOD, List.of(TOTAL.getFirst(), ok), List.of(ERRORS.getFirst()));
    // the same series under two names: read apart
    Indicator.Counters apart =
        new Indicator.Counters(
            Indicator.Part.GOOD,
            List.of(Matcher.of(Matcher.Type.REGEX, "__name__", "requests_.*"), ok),
            TOTAL);
    EventCounter together = lab.counter(definition(good));
    EventCounter separately = lab.counter(definition(apart));

    finish(together, end);
    finish(separately, end);

    Truth truth = Truth.of(COUNTERS, List.of(), lab.samples);
    CounterLab.assertEqual(together.accounts(), truth, random);
    CounterLab.assertEqual(separately.accounts(), truth, random);
  }

  @ParameterizedTest
  @ValueSource(longs = {61, 62})
  void countsGaugesOnceEach(long seed) {
    Random random = new Random(seed);
    RandomScrapes scrapes = new RandomScrapes(lab.samples, random);
    Indicator.BoolGauge gauge =
        new Indicator.BoolGauge(List.of(Matcher.equal("__name__", "probe_success")));
    EventCounter counter = lab.counter(definition(gauge, "instance"));

    for (long now = START; now < START + 5 * HOUR; ) {
      long next = now + MINUTE / 4 + random.nextInt(200_000);
      scrapes.scrape(now, next);
      counter.advance(at(next));
      if (random.nextInt(20) == 0) {
        lab.save(counter);
        counter = lab.counter(definition(gauge, "instance"));
      }
      now = next;
    }
    finish(counter, START + 6 * HOUR);

    CounterLab.assertEqual(
        counter.accounts(), Truth.of(gauge, List.of("instance"), lab.samples), random);
  }
}
