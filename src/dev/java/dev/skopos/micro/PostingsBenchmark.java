// SPDX-License-Identifier: Apache-2.0
package dev.skopos.micro;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Which of 100,000 series fulfil several matchers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PostingsBenchmark {

  private static final int SERIES = 100_000;
  private static final long TIME = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private final TemporaryStore store = new TemporaryStore(() -> Instant.ofEpochMilli(TIME));
  private final List<Matcher> equal =
      List.of(
          Matcher.of(Matcher.Type.EQUAL, "__name__", "requests_total"),
          Matcher.of(Matcher.Type.EQUAL, "instance", "instance-7"),
          Matcher.of(Matcher.Type.EQUAL, "code", "200"));
  private final List<Matcher> expressions =
      List.of(
          Matcher.of(Matcher.Type.EQUAL, "__name__", "requests_total"),
          Matcher.of(Matcher.Type.REGEX, "instance", "instance-7.?"),
          Matcher.of(Matcher.Type.NOT_EQUAL, "code", "200"));

  public PostingsBenchmark() {
    Labels[] series =
        IntStream.range(0, SERIES).mapToObj(PostingsBenchmark::labels).toArray(Labels[]::new);
    store.append(series, TIME);
  }

  private static Labels labels(int series) {
    return Labels.of(
        "__name__",
        series % 2 == 0 ? "requests_total" : "errors_total",
        "instance",
        "instance-" + series / 2 % 100,
        "code",
        Integer.toString(200 + series / 200 % 5),
        "path",
        "/" + series / 1_000);
  }

  @Benchmark
  public List<Labels> threeEqual() {
    return store.store().series(TIME, TIME, equal);
  }

  @Benchmark
  public List<Labels> expressionAndNotEqual() {
    return store.store().series(TIME, TIME, expressions);
  }

  @TearDown
  public void close() throws IOException {
    store.close();
  }
}
