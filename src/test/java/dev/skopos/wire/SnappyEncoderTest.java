// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnappyEncoderTest {

  private static byte[] decompress(byte[] block) throws WireException {
    return SnappyBlock.decompress(block, 1 << 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 59, 60, 61, 62, 255, 256, 257, 4_000, 65_535, 65_536, 65_537})
  void whatDoesNotRepeatComesBack(int length) throws WireException {
    byte[] text = new byte[length];
    new Random(length).nextBytes(text);

    assertThat(decompress(SnappyEncoder.compress(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 63, 64, 65, 129, 1_000, 65_537, 100_000})
  void oneByteRepeatedComesBackAndIsShort(int length) throws WireException {
    byte[] text = new byte[length];
    Arrays.fill(text, (byte) 'a');

    byte[] block = SnappyEncoder.compress(text);

    assertThat(decompress(block)).isEqualTo(text);
    assertThat(block.length).isLessThan(20 + length / 16);
  }

  @Test
  void mixturesComeBack() throws WireException {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] text = new byte[random.nextInt(5_000)];
      for (int at = 0; at < text.length; at++) {
        boolean repeat = at > 20 && random.nextInt(4) > 0;
        text[at] = repeat ? text[at - 1 - random.nextInt(20)] : (byte) random.nextInt(8);
      }

      assertThat(decompress(SnappyEncoder.compress(text))).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void labelsThatRepeatTakeLittleRoom() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append("__name__probe_duration_secondsinstancehttps://shop.example.com/").append(i);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);

    assertThat(SnappyEncoder.compress(bytes).length).isLessThan(bytes.length / 5);
  }
}
