// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import static dev.skopos.net.http.HttpClientTest.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetFailure;
import dev.skopos.net.TestCertificates;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a peer does, a request ends at its deadline and leaves no connection behind. */
class DeadlineTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private final TestNetwork network = TestNetwork.open();
  private final HttpClient client = network.httpClient();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void givenAPeerThatAcceptsAndIsSilentThenTheRequestEnds() {
    try (TestServer server = TestServer.start(TestServer::silent)) {
      endsInTime(server, "http", HttpBody.EMPTY, "timeout while reading");
    }
  }

  @Test
  void givenAPeerThatIsSilentInTheHandshakeThenTheRequestEnds() {
    try (TestServer server = TestServer.start(TestServer::silent)) {
      endsInTime(server, "https", HttpBody.EMPTY, "timeout during the TLS handshake");
    }
  }

  @Test
  void givenAPeerThatDripsHeadersThenTheRequestEnds() {
    try (TestServer server =
        TestServer.start((socket, self) -> drip(socket, self, "HTTP/1.1 200 OK\r\nX: "))) {
      endsInTime(server, "http", HttpBody.EMPTY, "timeout while reading");
    }
  }

  @Test
  void givenAPeerThatDripsTheBodyThenTheRequestEnds() {
    try (TestServer server =
        TestServer.start((socket, self) -> drip(socket, self, "HTTP/1.1 200 OK\r\n\r\n"))) {
      endsInTime(server, "http", HttpBody.EMPTY, "timeout while reading");
    }
  }

  @Test
  void givenAPeerThatDripsOverTlsThenTheRequestEnds() {
    SSLContext context =
        TestCertificates.serverContext(
            TestCertificates.selfSigned(TestCertificates.Wish.host("shop.test")), Optional.empty());
    try (TestServer server =
        TestServer.startTls(
            context, _ -> {}, (socket, self) -> drip(socket, self, "HTTP/1.1 200 OK\r\n\r\n"))) {
      endsInTime(server, "https", HttpBody.EMPTY, "timeout while reading");
    }
  }

  @Test
  void givenAPeerThatDoesNotReadThenSendingEnds() {
    try (TestServer server = TestServer.start((_, self) -> self.pause(Duration.ofMinutes(1)))) {
      endsInTime(server, "http", HttpBody.of(new byte[32 << 20]), "timeout while sending");
    }
  }

  private static void drip(Socket socket, TestServer server, String start) throws Exception {
    socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
    while (true) {
      socket.getOutputStream().write('x');
      server.pause(Duration.ofMillis(10));
    }
  }

  private void endsInTime(TestServer server, String scheme, HttpBody body, String message) {
    URI url = URI.create(scheme + "://shop.test:" + server.port() + "/");
    HttpOptions options =
        HttpOptions.USUAL.withTls(
            dev.skopos.net.tls.TlsOptions.SYSTEM.withInsecureSkipVerify(true));
    HttpRequest request = new HttpRequest("POST", url, HttpHeaders.EMPTY, body, options);

    HttpResult.Failed failed = failed(client.send(request, Deadline.after(LIMIT)));

    assertThat(failed.failure()).isEqualTo(new NetFailure(NetFailure.Kind.TIMEOUT, message));
    assertThat(failed.trace().timings().total()).isBetween(LIMIT, LIMIT.plusSeconds(5));
    assertThat(failed.trace().timings().connect()).isPositive();
    await().until(() -> server.acceptedConnections() == 1);
    if (body.length() == 0) {
      await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void givenADeadlineThatHasPassedThenNobodyIsAsked() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, ""))) {
      HttpResult.Failed failed =
          failed(client.send(HttpRequest.get(server.url("/")), Deadline.after(Duration.ZERO)));

      assertThat(failed.failure().kind()).isEqualTo(NetFailure.Kind.TIMEOUT);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void givenManyRequestsThenNoConnectionIsLeftOpen() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, "ok"))) {
      for (int i = 0; i < 200; i++) {
        HttpClientTest.answered(client.send(HttpRequest.get(server.url("/")), TestNetwork.soon()));
      }

      await().until(() -> server.openConnections() == 0);
    }
  }
}
