// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.skopos.fuzz.Allocations;
import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Labels;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import dev.skopos.store.Source;
import dev.skopos.tsdb.disk.RealDisk;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.format.FrameReader;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Frames of a checkpoint whose checksum is right and whose content is not. */
class CheckpointDamageTest {

  private static final int ROUNDS = 3_000;
  private static final long BYTES_PER_BYTE = 500;
  private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  @TempDir private Path folder;

  /** Counts what it is given. */
  private static final class Counter implements CheckpointReader.Target {
    private int entries;

    @Override
    public void series(SeriesState state) {
      entries++;
    }

    @Override
    public void exemplar(Labels series, Exemplar exemplar) {
      entries++;
    }
  }

  private List<byte[]> frames() throws Exception {
    HeadOptions options =
        new HeadOptions(
            folder,
            Duration.ofHours(2),
            Duration.ofDays(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            100,
            100,
            100,
            1 << 20,
            false,
            () -> Instant.ofEpochMilli(NOW));
    Head head = HeadRecovery.open(new RealDisk(), options).head();
    Appender appender = head.appender(Source.SKOPOS);
    for (int i = 0; i < 200; i++) {
      SeriesRef series =
          appender.append(Labels.of("__name__", "m", "n", "s" + i % 3), NOW - 100_000 + i, i / 7.0);
      appender.append(series, new Exemplar(Labels.of("t", "x" + i), NOW + i, i));
      appender.append(Labels.of("__name__", "h"), NOW - 100_000 + i, histogram(i));
    }
    appender.commit();
    appender.append(Labels.of("__name__", "m", "n", "s0"), NOW - 200_000, 4);
    appender.append(Labels.of("__name__", "h"), NOW - 200_000, histogram(1));
    appender.commit();
    head.close();
    byte[] file = Files.readAllBytes(HeadCheckpoints.in(folder).getFirst());
    FrameReader reader = new FrameReader(MemorySegment.ofArray(file), 0);
    List<byte[]> frames = new ArrayList<>();
    while (reader.next()) {
      ByteReader content = reader.content();
      frames.add(content.getBytes(content.remaining()));
    }
    assertThat(frames).hasSize(3);
    return frames;
  }

  private static Histogram histogram(int count) {
    return Histogram.exponential(
        Histogram.ResetHint.UNKNOWN,
        2,
        0.1,
        1,
        3,
        count,
        new Buckets(new int[] {-1, 3}, new double[] {1 + count, 2}),
        Buckets.NONE);
  }

  @RepeatedTest(4)
  void damagedFramesLeadToTheOneException(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    List<byte[]> frames = frames();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int which = random.nextInt(frames.size());
      byte[] frame = frames.get(which).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
      }
      Counter counter = new Counter();
      ByteReader in = new ByteReader(frame, 0, random.nextInt(frame.length) + 1);
      try {
        Allocations.atMost(
            4_000_000 + BYTES_PER_BYTE * frame.length,
            "a frame of %d bytes".formatted(frame.length),
            () -> {
              if (which == 0) {
                CheckpointReader.start(in);
              } else {
                CheckpointReader.read(in, counter);
              }
            });
      } catch (CorruptDataException _) {
        refused++;
      } catch (RuntimeException e) {
        fail("repetition %d, round %d".formatted(repetition.getCurrentRepetition(), round), e);
      }
      assertThat(counter.entries).isLessThanOrEqualTo(frame.length);
    }
    assertThat(refused).isPositive();
  }
}
