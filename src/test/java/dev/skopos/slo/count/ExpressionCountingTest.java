// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.HOUR;
import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.all;
import static dev.skopos.slo.count.CounterLab.at;
import static dev.skopos.slo.count.CounterLab.definition;
import static dev.skopos.slo.count.CounterLab.finish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import dev.skopos.slo.count.CountingDefinition.Slices;
import dev.skopos.slo.count.Indicator.Part;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indicators that are asked minute by minute. */
class ExpressionCountingTest {

  private static final Labels EU = Labels.of("zone", "eu");
  private static final Labels US = Labels.of("zone", "us");
  private static final long SETTLED = 15_000;

  private final CounterLab lab = new CounterLab();
  private final Set<String> asked = new HashSet<>();

  /** Answers from the start on, for five hours. */
  private void answer(String events, double eu, double us) {
    lab.queries =
        (expression, time) -> {
          asked.add(expression);
          if (time.isBefore(at(START)) || time.isAfter(at(START + 5 * HOUR))) {
            return List.of();
          }
          return expression.equals(events)
              ? List.of(new Element(EU.with("pod", "a"), eu), new Element(EU.with("pod", "b"), us))
              : List.of(
                  new Element(EU.with("pod", "a"), 10),
                  new Element(EU.with("pod", "b"), 10),
                  new Element(US, 4),
                  new Element(US, Double.NaN));
        };
  }

  @Test
  void aRatioIsAskedForEachMinute() {
    answer("errors[1m]", 1, 0.5);
    EventCounter counter =
        lab.counter(
            definition(new Indicator.Ratio(Part.BAD, "errors[$window]", "all[$window]"), "zone"));

    finish(counter, START + 3 * MINUTE + SETTLED);

    assertThat(asked).containsExactlyInAnyOrder("errors[1m]", "all[1m]");
    assertThat(all(counter.accounts(), EU)).isEqualTo(new Events(6, 80, 4));
    assertThat(all(counter.accounts(), US)).isEqualTo(new Events(0, 16, 4));
  }

  /** One error between the last sample of each tenth minute and the first of the next. */
  @Test
  void nothingIsLostBetweenTwoMinutes() {
    Labels errors = Labels.of("__name__", "errors_total");
    Labels requests = Labels.of("__name__", "requests_total");
    for (int i = 0; i <= 240; i++) {
      long time = START + 7_000 + i * 30_000L;
      lab.samples.add(errors, time, 5 + i / 20);
      lab.samples.add(requests, time, 1_000 + 3 * i);
    }
    Engine engine = new Engine(lab.samples, EngineOptions.DEFAULTS);
    lab.queries = new EngineQueries(engine);
    EventCounter counter =
        lab.counter(
            definition(
                new Indicator.Ratio(
                    Part.BAD,
                    "sum(increase(errors_total[$window]))",
                    "sum(increase(requests_total[$window]))")));

    finish(counter, START + 121 * MINUTE + SETTLED);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(12, 720, 121));
  }

  private record EngineQueries(Engine engine) implements QueryFunction {

    @Override
    public List<Element> query(String expr, Instant at) throws QueryFailedException {
      try {
        return ((Value.Vector) engine.instant(engine.parse(expr), at))
            .points().stream()
                .map(point -> new Element(point.labels(), point.value(), point.histogram()))
                .toList();
      } catch (ParseException e) {
        throw new QueryFailedException(String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public boolean knowsAnchoredRanges() {
      return true;
    }
  }

  @Test
  void aMinuteIsAskedForWhenItsScrapesAreOver() {
    answer("errors", 1, 0.5);
    EventCounter counter = lab.counter(definition(new Indicator.Ratio(Part.BAD, "errors", "all")));

    finish(counter, START + MINUTE + SETTLED - 1);
    Instant early = counter.accounts().until();
    finish(counter, START + MINUTE + SETTLED);

    assertThat(early).isEqualTo(at(START));
    assertThat(counter.accounts().until()).isEqualTo(at(START + MINUTE));
  }

  @Test
  void whatIsNotGoodIsBad() {
    answer("good", 9, 10);
    EventCounter counter =
        lab.counter(definition(new Indicator.Ratio(Part.GOOD, "good", "all"), "zone"));

    finish(counter, START + MINUTE + SETTLED);

    assertThat(all(counter.accounts(), EU)).isEqualTo(new Events(2, 40, 2));
    assertThat(all(counter.accounts(), US)).isEqualTo(new Events(8, 8, 2));
  }

  @Test
  void aShareIsOneEventAMinute() {
    answer("share", 0.75, 1.5);
    EventCounter counter = lab.counter(definition(new Indicator.Expression("share"), "zone"));

    finish(counter, START + 3 * MINUTE + SETTLED);

    assertThat(all(counter.accounts(), EU)).isEqualTo(new Events(1, 8, 4));
  }

  @Test
  void countingGoesBackAsFarAsThereIsAnAnswerAndContinuesAfterARestart() {
    answer("errors", 1, 1);
    Indicator.Ratio ratio = new Indicator.Ratio(Part.BAD, "errors", "all");
    EventCounter counter = lab.counter(definition(ratio));
    finish(counter, START + 4 * HOUR + SETTLED);
    lab.save(counter);

    EventCounter again = lab.counter(definition(ratio));
    finish(again, START + 10 * HOUR + SETTLED);

    assertThat(all(again.accounts(), Labels.EMPTY)).isEqualTo(new Events(602, 301 * 24, 301));
    assertThat(again.accounts().since()).isEqualTo(at(START - MINUTE));
  }

  @Test
  void aMinuteWithoutAnAnswerIsTriedAgainThenLeftOut() {
    answer("errors", 1, 1);
    var answering = lab.queries;
    Instant broken = at(START + 2 * MINUTE);
    lab.queries =
        (expression, time) -> {
          if (time.equals(broken)) {
            throw new QueryFailedException("found duplicate series");
          }
          return answering.query(expression, time);
        };
    EventCounter counter = lab.counter(definition(new Indicator.Ratio(Part.BAD, "errors", "all")));

    Advanced first = counter.advance(at(START + 4 * MINUTE + SETTLED));
    Advanced last = finish(counter, START + 4 * MINUTE + SETTLED);

    assertThat(first.problems())
        .containsExactly(new CountProblem.QueryFailed(broken, "found duplicate series"));
    assertThat(first.problems().getFirst().message())
        .isEqualTo("no answer for 2026-03-28T22:02:00Z: found duplicate series");
    assertThat(last.problems()).isEmpty();
    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(8, 96, 4));
  }

  @Test
  void minutesForWhichNobodyAnswersWait() {
    answer("errors", 1, 1);
    var answering = lab.queries;
    AtomicBoolean away = new AtomicBoolean();
    lab.queries =
        (expression, time) -> {
          if (away.get()) {
            throw new QueryFailedException("no connection", new IOException(), true);
          }
          return answering.query(expression, time);
        };
    EventCounter counter = lab.counter(definition(new Indicator.Ratio(Part.BAD, "errors", "all")));
    finish(counter, START + SETTLED);

    away.set(true);
    for (int i = 1; i < 60; i++) {
      assertThat(counter.advance(at(START + i * MINUTE + SETTLED)).problems()).hasSize(1);
    }
    away.set(false);
    finish(counter, START + 60 * MINUTE + SETTLED);

    assertThat(all(counter.accounts(), Labels.EMPTY)).isEqualTo(new Events(122, 61 * 24, 61));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void whatWasCountedStaysWhereItIsRefusedLater(int slice) {
    answer("errors", 1, 1);
    Indicator.Ratio ratio = new Indicator.Ratio(Part.BAD, "errors", "all");
    CountingDefinition definition =
        slice == 0
            ? definition(ratio)
            : definition(ratio, new Slices(Duration.ofMinutes(slice), 0.5));
    EventCounter counter = lab.counter(definition);
    finish(counter, START + 90 * MINUTE + SETTLED);
    lab.save(counter);
    var answering = lab.queries;
    lab.queries =
        (expression, time) -> {
          if (time.isAfter(at(START + 13 * MINUTE)) && time.isBefore(at(START + 44 * MINUTE))) {
            throw new QueryFailedException("found duplicate series");
          }
          return answering.query(expression, time);
        };

    EventCounter again = lab.counter(definition);
    Advanced advanced = again.advance(at(START + 91 * MINUTE + SETTLED));
    for (int i = 0; i < 20 && !advanced.complete(); i++) {
      advanced = again.advance(at(START + 91 * MINUTE + SETTLED));
    }

    assertThat(advanced.complete()).isTrue();
    assertThat(all(again.accounts(), Labels.EMPTY))
        .isEqualTo(slice == 0 ? new Events(184, 92 * 24, 92) : new Events(0, 19, 92));
  }

  @Test
  void nativeHistogramsAreNoNumbers() {
    lab.queries = (_, _) -> List.of(new Element(EU, Histogram.STALE));
    EventCounter counter = lab.counter(definition(new Indicator.Expression("share")));

    Advanced advanced = counter.advance(at(START));

    assertThat(advanced.problems().getFirst().message())
        .endsWith("share gives native histograms instead of numbers");
  }
}
