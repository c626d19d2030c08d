// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.rule.GroupDefinition.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Rules that really fired, and what is said of them. */
class NoiseMeterTest {

  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Instant BEGIN = TuningLab.END.minus(Duration.ofDays(3));
  private static final int DAY = 1440;
  private static final int FIRST = 27 * DAY;
  private static final TunedRule HIGH =
      new TunedRule("load > 5", Duration.ZERO, Duration.ZERO, STEP, Duration.ZERO);

  private final TuningLab lab = new TuningLab(BEGIN);
  private final NoiseMeter meter = new NoiseMeter(lab::read, () -> TuningLab.END);

  private void load(String job, IntToDoubleFunction byStepOfThreeDays) {
    lab.store(
        Labels.of("__name__", "load", "job", job),
        STEP,
        i -> i < FIRST ? TuningLab.ABSENT : byStepOfThreeDays.applyAsDouble(i - FIRST));
  }

  private NoiseReport measure(int days) throws ReadFailedException {
    return meter.measure(days, KnownRule.all(lab.rules.snapshots()), (_, _) -> true, () -> false);
  }

  @Test
  void countsAreThoseOfTheRuleEngine() throws ReadFailedException {
    // Every 4 hours for 3 minutes, in another series for an hour once a day; over midnight too.
    load("a", i -> i % 240 >= 20 && i % 240 < 23 ? 9 : 1);
    load("b", i -> (i + 30) % DAY < 60 && i < 4000 ? 9 : 1);
    lab.run(Form.SINGLE, HIGH);
    assertThat(lab.fired).hasSize(18 + 3);

    NoiseReport report = measure(7);

    assertThat(report.allFirings()).isEqualTo(lab.fired.size());
    assertThat(report.incomplete()).isFalse();
    NoisyRule rule = report.rules().getFirst();
    assertThat(rule.name()).isEqualTo(new NoisyRule.Name("shop", "High", "warning"));
    assertThat(rule.firings()).isEqualTo(lab.fired.size());
    assertThat(rule.firingsPerWeek()).isEqualTo(21);
    assertThat(rule.firing()).isEqualTo(lab.firing());
    assertThat(rule.shortFirings()).isEqualTo(18);
    assertThat(rule.shortShare()).isCloseTo(18 / 21.0, within(1e-9));
    assertThat(rule.medianDuration()).isEqualTo(Duration.ofMinutes(3));
    assertThat(rule.firingNow()).isZero();
    assertThat(rule.sources()).singleElement().isEqualTo(known());
    assertThat(rule.action())
        .isEqualTo(
            new NoiseAction.RaiseHold(
                Duration.ofMinutes(3),
                3,
                "kubectl -n shop patch alertrule high --type=merge -p"
                    + " '{\"spec\":{\"for\":\"3m\"}}'"));
  }

  private KnownRule known() {
    return KnownRule.all(lab.rules.snapshots()).getFirst();
  }

  @Test
  void theHoldThatIsProposedLeavesAsManyFiringsAsItSays() throws ReadFailedException {
    IntToDoubleFunction load = i -> i % 240 < 2 + (i / 240) % 5 && i > 10 ? 9 : 1;
    load("a", load);
    lab.run(Form.SINGLE, HIGH);
    NoiseAction action = measure(7).rules().getFirst().action();
    assertThat(action).isInstanceOf(NoiseAction.RaiseHold.class);
    NoiseAction.RaiseHold raise = (NoiseAction.RaiseHold) action;

    TuningLab changed = new TuningLab(BEGIN);
    changed.store(
        Labels.of("__name__", "load", "job", "a"),
        STEP,
        i -> i < FIRST ? TuningLab.ABSENT : load.applyAsDouble(i - FIRST));
    changed.run(
        Form.SINGLE, new TunedRule("load > 5", raise.hold(), Duration.ZERO, STEP, Duration.ZERO));

    assertThat(raise.left()).isPositive().isLessThan(lab.fired.size());
    assertThat(changed.fired).hasSize((int) raise.left());
  }

  @Test
  void whatFiresAllTheTimeIsToBeRepairedOrDeleted() throws ReadFailedException {
    load("a", _ -> 9);
    lab.run(Form.GROUP, HIGH);

    NoisyRule rule = measure(3).rules().getFirst();

    assertThat(rule.firings()).isEqualTo(1);
    assertThat(rule.firingNow()).isEqualTo(1);
    assertThat(rule.firing()).isGreaterThan(Duration.ofHours(71));
    assertThat(rule.action()).isInstanceOf(NoiseAction.DeleteOrFix.class);
  }

  @Test
  void whatFiresOftenAndForLongIsToGetAnotherThreshold() throws ReadFailedException {
    load("a", i -> i % 120 < 40 ? 9 : 1);
    lab.run(Form.GROUP, HIGH);

    NoisyRule rule = measure(3).rules().getFirst();

    assertThat(rule.action()).isEqualTo(new NoiseAction.MoveThreshold(known()));
  }

  @Test
  void whatMayNotBeSeenIsNotCountedAtAll() throws ReadFailedException {
    load("a", i -> i % 120 < 40 ? 9 : 1);
    lab.run(Form.GROUP, HIGH);

    NoiseReport report =
        meter.measure(
            3,
            KnownRule.all(lab.rules.snapshots()),
            (name, sources) -> !name.namespace().equals("shop") && sources.isEmpty(),
            () -> false);

    assertThat(report.allFirings()).isZero();
    assertThat(report.allRules()).isZero();
    assertThat(report.rules()).isEmpty();
  }

  @Test
  void alertsOfOthersWithoutTheSecondSeriesAreToldApartByGaps() throws ReadFailedException {
    Labels alert = Labels.of("__name__", "ALERTS", "alertname", "Foreign", "alertstate", "firing");
    lab.store(
        alert,
        STEP,
        i -> i < FIRST || i % 60 > 20 ? TuningLab.ABSENT : i % 60 == 20 ? Sample.STALE : 1);

    NoiseReport report = measure(3);

    assertThat(report.rules()).hasSize(1);
    NoisyRule rule = report.rules().getFirst();
    assertThat(rule.name()).isEqualTo(new NoisyRule.Name("", "Foreign", ""));
    assertThat(rule.sources()).isEmpty();
    assertThat(rule.firings()).isEqualTo(72);
    assertThat(rule.medianDuration()).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void tablesHaveARowForEachRule() throws ReadFailedException {
    load("a", i -> i % 120 < 40 ? 9 : 1);
    lab.run(Form.GROUP, HIGH);
    NoiseReport report = measure(3);

    assertThat(NoiseTable.csv(report).lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("shop,High,warning,36,84.000,1.000,86400,2400,0,0.000,0,MoveThreshold,");
    assertThat(NoiseTable.markdown(report).lines())
        .hasSize(5)
        .last()
        .asString()
        .startsWith("| shop | High | warning | 36 | 84.000 | 1.000 | 86400 |");
  }

  @Test
  void windowsAreBoundedAndWhoNoLongerWaitsEndsTheWork() {
    assertThatThrownBy(() -> measure(31)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> meter.measure(1, List.of(), (_, _) -> true, () -> true))
        .isInstanceOf(ReadFailedException.class);
  }
}
