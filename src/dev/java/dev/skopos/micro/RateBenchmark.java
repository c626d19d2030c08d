// SPDX-License-Identifier: Apache-2.0
package dev.skopos.micro;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.store.Queryable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The rate of one series with the samples of a full chunk, at as many steps, without the store. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RateBenchmark {

  private static final int SERIES = 100;
  private static final int SAMPLES = 120;
  private static final Duration STEP = Duration.ofSeconds(15);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Engine engine = new Engine(new Fixed(), EngineOptions.DEFAULTS);
  private final Expr rate = expression();

  private Expr expression() {
    try {
      return engine.parse("rate(requests_total[5m])");
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  @OperationsPerInvocation(SERIES)
  public Value rate() {
    return engine.range(rate, START, START.plus(STEP.multipliedBy(SAMPLES - 1)), STEP);
  }

  /** The same series whatever is asked for. */
  private static final class Fixed implements Queryable {

    private final List<Series> series =
        IntStream.range(0, SERIES).mapToObj(number -> counter(number)).toList();

    private static Series counter(int number) {
      long[] times = new long[SAMPLES];
      double[] values = new double[SAMPLES];
      for (int i = 0; i < SAMPLES; i++) {
        times[i] = START.plus(STEP.multipliedBy(i)).toEpochMilli();
        values[i] = (double) i * (number + 1);
      }
      Labels labels = Labels.of("__name__", "requests_total", "path", "/" + number);
      return new Series(labels, times, values);
    }

    @Override
    public List<Series> select(long from, long to, List<Matcher> matchers) {
      return series;
    }

    @Override
    public List<Labels> series(long from, long to, List<Matcher> matchers) {
      return series.stream().map(Series::labels).toList();
    }
  }
}
