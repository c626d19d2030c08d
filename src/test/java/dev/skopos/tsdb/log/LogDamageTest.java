// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.skopos.fuzz.Allocations;
import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Labels;
import dev.skopos.tsdb.disk.RealDisk;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.format.FrameReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose checksum is right and whose content is not, and files that are no log. */
class LogDamageTest {

  private static final int ROUNDS = 4_000;

  /** A histogram of two buckets takes half a KiB of some 20 bytes. */
  private static final long BYTES_PER_BYTE = 500;

  @TempDir private Path folder;

  /** Counts what it is given. */
  private static final class Counter implements LogRecords {
    private long entries;

    @Override
    public void series(int number, Labels labels) {
      entries++;
    }

    @Override
    public void sample(int number, long timestamp, double value) {
      entries++;
    }

    @Override
    public void histogram(int number, long timestamp, Histogram value) {
      entries++;
    }

    @Override
    public void exemplar(int number, Exemplar exemplar) {
      entries++;
    }

    @Override
    public void deletion(long from, long to, int[] numbers) {
      entries++;
    }
  }

  private void write() throws IOException {
    try (Wal wal = new Wal(new RealDisk(), folder, 1, 1 << 20)) {
      LogBatch batch = new LogBatch(wal);
      for (int i = 0; i < 5; i++) {
        batch.series(i, Labels.of("__name__", "m", "n", "é" + i));
        batch.sample(i, 1_000L * i, i / 3.0);
        batch.histogram(
            i,
            i,
            Histogram.exponential(
                Histogram.ResetHint.UNKNOWN,
                2,
                0.1,
                1,
                3,
                i,
                new Buckets(new int[] {-1, 3}, new double[] {1, 2}),
                Buckets.NONE));
        batch.exemplar(i, new Exemplar(Labels.of("t", "x" + i), i, i));
      }
      batch.deletion(5, 9, new int[] {1, 2, 3});
      batch.finish();
      wal.sync();
    }
  }

  private List<byte[]> records() throws IOException {
    write();
    byte[] file = Files.readAllBytes(Segments.path(folder, 1));
    FrameReader frames = new FrameReader(MemorySegment.ofArray(file), Segments.MAGIC.length);
    List<byte[]> records = new ArrayList<>();
    while (frames.next()) {
      ByteReader content = frames.content();
      records.add(content.getBytes(content.remaining()));
    }
    assertThat(records).hasSizeGreaterThanOrEqualTo(5);
    return records;
  }

  @RepeatedTest(5)
  void damagedRecordsLeadToTheOneException(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    List<byte[]> records = records();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] record = records.get(random.nextInt(records.size())).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        record[random.nextInt(record.length)] = (byte) random.nextInt(256);
      }
      Counter counter = new Counter();
      try {
        ByteReader content = new ByteReader(record, 0, random.nextInt(record.length) + 1);
        Allocations.atMost(
            4_000_000 + BYTES_PER_BYTE * record.length,
            "a record of %d bytes".formatted(record.length),
            () -> LogCodec.read(content, counter));
      } catch (CorruptDataException _) {
        refused++;
      } catch (RuntimeException e) {
        fail("repetition %d, round %d".formatted(repetition.getCurrentRepetition(), round), e);
      }
      assertThat(counter.entries).isLessThanOrEqualTo(record.length);
    }
    assertThat(refused).isPositive();
  }

  @Test
  void filesThatAreNoLogAreReportedAndDoNoHarm() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        System.arraycopy(Segments.MAGIC, 0, bytes, 0, Math.min(bytes.length, 8));
      }
      Files.write(Segments.path(folder, 1), bytes);
      Counter counter = new Counter();

      LogReplay replay = new LogReplay(new RealDisk(), folder, counter);
      replay.from(0);

      assertThat(counter.entries).isZero();
      assertThat(bytes.length == Segments.MAGIC.length || !replay.damages().isEmpty()).isTrue();
    }
  }
}
