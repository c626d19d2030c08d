// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.skopos.net.NetException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever bytes come, reading ends with an answer within the limit or with a failure. */
class ResponseFuzzTest {
  private static final int LIMIT = 1000;
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final List<String> SEEDS =
      List.of(
          OK.concat("Content-Length: 5\r\nX: y\r\n\r\nhello"),
          OK.concat("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nT: v\r\n\r\n"),
          "HTTP/1.1 100 Continue\r\n\r\n"
              .concat(OK)
              .concat("Content-Encoding: gzip\r\n\r\n\u001f\u008b\b\0\0\0"),
          OK.concat("Content-Encoding: deflate\r\nContent-Length: 4\r\n\r\nx\u009c\u0003\0"));

  @RepeatedTest(20)
  void givenChangedAnswersThenNothingButAFailureIsThrown(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 1000; i++) {
      byte[] bytes =
          changed(
              SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.ISO_8859_1),
              random);
      try {
        HttpInput in = new HttpInput(new ByteArrayInputStream(bytes));
        BodyBuffer body = new BodyBuffer(BodyBuffer.Memory.HEAP);
        ResponseReader reader = new ResponseReader(in, body, LIMIT);
        HttpResponse response = reader.read("GET");
        assertThat(body.length()).isLessThanOrEqualTo(LIMIT);
        assertThat(body.capacity()).isLessThanOrEqualTo(LIMIT);
        if (reader.leavesOpen(response)) {
          assertThat(in.isEmpty()).isTrue();
        }
      } catch (NetException e) {
        assertThat(e.failure().message()).isNotBlank();
      } catch (RuntimeException e) {
        fail("bytes %s".formatted(new String(bytes, StandardCharsets.ISO_8859_1)), e);
      }
    }
  }

  private static byte[] changed(byte[] bytes, Random random) {
    byte[] copy =
        Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
    for (int i = random.nextInt(4); i > 0 && copy.length > 0; i--) {
      copy[random.nextInt(copy.length)] =
          (byte)
              (random.nextBoolean() ? random.nextInt(256) : "\r\n0:; f".charAt(random.nextInt(7)));
    }
    return copy;
  }
}
