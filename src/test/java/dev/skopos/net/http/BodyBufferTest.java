// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyBufferTest {

  private final AtomicLong taken = new AtomicLong();
  private final BodyBuffer buffer = new BodyBuffer(taken::addAndGet);

  private boolean read(int bytes, long announced, int limit) throws IOException {
    byte[] content = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      content[i] = (byte) i;
    }
    boolean more = buffer.read(new ByteArrayInputStream(content), announced, limit);
    assertThat(Arrays.copyOf(buffer.array(), buffer.length()))
        .isEqualTo(Arrays.copyOf(content, buffer.length()));
    return more;
  }

  @Test
  void givenALengthThenExactlyThatIsTaken() throws IOException {
    assertThat(read(100_000, 100_000, 1 << 20)).isFalse();
    assertThat(buffer.length()).isEqualTo(100_000);
    assertThat(taken).hasValue(100_000);
  }

  @Test
  void givenNoLengthOrAWrongOneThenItGrowsWithWhatComes() throws IOException {
    assertThat(read(100_000, 0, 1 << 20)).isFalse();
    assertThat(buffer.length()).isEqualTo(100_000);
    assertThat(taken.get()).isEqualTo(buffer.capacity()).isBetween(100_000L, 200_000L);
    assertThat(read(5, 1L << 40, 1 << 30)).isFalse();
    assertThat(buffer.length()).isEqualTo(5);
    assertThat(buffer.capacity()).isEqualTo(1 << 20);
  }

  @Test
  void givenALimitThenNoMoreIsReadOrTaken() throws IOException {
    assertThat(read(1_001, 0, 1_000)).isTrue();
    assertThat(buffer.length()).isEqualTo(1_000);
    assertThat(taken).hasValue(1_000);
    assertThat(read(1_000, 0, 1_000)).isFalse();
    assertThat(buffer.length()).isEqualTo(1_000);
    assertThat(read(1, 0, 0)).isTrue();
    assertThat(buffer.length()).isZero();
  }

  @Test
  void givenASecondBodyThenTheMemoryIsUsedAgain() throws IOException {
    read(50_000, 50_000, 1 << 20);
    read(40_000, 40_000, 1 << 20);
    read(50_000, 0, 1 << 20);
    assertThat(taken).hasValue(50_000);
    assertThat(buffer.length()).isEqualTo(50_000);
  }

  @Test
  void givenNoMemoryThenReadingFails() {
    BodyBuffer poor =
        new BodyBuffer(
            _ -> {
              throw new NetException(NetFailure.Kind.TOO_LARGE, "none left");
            });
    assertThatThrownBy(() -> poor.read(new ByteArrayInputStream(new byte[1]), 0, 10))
        .isInstanceOf(NetException.class)
        .hasMessage("none left");
    assertThat(poor.capacity()).isZero();
  }
}
