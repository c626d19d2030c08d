// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.skopos.fuzz.Allocations;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.disk.RealDisk;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.ByteWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Blocks whose checksums are right and whose index is not: set aside, and nothing else happens. */
class BlockDamageTest {

  private static final int ROUNDS = 300;

  /** The whole block is read three times, and has 360 samples. */
  private static final long MOST_BYTES = 16 << 20;

  @TempDir private Path folder;

  private byte[] block() throws IOException {
    Path file = folder.resolve("whole");
    Blocks.writeFile(
        new RealDisk(),
        file,
        List.of(),
        receiver -> {
          for (int n = 0; n < 12; n++) {
            Columns samples = new Columns();
            for (int i = 0; i < 30; i++) {
              samples.add(1_000L * i, i * n, null);
            }
            receiver.add(Labels.of("__name__", "m", "n", "s%02d".formatted(n)), samples);
          }
        });
    return Files.readAllBytes(file);
  }

  private static BlockMeta meta(byte[] block) {
    int end = block.length - BlockMeta.TAIL;
    int length = new ByteReader(block, end, Integer.BYTES).getInt();
    int start = end - length + 2 * Integer.BYTES;
    return BlockMeta.read(new ByteReader(block, start, end - start));
  }

  /** The block with other bytes in its index, and a checksum that fits them. */
  private static byte[] changed(byte[] block, BlockMeta meta, Random random) {
    int start = Math.toIntExact(meta.sections().getFirst());
    int end = Math.toIntExact(meta.sections().getLast());
    byte[] bytes = Arrays.copyOf(block, end);
    for (int change = random.nextInt(3); change >= 0; change--) {
      bytes[start + random.nextInt(end - start)] = (byte) random.nextInt(256);
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, start, end - start);
    ByteWriter out = new ByteWriter();
    out.putBytes(bytes, 0, end);
    new BlockMeta(
            meta.minTime(),
            meta.maxTime(),
            meta.series(),
            meta.samples(),
            meta.chunks(),
            meta.parents(),
            meta.sections(),
            (int) crc.getValue())
        .write(out);
    return out.toBytes();
  }

  @RepeatedTest(3)
  void readingADamagedIndexIsNoError(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    byte[] whole = block();
    BlockMeta meta = meta(whole);
    long damaged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path blocks = Files.createDirectory(folder.resolve("blocks" + round));
      Files.write(BlockFiles.block(blocks, 1), changed(whole, meta, random));
      try {
        Blocks opened = Blocks.open(new RealDisk(), blocks);
        Allocations.atMost(MOST_BYTES, "reading a damaged block", () -> readAll(opened));
        damaged += opened.damaged();
      } catch (RuntimeException e) {
        fail("repetition %d, round %d".formatted(repetition.getCurrentRepetition(), round), e);
      }
    }
    assertThat(damaged).isPositive();
  }

  private static void readAll(Blocks blocks) {
    Matcher some = Matcher.of(Matcher.Type.REGEX, "n", "s0.+");
    for (List<Matcher> matchers :
        List.of(List.<Matcher>of(), List.of(some), List.of(Matcher.equal("n", "s05")))) {
      blocks.queries().select(0, Long.MAX_VALUE, matchers, _ -> {}, (_, _) -> {});
      blocks.queries().labelNames(0, Long.MAX_VALUE, matchers);
      blocks.queries().labelValues("n", 0, Long.MAX_VALUE, matchers);
      blocks.queries().series(0, Long.MAX_VALUE, matchers);
    }
  }
}
