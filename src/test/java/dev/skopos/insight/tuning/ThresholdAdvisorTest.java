// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.insight.tuning.ThresholdAdvice.Candidate;
import dev.skopos.model.Labels;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ThresholdAdvisorTest {

  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int DAY = 288;
  private static final Labels LATENCY = Labels.of("__name__", "latency", "job", "shop");

  private final TuningLab lab = new TuningLab(TuningLab.BEGIN);

  private static TunedRule rule(String expr, Duration hold) {
    return new TunedRule(expr, hold, Duration.ZERO, STEP, Duration.ZERO);
  }

  private ThresholdAdvice advise(String expr, Duration hold, double wanted) {
    ThresholdResult result = lab.advisor.advise(rule(expr, hold), wanted, () -> false);
    assertThat(result).isInstanceOf(ThresholdResult.Advised.class);
    return ((ThresholdResult.Advised) result).advice();
  }

  /** A day's course between 0.2 and 0.4, noise, and a spike to 1 for half an hour every day. */
  private static IntToDoubleFunction days(double spike) {
    SplittableRandom random = new SplittableRandom(7);
    return i -> {
      double season = 0.3 + 0.1 * Math.sin(2 * Math.PI * i / DAY);
      double noise = 0.02 * (random.nextDouble() - 0.5);
      boolean high = i % DAY >= 100 && i % DAY < 106;
      // Each spike is higher than that of the day before.
      return high ? spike + 0.01 * Math.floorDiv(i, DAY) : season + noise;
    };
  }

  @Test
  void spikesAreCountedAndTheProposalIsTheLowestThatFiresAsRarelyAsWanted() {
    lab.store(LATENCY, STEP, days(1));

    ThresholdAdvice advice = advise("latency > 0.9", Duration.ofMinutes(10), 1);

    assertThat(advice.observed()).isEqualTo(TuningLab.MONTH);
    assertThat(advice.series()).isEqualTo(1);
    assertThat(advice.present().firings()).isEqualTo(30);
    assertThat(advice.present().firingsPerWeek()).isEqualTo(7);
    // It holds for 30 minutes, fires after 10 and ends when the next value is low.
    assertThat(advice.present().firing()).isEqualTo(Duration.ofMinutes(20).multipliedBy(30));
    Candidate proposed = advice.proposed();
    assertThat(proposed).isNotNull();
    // Four spikes in 30 days are not more than one in a week; five would be.
    assertThat(proposed.firings()).isEqualTo(4);
    assertThat(proposed.value()).isBetween(1.25, 1.26);
    assertThat(advice.proposedExpr()).contains("latency > " + proposed.number());
    assertThat(advice.candidates()).hasSizeLessThan(40).contains(advice.present(), proposed);
    assertThat(advice.candidates()).extracting(Candidate::value).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aHoldThatOutlastsTheSpikesLetsTheThresholdStayLow() {
    lab.store(LATENCY, STEP, days(1));

    ThresholdAdvice advice = advise("latency > 0.9", Duration.ofMinutes(30), 1);

    assertThat(advice.present().firings()).isZero();
    assertThat(advice.proposed()).isNotNull();
    assertThat(advice.proposed().value()).isLessThan(0.9);
  }

  @Test
  void whereLowValuesAlertAllIsMirrored() {
    lab.store(LATENCY, STEP, i -> -days(1).applyAsDouble(i));

    ThresholdAdvice advice = advise("latency < -0.9", Duration.ofMinutes(10), 1);

    assertThat(advice.present().firings()).isEqualTo(30);
    assertThat(advice.proposed()).isNotNull();
    assertThat(advice.proposed().firings()).isEqualTo(4);
    assertThat(advice.proposed().value()).isBetween(-1.26, -1.25);
    assertThat(advice.candidates().getLast().origin()).isEqualTo("beyond all values");
  }

  @Test
  void aThresholdThatWouldFireAllTheTimeIsNotProposed() {
    lab.store(LATENCY, STEP, i -> i < 15 * DAY ? 1 : 2 + 0.001 * (i % 7));

    ThresholdAdvice advice = advise("latency > 1.5", Duration.ZERO, 1);

    assertThat(advice.present().firings()).isEqualTo(1);
    assertThat(advice.proposed()).isNotNull();
    assertThat(advice.proposed().value()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void lessThanAWeekGivesNumbersAndNoProposal() {
    IntToDoubleFunction days = days(1);
    lab.store(LATENCY, STEP, i -> i < 24 * DAY ? TuningLab.ABSENT : days.applyAsDouble(i));

    ThresholdAdvice advice = advise("latency > 0.9", Duration.ZERO, 1);

    assertThat(advice.observed()).isEqualTo(Duration.ofDays(6));
    assertThat(advice.present().firings()).isEqualTo(6);
    assertThat(advice.present().firingsPerWeek()).isEqualTo(7);
    assertThat(advice.candidates()).hasSizeGreaterThan(3);
    assertThat(advice.proposed()).isNull();
    assertThat(advice.notes()).first().asString().contains("less than 7 days");
  }

  @Test
  void whatHasNothingToChooseFromSaysSo() {
    lab.store(LATENCY, STEP, _ -> 3);
    lab.store(Labels.of("__name__", "odd"), STEP, _ -> Double.NaN);

    assertThat(advise("latency > 5", Duration.ZERO, 1).notes())
        .containsExactly("All values are the same: 3.0.");
    assertThat(advise("odd > 5", Duration.ZERO, 1).notes())
        .containsExactly("None of the values is a number (all are NaN or infinite).");
    ThresholdAdvice nothing = advise("nowhere > 5", Duration.ZERO, 1);
    assertThat(nothing.notes())
        .containsExactly("The expression gave no values in the last 30 days.");
    assertThat(nothing.spread()).isNull();
    assertThat(nothing.candidates()).containsExactly(nothing.present());
    assertThat(advise("latency == 3", Duration.ZERO, 1).present().firings()).isEqualTo(1);
    assertThat(lab.advisor.advise(rule("absent(latency)", Duration.ZERO), 1, () -> false))
        .isInstanceOf(ThresholdResult.NoThreshold.class);
    assertThat(lab.advisor.advise(rule("sum(", Duration.ZERO), 1, () -> false))
        .isInstanceOf(ThresholdResult.NoThreshold.class);
  }

  @Test
  void manySeriesAreLookedAtMoreCoarselyAndTooManyRefused() {
    for (int i = 0; i < 30; i++) {
      lab.store(LATENCY.with("pod", "p" + i), Duration.ofHours(1), step -> step % 24);
    }
    String hourly = "last_over_time(latency[1h]) > 22";
    TunedRule often =
        new TunedRule(hourly, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO);

    ThresholdResult some = lab.advisor.advise(often, 1, () -> false);

    assertThat(some).isInstanceOf(ThresholdResult.Advised.class);
    ThresholdAdvice advice = ((ThresholdResult.Advised) some).advice();
    assertThat(advice.step()).isEqualTo(Duration.ofSeconds(15));
    assertThat(advice.present().firings()).isEqualTo(30 * 30);
    assertThat(advice.notes()).anyMatch(note -> note.contains("evaluated every 1 s"));
    String many = "label_replace(latency, \"i\", \"%d\", \"\", \"\")";
    String each =
        String.join(
            " or ", java.util.stream.IntStream.range(0, 40).mapToObj(many::formatted).toList());
    assertThat(lab.advisor.advise(rule("(" + each + ") > 5", Duration.ZERO), 1, () -> false))
        .isEqualTo(
            new ThresholdResult.Failed(
                "the expression gives more than 1000 series in 30 days; narrow it down"));
  }

  @Test
  void whoNoLongerWaitsEndsTheWork() {
    lab.store(LATENCY, STEP, days(1));

    assertThat(lab.advisor.advise(rule("latency > 0.9", Duration.ZERO), 1, () -> true))
        .isEqualTo(new ThresholdResult.Failed("it took longer than a query may take"));
  }

  @Test
  void aRuleCanBeTunedWhereItHasAThresholdWithNeighbours() {
    assertThat(List.of("up == 0", "absent(up)", "sum(")).noneMatch(ThresholdAdvisor::isTunable);
    assertThat(ThresholdAdvisor.isTunable("load > 5")).isTrue();
  }
}
