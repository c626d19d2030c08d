// SPDX-License-Identifier: Apache-2.0
package dev.skopos.micro;

import dev.skopos.tsdb.chunk.Chunk;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.chunk.OpenChunk;
import java.util.Random;
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

/** One sample of a counter, into a full chunk and out of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ChunkBenchmark {

  private static final long STEP_MILLIS = 15_000;

  private final double[] values =
      new Random(42).ints(OpenChunk.FULL, 0, 1_000).asDoubleStream().toArray();
  private final Chunk open = filled().copy();
  private final Chunk sealed = filled().seal();
  private final Columns decoded = new Columns(OpenChunk.FULL);

  private OpenChunk filled() {
    OpenChunk chunk = OpenChunk.forKindOf(null);
    double counter = 0;
    for (int i = 0; i < OpenChunk.FULL; i++) {
      counter += values[i];
      chunk.add(i * STEP_MILLIS, counter, null);
    }
    return chunk;
  }

  @Benchmark
  @OperationsPerInvocation(OpenChunk.FULL)
  public OpenChunk encode() {
    return filled();
  }

  @Benchmark
  @OperationsPerInvocation(OpenChunk.FULL)
  public Chunk encodeAndSeal() {
    return filled().seal();
  }

  @Benchmark
  @OperationsPerInvocation(OpenChunk.FULL)
  public Columns decodeOpen() {
    decoded.clear();
    open.decode(Long.MIN_VALUE, Long.MAX_VALUE, decoded);
    return decoded;
  }

  @Benchmark
  @OperationsPerInvocation(OpenChunk.FULL)
  public Columns decodeSealed() {
    decoded.clear();
    sealed.decode(Long.MIN_VALUE, Long.MAX_VALUE, decoded);
    return decoded;
  }
}
