// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnappyBlockTest {

  private static byte[] decompress(String hex) throws WireException {
    return SnappyBlock.decompress(HexFormat.of().parseHex(hex), 1_000);
  }

  @ParameterizedTest
  @CsvSource({
    // A literal; its length in one byte more; copies with offsets of one, two and four bytes.
    "05 10 68656c6c6f, hello",
    "05 f0 04 68656c6c6f, hello",
    "0c 08 616263 15 03, abcabcabcabc",
    "06 08 616263 0a 0300, abcabc",
    "06 08 616263 0b 03000000, abcabc",
    "00, ''"
  })
  void decompresses(String hex, String text) throws WireException {
    assertThat(decompress(hex.replace(" ", "")))
        .isEqualTo(text.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource({
    "'', the block has no length",
    "8080808080, the block has no length",
    "05 10 68656c, the block is damaged",
    "05 0868656c, the block is damaged",
    "0c 08 616263 15 04, the block is damaged",
    "0c 08 616263 0a 0000, the block is damaged",
    "0c 08 616263 0b ffffffff, the block is damaged",
    "05 fc ffffffff 61, the block is damaged",
    "02 08 616263, the block is damaged"
  })
  void refusesDamage(String hex, String message) {
    assertThatThrownBy(() -> decompress(hex.replace(" ", "")))
        .isInstanceOf(WireException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesABombBeforeItMakesRoom() {
    assertThatThrownBy(() -> decompress("ffffffff0f00"))
        .hasMessage("snappy: the block holds 4294967295 bytes, more than the limit of 1000");
  }

  @RepeatedTest(5)
  void anyBytesAreReadOrRefused(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 20_000; i++) {
      byte[] block = new byte[random.nextInt(40)];
      random.nextBytes(block);
      try {
        assertThat(SnappyBlock.decompress(block, 200).length).isLessThanOrEqualTo(200);
      } catch (WireException e) {
        assertThat(e.getMessage()).startsWith("snappy: ");
      } catch (RuntimeException e) {
        fail(HexFormat.of().formatHex(block), e);
      }
    }
  }
}
