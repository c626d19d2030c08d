// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.net.SecretReference;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every channel that speaks HTTP. */
abstract class ChannelContract {

  static final String SECRET = "T0p-S3cret-path";
  static final SecretReference URL = SecretReference.secret("shop", "hook", "url");
  private static final Duration LONG = Duration.ofSeconds(10);

  final TestNetwork network = TestNetwork.open();
  final Map<SecretReference, String> secrets = new ConcurrentHashMap<>();

  /** Settings whose URL is the secret {@link #URL}. */
  abstract ChannelSettings settings();

  final Channels channels() {
    return new Channels(
        network.httpClient(),
        network.dialer(),
        reference ->
            Optional.ofNullable(secrets.get(reference))
                .map(text -> text.getBytes(StandardCharsets.UTF_8)),
        InstantSource.fixed(SampleNotifications.NOW),
        _ -> {});
  }

  @AfterEach
  void closeNetwork() {
    network.close();
  }

  final SendResult send(Duration timeout) throws Exception {
    return channels().open(settings()).send(SampleNotifications.mixed(), timeout);
  }

  private SendResult.Failed answered(int status, String body, String... headers) throws Exception {
    try (TestHttpServer server =
        TestHttpServer.start(exchange -> exchange.answer(status, body, headers))) {
      secrets.put(URL, server.url("/" + SECRET + "?token=" + SECRET).toString());
      return failed(send(LONG));
    }
  }

  static SendResult.Failed failed(SendResult result) {
    assertThat(result).isInstanceOf(SendResult.Failed.class);
    SendResult.Failed failed = (SendResult.Failed) result;
    assertThat(failed.toString()).doesNotContain(SECRET);
    return failed;
  }

  @Test
  void anAnswerOf2xxIsADelivery() throws Exception {
    try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(204, ""))) {
      secrets.put(URL, server.url("/" + SECRET).toString());
      assertThat(send(LONG)).isEqualTo(new SendResult.Delivered());
      assertThat(server.requests().getFirst().headers())
          .containsEntry("idempotency-key", "0123456789abcdef0123456789abcdef");
    }
  }

  @Test
  void aServerErrorIsRetried() throws Exception {
    SendResult.Failed failed = answered(503, "down for /" + SECRET);
    assertThat(failed.kind()).isEqualTo(SendResult.Kind.RECEIVER);
    assertThat(failed.kind().retried()).isTrue();
    assertThat(failed.code()).contains(503);
    assertThat(failed.reason()).isEqualTo("POST http://127.0.0.1 answered 503: down for ...");
  }

  @Test
  void tooManyRequestsAreRetriedWhenTheReceiverSays() throws Exception {
    SendResult.Failed seconds = answered(429, "slow", "Retry-After: 17");
    assertThat(seconds.kind()).isEqualTo(SendResult.Kind.RATE_LIMITED);
    assertThat(seconds.retryAfter()).contains(Duration.ofSeconds(17));
    SendResult.Failed date = answered(429, "slow", "Retry-After: Sun, 1 Mar 2026 12:10:42 GMT");
    assertThat(date.retryAfter()).contains(Duration.ofSeconds(42));
  }

  @Test
  void aRefusalIsNotRetriedAndItsReasonIsShortened() throws Exception {
    SendResult.Failed failed = answered(400, "no\n" + "x".repeat(1000));
    assertThat(failed.kind()).isEqualTo(SendResult.Kind.REJECTED);
    assertThat(failed.kind().retried()).isFalse();
    assertThat(failed.reason()).hasSizeLessThan(260).contains("answered 400: no xxx");
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    SendResult.Failed failed = answered(302, "", "Location: http://127.0.0.1:1/");
    assertThat(failed.kind()).isEqualTo(SendResult.Kind.REJECTED);
    assertThat(failed.reason()).contains("redirects are not followed");
  }

  @Test
  void aRefusedConnectionIsRetried() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    secrets.put(URL, "http://127.0.0.1:" + port + "/" + SECRET);
    SendResult.Failed failed = failed(send(LONG));
    assertThat(failed.kind()).isEqualTo(SendResult.Kind.NETWORK);
    assertThat(failed.kind().retried()).isTrue();
  }

  @Test
  void anAttemptEndsAtItsTimeout() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (TestHttpServer server = TestHttpServer.start(_ -> end.await())) {
      secrets.put(URL, server.url("/" + SECRET).toString());
      SendResult.Failed failed = failed(send(Duration.ofMillis(200)));
      assertThat(failed.kind()).isEqualTo(SendResult.Kind.TIMEOUT);
      end.countDown();
    }
  }

  @Test
  void aSecretThatIsMissingIsNamedAndReadAgainAtTheNextAttempt() throws Exception {
    assertThat(channels().missing(settings()))
        .containsExactly("key \"url\" of Secret shop/hook does not exist");
    SendResult.Failed failed = failed(send(LONG));
    assertThat(failed.kind()).isEqualTo(SendResult.Kind.UNUSABLE_REFERENCE);
    assertThat(failed.reason()).isEqualTo("key \"url\" of Secret shop/hook does not exist");
    received();
  }

  @Test
  void aUrlThatIsNoneIsNotShown() throws Exception {
    secrets.put(URL, "not a url " + SECRET);
    SendResult.Failed failed = failed(send(LONG));
    assertThat(failed.kind()).isEqualTo(SendResult.Kind.MESSAGE);
  }

  /** The body that a server got of a report. */
  final String receivedReport() throws Exception {
    try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(200, "ok"))) {
      secrets.put(URL, server.url("/hook").toString());
      assertThat(channels().open(settings()).send(SampleNotifications.report(), LONG))
          .isEqualTo(new SendResult.Delivered());
      assertThat(server.requests().getFirst().headers())
          .containsEntry("idempotency-key", SampleNotifications.report().key());
      return server.requests().getFirst().body();
    }
  }

  /** The body that a server got. */
  final String received() throws Exception {
    try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(200, "ok"))) {
      secrets.put(URL, server.url("/hook").toString());
      assertThat(send(LONG)).isEqualTo(new SendResult.Delivered());
      return server.requests().getFirst().body();
    }
  }
}
