// SPDX-License-Identifier: Apache-2.0
package dev.skopos.micro;

import dev.skopos.model.Labels;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One sample on its way into the store, in batches of a thousand series that the store knows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AppendBenchmark {

  private static final int SERIES = 1_000;
  private static final long STEP_MILLIS = 15_000;

  private final Labels[] series =
      IntStream.range(0, SERIES)
          .mapToObj(
              number ->
                  Labels.of("__name__", "requests_total", "job", "bench", "path", "/" + number))
          .toArray(Labels[]::new);
  private final AtomicLong now =
      new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
  private final TemporaryStore store = new TemporaryStore(() -> Instant.ofEpochMilli(now.get()));

  @Benchmark
  @OperationsPerInvocation(SERIES)
  public int append() {
    return store.append(series, now.addAndGet(STEP_MILLIS));
  }

  @TearDown
  public void close() throws IOException {
    store.close();
  }
}
