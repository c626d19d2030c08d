// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction;
import dev.skopos.slo.count.CountingDefinition.Slices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Samples, what was saved, and counters that count them. */
final class CounterLab {

  static final long START = Instant.parse("2026-03-28T22:00:00Z").toEpochMilli();
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;
  static final ResourceId ID = new ResourceId("ServiceLevelObjective", "shop", "checkout");
  static final Duration KEPT = Duration.ofDays(30);
  static final List<Matcher> TOTAL = List.of(Matcher.equal("__name__", "requests_total"));
  static final List<Matcher> ERRORS =
      List.of(TOTAL.getFirst(), Matcher.of(Matcher.Type.REGEX, "code", "5.."));
  static final Indicator.Counters COUNTERS =
      new Indicator.Counters(Indicator.Part.BAD, ERRORS, TOTAL);

  final RawSamples samples = new RawSamples();
  final InMemoryCountedBlocks blocks = new InMemoryCountedBlocks();
  QueryFunction queries =
      (expression, _) -> {
        throw new QueryFunction.QueryFailedException("not asked: " + expression);
      };

  static CountingDefinition definition(Indicator indicator, String... groupBy) {
    return new CountingDefinition(ID, indicator, List.of(groupBy), 100, KEPT, Optional.empty());
  }

  static CountingDefinition definition(Indicator indicator, Slices slices) {
    return new CountingDefinition(ID, indicator, List.of(), 100, KEPT, Optional.of(slices));
  }

  EventCounter counter(CountingDefinition definition) {
    return new EventCounter(definition, samples, queries, blocks);
  }

  static Instant at(long time) {
    return Instant.ofEpochMilli(time);
  }

  /** Calls until there is nothing left to do. */
  static Advanced finish(EventCounter counter, long to) {
    Advanced advanced = counter.advance(at(to));
    for (int i = 0; i < 10_000 && !advanced.complete(); i++) {
      advanced = counter.advance(at(to));
    }
    assertThat(advanced.complete()).as("complete; %s", advanced.problems()).isTrue();
    return advanced;
  }

  /** Saves as the registry does. */
  void save(EventCounter counter) {
    counter
        .unsaved()
        .ifPresent(
            change -> {
              blocks.save(List.of(change));
              counter.saved(change);
            });
  }

  static Labels requests(String instance, String code) {
    return Labels.of(
        "__name__", "requests_total", "job", "shop", "instance", instance, "code", code);
  }

  /** All that is known of one group. */
  static Events all(Accounts accounts, Labels group) {
    return accounts.between(group, Instant.EPOCH, accounts.until());
  }

  /** Spans of all lengths, on the grid, of all groups. */
  static void assertEqual(Accounts accounts, Truth truth, Random random) {
    assertThat(accounts.groups()).containsExactlyInAnyOrderElementsOf(truth.groups());
    long until = accounts.until().toEpochMilli();
    long since = accounts.since().toEpochMilli();
    for (Labels group : truth.groups()) {
      for (int i = 0; i < 60; i++) {
        long length =
            (long) Math.exp(random.nextDouble() * Math.log((double) (until - since + DAY)));
        long from = since - HOUR + (long) (random.nextDouble() * (double) (until - since + HOUR));
        boolean toNow = random.nextInt(4) == 0;
        long to = toNow ? until : from + length;
        if (to > from) {
          assertEqual(accounts, truth, group, from, to);
        }
      }
    }
  }

  private static void assertEqual(
      Accounts accounts, Truth truth, Labels group, long from, long to) {
    long edge = accounts.edge(at(from)).toEpochMilli();
    long end = to >= accounts.until().toEpochMilli() ? to : accounts.edge(at(to)).toEpochMilli();
    Events expected = truth.between(group, edge, end);

    Events events = accounts.between(group, at(from), at(to));

    String span = "%s from %s to %s".formatted(group, at(from), at(to));
    assertThat(events.total()).as(span).isCloseTo(expected.total(), within(tolerance(expected)));
    assertThat(events.bad()).as(span).isCloseTo(expected.bad(), within(tolerance(expected)));
    assertThat(events.minutes()).as(span).isEqualTo(expected.minutes());
  }

  private static double tolerance(Events expected) {
    return 1e-9 * Math.max(1, expected.total());
  }
}
