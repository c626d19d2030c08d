// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.disk.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series are listed by the index: all chunks of this block are damaged, and nobody notices. */
class BlockSeriesTest {

  private static final int SAMPLES = 2 * BlockWriter.CHUNK_SAMPLES;

  @TempDir private Path folder;
  private Blocks blocks;

  @BeforeEach
  void openABlockOfWhichOnlyTheIndexIsWhole() throws IOException {
    Path file = BlockFiles.block(folder, 1);
    Blocks.writeFile(
        new RealDisk(),
        file,
        List.of(),
        receiver -> {
          receiver.add(series("a"), samples(0, 10));
          receiver.add(series("b"), samples(0, SAMPLES));
          receiver.add(series("c"), samples(SAMPLES, 1));
        });
    byte[] bytes = Files.readAllBytes(file);
    Block whole = Block.open(file, 1);
    Arrays.fill(bytes, 0, Math.toIntExact(whole.meta().sections().getFirst()), (byte) 0);
    whole.release();
    Files.write(file, bytes);
    blocks = Blocks.open(new RealDisk(), folder);
  }

  private static Labels series(String name) {
    return Labels.of("__name__", "m", "n", name);
  }

  /** One in each second, from this second on. */
  private static Columns samples(int from, int count) {
    Columns samples = new Columns();
    for (int i = from; i < from + count; i++) {
      samples.add(1_000L * i, i, null);
    }
    return samples;
  }

  private List<String> found(long from, long to, Matcher... matchers) {
    return blocks.queries().series(from, to, List.of(matchers)).stream()
        .map(labels -> labels.get("n"))
        .toList();
  }

  @Test
  void theSpansOfTheChunksDecide() {
    assertThat(found(Long.MIN_VALUE, Long.MAX_VALUE)).containsExactly("a", "b", "c");
    assertThat(found(9_000, 9_000)).containsExactly("a", "b");
    assertThat(found(9_001, 9_999)).as("as in Prometheus").containsExactly("b");
    assertThat(found(1_000L * SAMPLES, Long.MAX_VALUE)).containsExactly("c");
    assertThat(found(0, 0, Matcher.equal("n", "b"))).containsExactly("b");
    assertThat(found(1_000L * SAMPLES + 1, Long.MAX_VALUE)).isEmpty();
    assertThat(blocks.damaged()).isZero();

    blocks.queries().select(0, 1, List.of(), _ -> {}, (_, _) -> {});
    assertThat(blocks.damaged()).as("reading notices").isEqualTo(1);
  }

  @Test
  void whatWasDeletedIsNotListed() throws IOException {
    blocks.delete(0, 8_999, List.of());
    assertThat(found(0, 8_000)).isEmpty();
    assertThat(found(0, 9_000)).containsExactly("a", "b");

    blocks.delete(0, 9_000, List.of(Matcher.equal("n", "a")));
    assertThat(found(0, 9_000)).containsExactly("b");
    assertThat(blocks.damaged()).isZero();
  }
}
