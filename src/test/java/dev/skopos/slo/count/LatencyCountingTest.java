// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.all;
import static dev.skopos.slo.count.CounterLab.definition;
import static dev.skopos.slo.count.CounterLab.finish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histograms of both kinds. */
class LatencyCountingTest {

  private static final Indicator.Latency LATENCY =
      new Indicator.Latency(List.of(Matcher.equal("__name__", "duration_seconds")), 0.3);

  private final CounterLab lab = new CounterLab();

  private static Labels series(String instance) {
    return Labels.of("__name__", "duration_seconds", "job", "shop", "instance", instance);
  }

  private void classic(String instance, long time, String bound, double below, double count) {
    Labels bucket = series(instance).with("__name__", "duration_seconds_bucket");
    lab.samples.add(bucket.with("le", bound), time, below);
    lab.samples.add(bucket.with("le", "1.0"), time, count);
    lab.samples.add(bucket.with("le", "+Inf"), time, count);
    lab.samples.add(series(instance).with("__name__", "duration_seconds_count"), time, count);
  }

  /** Exponential with factor 2: (0.25, 0.5] has index -1. */
  private static Histogram histogram(ResetHint hint, double below, double around, double above) {
    return Histogram.exponential(
        hint,
        0,
        0.001,
        0,
        below + around + above,
        1,
        new Buckets(new int[] {-5, -1, 3}, new double[] {below, around, above}),
        Buckets.NONE);
  }

  @Test
  void theBucketOfTheThresholdIsGoodHoweverItsBoundIsWritten() {
    classic("a", START, "0.3", 10, 20);
    classic("a", START + MINUTE, "0.3", 17, 30);
    classic("b", START, "0.30", 0, 0);
    classic("b", START + MINUTE, "0.30", 4, 5);
    EventCounter counter = lab.counter(definition(LATENCY));

    Advanced advanced = finish(counter, START + MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(3 + 1, 10 + 5, 2));
    assertThat(advanced.problems()).isEmpty();
  }

  @Test
  void withoutABucketForTheThresholdNothingIsCounted() {
    classic("a", START, "0.25", 10, 20);
    classic("a", START + MINUTE, "0.25", 17, 30);
    EventCounter counter = lab.counter(definition(LATENCY));

    Advanced advanced = finish(counter, START + MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(Events.NONE);
    assertThat(advanced.problems())
        .containsExactly(
            new CountProblem.MissingBound(0.3, List.of(0.25, 1.0, Double.POSITIVE_INFINITY)));
    assertThat(advanced.problems().getFirst().message())
        .isEqualTo(
            "spec.indicator.latency.threshold: 0.3 s, expected a bound of a bucket of the"
                + " histogram: [0.25, 1.0, +Inf]");
  }

  @Test
  void targetsWithoutABucketForTheThresholdAreLeftOutAndReported() {
    classic("a", START, "0.25", 10, 20);
    classic("a", START + MINUTE, "0.25", 17, 30);
    classic("b", START, "0.3", 0, 0);
    classic("b", START + MINUTE, "0.3", 4, 5);
    EventCounter counter = lab.counter(definition(LATENCY));

    Advanced advanced = finish(counter, START + MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(1, 5, 2));
    assertThat(advanced.problems()).containsExactly(new CountProblem.BoundMissingInPart(0.3, 1));
  }

  @Test
  void targetsWithoutTheBucketDoNotStopWhatNativeHistogramsTell() {
    classic("a", START, "0.25", 10, 20);
    classic("a", START + MINUTE, "0.25", 17, 30);
    lab.samples.add(series("b"), START, histogram(ResetHint.UNKNOWN, 0, 0, 0));
    lab.samples.add(series("b"), START + MINUTE, histogram(ResetHint.NOT_RESET, 10, 0, 5));
    EventCounter counter = lab.counter(definition(LATENCY));

    Advanced advanced = finish(counter, START + MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(5, 15, 2));
    assertThat(advanced.problems()).containsExactly(new CountProblem.BoundMissingInPart(0.3, 1));
  }

  @Test
  void aBucketThatComesLaterIsFound() {
    classic("a", START, "0.25", 10, 20);
    EventCounter counter = lab.counter(definition(LATENCY));
    finish(counter, START);
    classic("a", START + MINUTE, "0.3", 0, 20);
    classic("a", START + 2 * MINUTE, "0.3", 6, 30);

    finish(counter, START + MINUTE);
    Advanced advanced = finish(counter, START + 2 * MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY).total()).isEqualTo(10);
    assertThat(advanced.problems()).isEmpty();
  }

  @Test
  void aNativeHistogramIsInterpolatedAsPromqlDoes() {
    lab.samples.add(series("a"), START, histogram(ResetHint.UNKNOWN, 100, 0, 0));
    lab.samples.add(series("a"), START + MINUTE, histogram(ResetHint.NOT_RESET, 110, 20, 5));
    EventCounter counter = lab.counter(definition(LATENCY));

    finish(counter, START + MINUTE);

    Events events = all(counter.accounts(), Labels.EMPTY);
    double goodAround = 20 * (Math.log(0.3 / 0.25) / Math.log(2));
    assertThat(events.total()).isEqualTo(35);
    assertThat(events.bad()).isCloseTo(35 - 10 - goodAround, within(1e-9));
    assertThat(events.minutes()).isEqualTo(2);
  }

  @Test
  void aNativeHistogramThatBeganAnewCountsFromZero() {
    lab.samples.add(series("a"), START, histogram(ResetHint.UNKNOWN, 10, 0, 0));
    lab.samples.add(series("a"), START + MINUTE, histogram(ResetHint.RESET, 20, 0, 3));
    // more in all, but a bucket has lost some
    lab.samples.add(series("a"), START + 2 * MINUTE, histogram(ResetHint.UNKNOWN, 40, 0, 2));
    EventCounter counter = lab.counter(definition(LATENCY));

    finish(counter, START + 2 * MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(3 + 2, 23 + 42, 3));
  }

  @Test
  void ofATargetWithBothKindsTheNativeOneCounts() {
    classic("a", START, "0.3", 0, 0);
    classic("a", START + MINUTE, "0.3", 10, 15);
    classic("b", START, "0.3", 0, 0);
    classic("b", START + MINUTE, "0.3", 1, 2);
    lab.samples.add(series("a"), START, histogram(ResetHint.UNKNOWN, 0, 0, 0));
    lab.samples.add(series("a"), START + MINUTE, histogram(ResetHint.NOT_RESET, 10, 0, 5));
    EventCounter counter = lab.counter(definition(LATENCY));

    finish(counter, START + MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(5 + 1, 15 + 2, 2));
  }

  @Test
  void theCountOfANativeHistogramIsACounter() {
    List<Matcher> name = List.of(Matcher.equal("__name__", "duration_seconds"));
    Indicator.Counters counters =
        new Indicator.Counters(
            Indicator.Part.BAD, List.of(name.getFirst(), Matcher.equal("instance", "a")), name);
    for (String instance : List.of("a", "b")) {
      lab.samples.add(series(instance), START, histogram(ResetHint.UNKNOWN, 10, 0, 0));
      lab.samples.add(series(instance), START + MINUTE, histogram(ResetHint.NOT_RESET, 14, 0, 0));
      lab.samples.add(series(instance), START + 2 * MINUTE, Histogram.STALE);
      lab.samples.add(series(instance), START + 3 * MINUTE, histogram(ResetHint.RESET, 2, 0, 0));
    }
    EventCounter counter = lab.counter(definition(counters));

    finish(counter, START + 3 * MINUTE);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(6, 12, 3));
  }
}
