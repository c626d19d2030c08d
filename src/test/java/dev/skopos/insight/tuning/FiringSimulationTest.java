// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.insight.tuning.ThresholdAdvice.Candidate;
import dev.skopos.model.Labels;
import dev.skopos.rule.GroupDefinition.Form;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is simulated for the present threshold is what the rule engine does. */
class FiringSimulationTest {

  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int STEPS = (int) TuningLab.MONTH.dividedBy(STEP);

  /** The rule comes into being late in the month, and with it the series. */
  private static final int BEGIN = STEPS - (int) Duration.ofDays(5).dividedBy(STEP);

  private static final List<String> EXPRESSIONS =
      List.of(
          "load > 5",
          "load >= 5",
          "3 > (load)",
          "load <= 2",
          "load != 4",
          "load == 4",
          "(load > 4) and on (job) up == 1",
          "load > 4 unless on (job) (up == 1)");

  static Stream<Arguments> rules() {
    return IntStream.range(0, 2 * EXPRESSIONS.size())
        .mapToObj(
            seed -> {
              SplittableRandom random = new SplittableRandom(seed);
              Form form = seed % 2 == 0 ? Form.GROUP : Form.SINGLE;
              // An alert of its own is evaluated between its steps too, where one could fire.
              int unit = form == Form.GROUP ? 70 : 300;
              Duration hold = Duration.ofSeconds((long) unit * random.nextInt(8));
              Duration keep = Duration.ofSeconds((long) unit * random.nextInt(6));
              return Arguments.of(EXPRESSIONS.get(seed / 2), form, hold, keep, random.nextLong());
            });
  }

  @ParameterizedTest(name = "{0} as {1} for {2}, kept firing for {3}")
  @MethodSource("rules")
  void equalsTheRuleEngine(String expr, Form form, Duration hold, Duration keep, long seed) {
    TuningLab lab = new TuningLab(TuningLab.BEGIN.plus(STEP.multipliedBy(BEGIN)));
    SplittableRandom random = new SplittableRandom(seed);
    for (String job : List.of("a", "b", "c")) {
      lab.store(Labels.of("__name__", "load", "job", job), STEP, course(random.split()));
      lab.store(Labels.of("__name__", "up", "job", job), STEP, switching(random.split()));
    }
    TunedRule rule = new TunedRule(expr, hold, keep, STEP, Duration.ZERO);

    lab.run(form, rule);
    ThresholdResult result = lab.advisor.advise(rule, 1, () -> false);

    assertThat(result).isInstanceOf(ThresholdResult.Advised.class);
    Candidate present = ((ThresholdResult.Advised) result).advice().present();
    assertThat(lab.fired).isNotEmpty();
    assertThat(present.firings()).isEqualTo(lab.fired.size());
    assertThat(present.firing()).isEqualTo(lab.firing());
    assertThat(present.seriesFired())
        .isEqualTo(
            (int) lab.fired.keySet().stream().map(TuningLab.Fired::alert).distinct().count());
  }

  /** Stays for a while at one of a few values, is absent or no number. */
  private static IntToDoubleFunction course(SplittableRandom random) {
    double[] values = new double[STEPS];
    Arrays.fill(values, TuningLab.ABSENT);
    int i = BEGIN;
    while (i < values.length) {
      int kind = random.nextInt(12);
      double value = kind == 0 ? TuningLab.ABSENT : kind == 1 ? Double.NaN : random.nextInt(8);
      int end = Math.min(values.length, i + 1 + random.nextInt(12));
      while (i < end) {
        values[i++] = value;
      }
    }
    return step -> values[step];
  }

  private static IntToDoubleFunction switching(SplittableRandom random) {
    boolean[] values = new boolean[STEPS];
    for (int i = 1; i < values.length; i++) {
      values[i] = values[i - 1] ^ random.nextInt(20) == 0;
    }
    return step -> values[step] ? 1 : 0;
  }
}
