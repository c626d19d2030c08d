// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.promql.Value.Point;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.store.Appender;
import dev.skopos.store.InMemoryStore;
import dev.skopos.store.Queryable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineTest {

  private final InMemoryStore store = new InMemoryStore();
  private final Engine engine = new Engine(store, EngineOptions.DEFAULTS);

  private void load(String series) throws Exception {
    Appender appender = store.appender();
    SeriesDescription description = SeriesDescription.parse(series);
    for (int i = 0; i < description.values().size(); i++) {
      appender.append(description.labels(), i * 60_000L, description.values().get(i));
    }
    appender.commit();
  }

  private Engine limited(long mostSamples, Duration timeout) {
    return new Engine(
        store,
        new EngineOptions(
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            mostSamples,
            Long.MAX_VALUE,
            timeout,
            10));
  }

  private static Instant minute(long minute) {
    return Instant.ofEpochSecond(60 * minute);
  }

  @Test
  void aVectorHasTheInstantOfEvaluation() throws Exception {
    load("up{job=\"a\"} 1 2");

    Value value = engine.instant(engine.parse("up > 1"), minute(3));

    Labels labels = Labels.of("__name__", "up", "job", "a");
    assertThat(value).isEqualTo(new Value.Vector(List.of(new Point(labels, 180_000, 2))));
  }

  @Test
  void scalarsAndTextsAreValuesOfTheirOwn() throws Exception {
    assertThat(engine.instant(engine.parse("1 + 1"), minute(1)))
        .isEqualTo(new Value.Scalar(60_000, 2));
    assertThat(engine.instant(engine.parse("\"a\""), minute(1)))
        .isEqualTo(new Value.Text(60_000, "a"));
  }

  @Test
  void aRangeSelectorGivesRawSamplesWithoutStaleMarkers() throws Exception {
    load("up 1 2 stale 4");

    Value value = engine.instant(engine.parse("up[3m]"), minute(3));

    assertThat(value.type()).isEqualTo(ValueType.MATRIX);
    Series series = ((Value.Matrix) value).series().getFirst();
    assertThat(series.timestamps()).containsExactly(60_000, 180_000);
    assertThat(series.values()).containsExactly(2, 4);
  }

  @Test
  void aRangeQueryEndsAtTheLastStepThatFits() throws Exception {
    load("up 1+1x10");

    Value value =
        engine.range(
            engine.parse("up"), minute(0), minute(3).plusSeconds(59), Duration.ofMinutes(1));

    Series series = ((Value.Matrix) value).series().getFirst();
    assertThat(series.values()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void rangeQueriesOfTextsAndRangesAreRefused() throws Exception {
    for (String query : List.of("\"a\"", "up[5m]")) {
      Expr expr = engine.parse(query);
      assertThatThrownBy(() -> engine.range(expr, minute(0), minute(1), Duration.ofMinutes(1)))
          .isInstanceOf(QueryException.class)
          .hasMessageStartingWith("invalid expression type")
          .hasMessageEndingWith("for range query, must be Scalar or instant Vector");
    }
  }

  @Test
  void aQueryThatNeedsTooManySamplesIsRefused() throws Exception {
    load("up 1+1x1000");
    Engine small = limited(500, Duration.ofMinutes(1));

    for (String query : List.of("sum_over_time(up[1000m])", "sum_over_time(vector(1)[1000m:1s])")) {
      Expr expr = small.parse(query);
      assertThatThrownBy(() -> small.instant(expr, minute(1000)))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              "query processing would load too many samples into memory in query execution");
    }
    Expr scalar = small.parse("time()");
    assertThatThrownBy(() -> small.range(scalar, minute(0), minute(1000), Duration.ofMillis(1)))
        .isInstanceOf(QueryException.class);
    assertThat(small.instant(small.parse("up"), minute(3)).type()).isEqualTo(ValueType.VECTOR);
  }

  @Test
  void resultsThatMultiplyAreRefusedBeforeTheyFillTheMemory() throws Exception {
    load("up 1+1x1000");
    Engine small = limited(20_000, Duration.ofMinutes(1));
    Expr expr = small.parse("count_values(\"value\", up)");

    assertThatThrownBy(() -> small.range(expr, minute(0), minute(900), Duration.ofMinutes(1)))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("too many samples");
  }

  @Test
  void aQueryThatTakesTooLongTimesOut() throws Exception {
    load("up 1");
    Engine hurried = limited(1_000_000, Duration.ofNanos(1));
    Expr expr = hurried.parse("up + up");

    assertThatThrownBy(() -> hurried.instant(expr, minute(0)))
        .isInstanceOfSatisfying(
            QueryException.class,
            timeout -> assertThat(timeout.kind()).isEqualTo(QueryException.Kind.TIMEOUT))
        .hasMessage("query timed out in expression evaluation");
  }

  @Test
  void aCancelledQueryEnds() throws Exception {
    load("up 1");
    Expr expr = engine.parse("sum(up) + sum(up)");
    AtomicInteger asked = new AtomicInteger();

    assertThatThrownBy(() -> engine.instant(expr, minute(0), () -> asked.incrementAndGet() > 3))
        .isInstanceOfSatisfying(
            QueryException.class,
            end -> assertThat(end.kind()).isEqualTo(QueryException.Kind.CANCELED));
  }

  @Test
  void equalSelectorsOfAQueryAreReadOnce() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    Queryable counting =
        new Queryable() {
          @Override
          public List<Series> select(long from, long to, List<Matcher> matchers) {
            reads.incrementAndGet();
            return List.of();
          }

          @Override
          public List<Labels> series(long from, long to, List<Matcher> matchers) {
            return List.of();
          }
        };
    Engine counted = new Engine(counting, EngineOptions.DEFAULTS);

    counted.instant(counted.parse("a / (a + b) and on () sum_over_time(a[10m])"), minute(9));

    assertThat(reads).hasValue(3);
  }

  @Test
  void parsedExpressionsAreRememberedUpToABound() throws Exception {
    Engine remembering = limited(1_000, Duration.ofMinutes(1));
    Expr first = remembering.parse("up + 1");

    assertThat(remembering.parse("up + 1")).isSameAs(first);

    for (int i = 0; i < 20; i++) {
      remembering.parse("up + " + (100 + i));
    }
    assertThat(remembering.parse("up + 1")).isEqualTo(first).isNotSameAs(first);
    assertThatThrownBy(() -> remembering.parse("up +")).isInstanceOf(ParseException.class);
  }

  @Test
  void threadsMayShareAnEngine() throws Exception {
    load("up{job=\"a\"} 1+1x100");
    load("up{job=\"b\"} 1+1x100");
    Callable<Value> query =
        () ->
            engine.range(
                engine.parse("sum(rate(up[5m])) by (job)"),
                minute(10),
                minute(60),
                Duration.ofMinutes(1));
    List<Value> values = new ArrayList<>();

    try (var executor = Executors.newFixedThreadPool(4)) {
      for (Future<Value> future : executor.invokeAll(Collections.nCopies(32, query))) {
        values.add(future.get());
      }
    }

    assertThat(values)
        .allSatisfy(
            value -> {
              assertThat(((Value.Matrix) value).series()).hasSize(2);
              assertThat(((Value.Matrix) value).series().getFirst().length()).isEqualTo(51);
            });
  }

  @Test
  void anInstantQueryIsARangeOfOneStep() throws Exception {
    load("up{job=\"a\"} 1+1x100");
    load("up{job=\"b\"} 5+3x100");
    for (String query : List.of("rate(up[5m])", "sum(up) / 2", "topk(1, up)", "up - 1 > 3")) {
      Expr expr = engine.parse(query);
      Value.Vector instant = (Value.Vector) engine.instant(expr, minute(30));
      Value.Matrix range =
          (Value.Matrix) engine.range(expr, minute(20), minute(40), Duration.ofMinutes(10));
      List<Point> middle = new ArrayList<>();
      for (Series series : range.series()) {
        middle.add(new Point(series.labels(), series.timestamps()[1], series.values()[1]));
      }
      assertThat(instant.points()).as(query).containsExactlyInAnyOrderElementsOf(middle);
    }
  }

  @Test
  void statisticsTellWhatAQueryLookedAt() throws Exception {
    load("up 1 2 3 4 5 6");
    Expr expr = engine.parse("up + sum_over_time(up[3m])");

    Engine.Range range = new Engine.Range(minute(3), minute(5), Duration.ofMinutes(1));
    QueryStatistics statistics = engine.range(expr, range, () -> false).statistics();

    assertThat(statistics.samples().perStep()).containsExactly(4, 4, 4);
    assertThat(statistics.samples().readPerStep()).containsExactly(4, 2, 2);
    assertThat(statistics.samples().total()).isEqualTo(12);
    assertThat(statistics.samples().totalRead()).isEqualTo(8);
    assertThat(statistics.peak()).isGreaterThanOrEqualTo(6);
    assertThat(statistics.total()).isPositive();
  }

  @Test
  void whatASubqueryReadsCountsOnce() throws Exception {
    load("up 1 2 3 4 5 6");
    Expr expr = engine.parse("sum_over_time(up[3m:1m])");

    QueryStatistics statistics = engine.instant(expr, minute(5), () -> false).statistics();

    assertThat(statistics.samples().totalRead()).isEqualTo(3);
    assertThat(statistics.samples().total()).isEqualTo(6);
  }

  @Test
  void allQueriesShareTheMemory() throws Exception {
    load("up " + "1 ".repeat(99) + 1);
    EngineOptions usual = EngineOptions.DEFAULTS;
    Engine small =
        new Engine(
            store,
            new EngineOptions(
                usual.lookback(), usual.subqueryStep(), 1_000, 1_000, usual.timeout(), 10));
    Expr many = small.parse("sum_over_time(up[90m])");
    Expr few = small.parse("sum_over_time(up[30m])");

    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> small.instant(many, minute(99)))
          .hasMessageContaining("too many samples");
      assertThat(small.instant(few, minute(99)).type()).isEqualTo(ValueType.VECTOR);
    }
  }

  @Test
  void whatWasNotAnsweredIsCounted() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Engine counting = new Engine(store, EngineOptions.DEFAULTS, meters);

    assertThatThrownBy(() -> counting.parse("(".repeat(10_000))).isInstanceOf(ParseException.class);
    assertThatThrownBy(() -> counting.parse("x".repeat(10_000_000)))
        .isInstanceOf(ParseException.class);
    assertThatThrownBy(() -> counting.instant(counting.parse("up"), minute(0), () -> true))
        .isInstanceOf(QueryException.class);

    assertThat(meters.get("skopos.queries.failed").tag("reason", "syntax").counter().count())
        .isEqualTo(2);
    assertThat(meters.get("skopos.queries.failed").tag("reason", "canceled").counter().count())
        .isEqualTo(1);
  }
}
