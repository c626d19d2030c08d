// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.net.Authorization;
import dev.skopos.net.NetFailure;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClientTest {
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static final String LONG_EXTENSION =
      """
      0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\
      0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\
      0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\
      """;

  private final TestNetwork network = TestNetwork.open();
  private final HttpClient client = network.httpClient();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void givenAnAnswerWithLengthThenStatusHeadersBodyAndTimingsAreThere() {
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.answer(200, "{\"status\":\"UP\"}", "X-One: 1", "x-one: 2"))) {
      HttpResult.Answered answered = answered(get(server.url("shop.test", "/health?full=1")));

      assertThat(answered.response().status())
          .isEqualTo(new HttpResponse.Status("HTTP/1.1", 200, "Status"));
      assertThat(answered.response().text()).isEqualTo("{\"status\":\"UP\"}");
      assertThat(answered.response().headers().all("X-ONE")).containsExactly("1", "2");
      assertThat(answered.response().truncated()).isFalse();
      assertThat(answered.trace().address().orElseThrow().getPort()).isEqualTo(server.port());
      Timings timings = answered.trace().timings();
      assertThat(timings.resolve()).isPositive();
      assertThat(timings.connect()).isPositive();
      assertThat(timings.tls()).isZero();
      assertThat(timings.processing()).isPositive();
      Duration phases =
          timings
              .resolve()
              .plus(timings.connect())
              .plus(timings.processing())
              .plus(timings.transfer());
      assertThat(timings.total()).isGreaterThanOrEqualTo(phases);
    }
  }

  @Test
  void givenNoHeadersOfTheUserThenTheUsualOnesAreSent() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, ""))) {
      answered(get(server.url("SHOP.test", "/ü?q=a%20b#top")));

      TestHttpServer.Request request = server.requests().getFirst();
      assertThat(request.target()).isEqualTo("/%C3%BC?q=a%20b");
      assertThat(request.headers())
          .containsEntry("host", "shop.test:" + server.port())
          .containsEntry("user-agent", "Skopos/test")
          .containsEntry("accept", "*/*")
          .containsEntry("accept-encoding", "gzip, deflate")
          .containsEntry("connection", "close")
          .doesNotContainKey("content-length");
    }
  }

  @Test
  void givenHeadersOfTheUserThenTheyReplaceTheUsualOnesButNotTheFraming() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, ""))) {
      HttpHeaders headers =
          HttpHeaders.of("Host", "virtual.example")
              .and("user-agent", "Mine")
              .and("Authorization", Authorization.basic("ann", "pässword"))
              .and("Content-Length", "3")
              .and("Transfer-Encoding", "chunked");
      HttpRequest request = HttpRequest.post(server.url("/"), "text/plain", HttpBody.of("hello"));

      answered(client.send(request.withHeaders(headers), TestNetwork.soon()));

      TestHttpServer.Request got = server.requests().getFirst();
      assertThat(got.body()).isEqualTo("hello");
      assertThat(got.headers())
          .containsEntry("host", "virtual.example")
          .containsEntry("user-agent", "Mine")
          .containsEntry("authorization", "Basic YW5uOnDDpHNzd29yZA==")
          .containsEntry("content-length", "5")
          .doesNotContainKey("transfer-encoding");
    }
  }

  @Test
  void givenAHostWithAnUnderscoreThenItIsAskedAll() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, "ok"))) {
      assertThat(answered(get(server.url("my_shop.test", "/"))).response().text()).isEqualTo("ok");
    }
  }

  @Test
  void givenChunksWithTrailersThenBothAreRead() {
    String answer =
        CHUNKED.concat("5\r\nhello\r\n6;note=\"x\"\r\n world\r\n0\r\nX-Sum: 11\r\n\r\n");
    try (TestHttpServer server = TestHttpServer.start(e -> e.raw(answer))) {
      HttpResponse response = answered(get(server.url("/"))).response();

      assertThat(response.text()).isEqualTo("hello world");
      assertThat(response.trailers().first("x-sum")).contains("11");
    }
  }

  @Test
  void givenManySmallChunksThenTheirSizesAreNoHeaders() {
    String chunks = "1\r\nx\r\n".repeat(50_000);
    try (TestHttpServer server = TestHttpServer.start(e -> e.raw(CHUNKED + chunks + "0\r\n\r\n"))) {
      assertThat(answered(get(server.url("/"))).response().body().length()).isEqualTo(50_000);
    }
  }

  @Test
  void givenAServerThatAnswersBeforeItReadAllThenItsAnswerCounts() {
    try (TestServer server = TestServer.start((socket, _) -> tooLarge(socket))) {
      URI url = URI.create("http://shop.test:" + server.port() + "/");
      HttpRequest request = HttpRequest.post(url, "text/plain", HttpBody.of(new byte[16 << 20]));

      assertThat(answered(client.send(request, TestNetwork.soon())).response().code())
          .isEqualTo(413);
    }
  }

  private static void tooLarge(Socket socket) throws IOException {
    socket.getInputStream().readNBytes(1000);
    socket
        .getOutputStream()
        .write(
            "HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void givenNoFramingThenTheBodyGoesToTheEndOfTheConnection() {
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.raw("HTTP/1.0 200 OK\r\n\r\nall of it"))) {
      assertThat(answered(get(server.url("/"))).response().text()).isEqualTo("all of it");
    }
  }

  @Test
  void givenInterimAnswersThenTheFinalOneCounts() {
    String answer = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n";
    try (TestHttpServer server = TestHttpServer.start(e -> e.raw(answer))) {
      HttpResponse response = answered(get(server.url("/"))).response();

      assertThat(response.code()).isEqualTo(204);
      assertThat(response.headers().contains("Link")).isFalse();
    }
  }

  @Test
  void givenHeadThenTheLengthAnnouncesNoBody() {
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"))) {
      HttpRequest head =
          new HttpRequest(
              "HEAD", server.url("/"), HttpHeaders.EMPTY, HttpBody.EMPTY, HttpOptions.USUAL);

      assertThat(answered(client.send(head, TestNetwork.soon())).response().body())
          .isEqualTo(HttpBody.EMPTY);
    }
  }

  @Test
  void givenMoreBodyThanWantedThenTheRestIsNotReadAndThisIsSaid() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, "0123456789"))) {
      HttpResponse cut =
          answered(get(server.url("/"), HttpOptions.USUAL.withMaxBodyBytes(4))).response();
      HttpResponse whole =
          answered(get(server.url("/"), HttpOptions.USUAL.withMaxBodyBytes(10))).response();

      assertThat(cut.text()).isEqualTo("0123");
      assertThat(cut.truncated()).isTrue();
      assertThat(whole.truncated()).isFalse();
    }
  }

  @Test
  void givenAnEndlessBodyThenItIsReadUpToTheLimitAndTheConnectionIsClosed() {
    try (TestHttpServer server = TestHttpServer.start(HttpClientTest::endless)) {
      HttpResponse response =
          answered(get(server.url("/"), HttpOptions.USUAL.withMaxBodyBytes(100_000))).response();

      assertThat(response.body().length()).isEqualTo(100_000);
      assertThat(response.truncated()).isTrue();
      await().until(() -> server.openConnections() == 0);
    }
  }

  private static void endless(TestHttpServer.Exchange exchange) throws IOException {
    exchange.raw("HTTP/1.1 200 OK\r\n\r\n");
    while (true) {
      exchange.write(new byte[8192]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\nab\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"
            + LONG_EXTENSION
            + "\r\nx\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Folded: a\r\n b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Blank : a\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX-Control: a\rb\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
      })
  void givenAnAnswerThatTwoReadersCouldReadDifferentlyThenItIsRefused(String answer) {
    try (TestHttpServer server = TestHttpServer.start(e -> e.raw(answer))) {
      assertThat(failed(get(server.url("/"))).failure().kind()).isEqualTo(NetFailure.Kind.PROTOCOL);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
      })
  void givenAnAnswerThatBreaksOffThenThatIsAReset(String answer) {
    try (TestHttpServer server = TestHttpServer.start(e -> e.raw(answer))) {
      assertThat(failed(get(server.url("/"))).failure().kind()).isEqualTo(NetFailure.Kind.RESET);
    }
  }

  @Test
  void givenAHeaderBombThenReadingEndsAtTheLimit() {
    try (TestHttpServer many = TestHttpServer.start(e -> headers(e, "X-%d: y\r\n"));
        TestHttpServer large = TestHttpServer.start(e -> headers(e, "%08d"))) {
      assertThat(failed(get(many.url("/"))).failure())
          .isEqualTo(
              new NetFailure(NetFailure.Kind.TOO_LARGE, "the answer has more than 200 headers"));
      assertThat(failed(get(large.url("/"))).failure())
          .isEqualTo(
              new NetFailure(
                  NetFailure.Kind.TOO_LARGE, "the answer's headers are larger than 64 KiB"));
    }
  }

  private static void headers(TestHttpServer.Exchange exchange, String pattern) throws IOException {
    exchange.raw("HTTP/1.1 200 OK\r\n");
    for (int i = 0; true; i++) {
      exchange.raw(pattern.formatted(i));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://shop.test/",
        "http:///path",
        "http://ann:secret@shop.test/",
        "http://shop.test:99999/",
        "mailto:a@b"
      })
  void givenAUrlThatCannotBeAskedThenTheReasonIsSaidWithoutSecrets(String url) {
    NetFailure failure = failed(get(URI.create(url))).failure();

    assertThat(failure.message()).startsWith("the URL cannot be used: ").doesNotContain("secret");
  }

  @Test
  void givenAHeaderValueWithALineBreakThenNothingIsSent() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, ""))) {
      HttpHeaders headers = HttpHeaders.of("X-Key", "a\r\nX-Injected: secret");

      NetFailure failure =
          failed(
                  client.send(
                      HttpRequest.get(server.url("/")).withHeaders(headers), TestNetwork.soon()))
              .failure();

      assertThat(failure.message()).contains("X-Key").doesNotContain("secret");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void givenCredentialsThenTextFormsOfARequestDoNotShowThem() {
    HttpRequest request =
        HttpRequest.post(
                URI.create("https://ann:secret@hooks.example/T0/secret?key=secret"),
                "text/plain",
                HttpBody.of("secret"))
            .withHeaders(HttpHeaders.of("Authorization", Authorization.bearer("secret")));

    assertThat(
            request
                + " "
                + HttpTrace.start(request.url())
                + " "
                + request.headers()
                + " "
                + request.headers().fields())
        .doesNotContain("secret");
  }

  private HttpResult get(URI url) {
    return get(url, HttpOptions.USUAL);
  }

  private HttpResult get(URI url, HttpOptions options) {
    return client.send(HttpRequest.get(url).withOptions(options), TestNetwork.soon());
  }

  static HttpResult.Answered answered(HttpResult result) {
    assertThat(result).isInstanceOf(HttpResult.Answered.class);
    return (HttpResult.Answered) result;
  }

  static HttpResult.Failed failed(HttpResult result) {
    assertThat(result).isInstanceOf(HttpResult.Failed.class);
    return (HttpResult.Failed) result;
  }
}
