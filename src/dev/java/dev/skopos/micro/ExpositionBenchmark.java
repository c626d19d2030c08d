// SPDX-License-Identifier: Apache-2.0
package dev.skopos.micro;

import dev.skopos.bench.Payload;
import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.exposition.ExpositionOptions;
import dev.skopos.exposition.ExpositionReader;
import dev.skopos.exposition.ExpositionReader.Entry;
import dev.skopos.exposition.InvalidExpositionException;
import dev.skopos.exposition.SeriesTable;
import dev.skopos.model.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * One sample of an exposition of a thousand series: when the series is known, and when it is new.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ExpositionBenchmark {

  private static final int SERIES = 1_000;

  private final byte[] body = new Payload().text(0, 1);
  private final List<byte[]> series = series();

  private List<byte[]> series() {
    List<byte[]> found = new ArrayList<>();
    ExpositionReader reader = open();
    try {
      while (reader.next(SeriesTable.NONE) != Entry.END) {
        found.add(Arrays.copyOfRange(reader.seriesBytes(), reader.seriesFrom(), reader.seriesTo()));
      }
    } catch (InvalidExpositionException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private ExpositionReader open() {
    return ExpositionFormat.PROMETHEUS_TEXT.open(body, body.length, ExpositionOptions.USUAL);
  }

  @Benchmark
  @OperationsPerInvocation(SERIES)
  public double knownSeries() throws InvalidExpositionException {
    ExpositionReader reader = open();
    double sum = 0;
    for (byte[] expected : series) {
      reader.next(expected);
      sum += reader.value();
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(SERIES)
  public void newSeries(Blackhole results) throws InvalidExpositionException {
    ExpositionReader reader = open();
    while (reader.next(SeriesTable.NONE) != Entry.END) {
      Labels labels = reader.labels();
      results.consume(labels);
      results.consume(reader.value());
    }
  }
}
