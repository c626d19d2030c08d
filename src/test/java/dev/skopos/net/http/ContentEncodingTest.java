// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import static dev.skopos.net.http.HttpClientTest.answered;
import static dev.skopos.net.http.HttpClientTest.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.net.NetFailure;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentEncodingTest {
  private final TestNetwork network = TestNetwork.open();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void givenGzipOrDeflateThenTheBodyIsDecoded() {
    try (TestHttpServer server = TestHttpServer.start(ContentEncodingTest::compressed)) {
      assertThat(answered(get(server.url("/gzip"))).response().text()).isEqualTo("compressed");
      assertThat(answered(get(server.url("/deflate"))).response().text()).isEqualTo("compressed");
      assertThat(answered(get(server.url("/raw"))).response().text()).isEqualTo("compressed");
      assertThat(answered(get(server.url("/none"))).response().text()).isEmpty();
    }
  }

  private static void compressed(TestHttpServer.Exchange exchange) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String coding = exchange.request().target().equals("/gzip") ? "gzip" : "deflate";
    try (OutputStream encoder =
        switch (exchange.request().target()) {
          case "/gzip" -> new GZIPOutputStream(out);
          case "/deflate" -> new DeflaterOutputStream(out);
          case "/raw" -> new DeflaterOutputStream(out, new Deflater(5, true));
          default -> OutputStream.nullOutputStream();
        }) {
      encoder.write("compressed".getBytes(StandardCharsets.UTF_8));
    }
    exchange.answer(200, out.toByteArray(), "Content-Encoding: " + coding);
  }

  @Test
  void givenAGzipBombThenNoMoreThanTheLimitIsDecoded() {
    try (TestHttpServer server = TestHttpServer.start(ContentEncodingTest::bomb)) {
      HttpResponse response =
          answered(get(server.url("/"), HttpOptions.USUAL.withMaxBodyBytes(5000))).response();

      assertThat(response.body().length()).isEqualTo(5000);
      assertThat(response.truncated()).isTrue();
    }
  }

  private static void bomb(TestHttpServer.Exchange exchange) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      for (int i = 0; i < 1000; i++) {
        gzip.write(new byte[10_000]);
      }
    }
    exchange.answer(200, out.toByteArray(), "Content-Encoding: gzip");
  }

  @Test
  void givenABodyThatIsNotWhatItsEncodingSaysThenThatIsAFailureOfTheProtocol() {
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.answer(200, "plain", "Content-Encoding: gzip"))) {
      assertThat(failed(get(server.url("/"))).failure())
          .isEqualTo(
              new NetFailure(
                  NetFailure.Kind.PROTOCOL, "the body is not what Content-Encoding says"));
    }
  }

  private HttpResult get(URI url) {
    return get(url, HttpOptions.USUAL);
  }

  private HttpResult get(URI url, HttpOptions options) {
    return network.httpClient().send(HttpRequest.get(url).withOptions(options), TestNetwork.soon());
  }
}
