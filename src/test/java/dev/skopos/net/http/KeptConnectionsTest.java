// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import static dev.skopos.net.http.HttpClientTest.answered;
import static dev.skopos.net.http.HttpClientTest.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.net.AddressGuard;
import dev.skopos.net.Deadline;
import dev.skopos.net.NetFailure;
import dev.skopos.net.TestCertificates;
import dev.skopos.net.TestCertificates.Identity;
import dev.skopos.net.TestCertificates.Wish;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.tls.TlsOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptConnectionsTest {

  private static final Duration IDLE = Duration.ofMinutes(5);

  private final TestNetwork network = TestNetwork.open();
  private final AtomicLong nanoTime = new AtomicLong();
  private final KeptConnections kept = KeptConnections.upTo(2, IDLE, nanoTime::get);
  private final HttpClient client = new HttpClient(network.dialer(), "Skopos/test", kept);

  @AfterEach
  void close() {
    kept.close();
    network.close();
  }

  private HttpResult get(URI url) {
    return client.send(HttpRequest.get(url), TestNetwork.soon());
  }

  @Test
  void givenTwoRequestsThenTheSecondNeedsNoNewConnection() {
    try (TestHttpServer server = TestHttpServer.startKeeping(e -> e.answer(200, "ok"))) {
      HttpResult.Answered first = answered(get(server.url("shop.test", "/a")));
      HttpResult.Answered second = answered(get(server.url("shop.test", "/b")));

      assertThat(second.response().text()).isEqualTo("ok");
      assertThat(server.acceptedConnections()).isEqualTo(1);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().getFirst().headers()).doesNotContainKey("connection");
      assertThat(second.trace().address()).isEqualTo(first.trace().address());
      assertThat(second.trace().timings().connect()).isZero();
      assertThat(second.trace().timings().processing()).isPositive();
    }
  }

  @Test
  void givenAServerThatClosesMeanwhileThenTheRequestIsSentOnceMore() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, "ok"))) {
      for (int request = 1; request <= 3; request++) {
        assertThat(answered(get(server.url("/"))).response().text()).isEqualTo("ok");
        assertThat(kept.size()).isEqualTo(1);
      }

      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void givenAnAnswerThatBreaksOffThenTheRequestIsNotSentAgain() {
    AtomicInteger number = new AtomicInteger();
    try (TestHttpServer server =
        TestHttpServer.startKeeping(
            e -> {
              if (number.incrementAndGet() == 1) {
                e.answer(200, "ok");
              } else {
                e.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                throw new IOException("enough");
              }
            })) {
      answered(get(server.url("/")));

      assertThat(failed(get(server.url("/"))).failure().kind()).isEqualTo(NetFailure.Kind.RESET);
      assertThat(server.requests()).hasSize(2);
      assertThat(kept.size()).isZero();
    }
  }

  @Test
  void givenAServerThatFallsSilentThenTheTimeoutIsTheAnswer() {
    AtomicInteger number = new AtomicInteger();
    try (TestHttpServer server =
        TestHttpServer.startKeeping(
            e -> {
              if (number.incrementAndGet() == 1) {
                e.answer(200, "ok");
              } else {
                TestServer.silent(e.socket(), e.server());
              }
            })) {
      answered(get(server.url("/")));
      HttpResult second =
          client.send(HttpRequest.get(server.url("/")), Deadline.after(Duration.ofMillis(300)));

      assertThat(failed(second).failure().kind()).isEqualTo(NetFailure.Kind.TIMEOUT);
      assertThat(kept.size()).isZero();
      await().until(() -> server.openConnections() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: x, Close\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 408 Late\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nmore than the limit of eight",
      })
  void givenAnAnswerThatAnotherCannotFollowThenTheConnectionEnds(String answer) {
    try (TestHttpServer server = TestHttpServer.startKeeping(e -> e.raw(answer))) {
      HttpOptions options = HttpOptions.USUAL.withMaxBodyBytes(8);
      answered(
          client.send(HttpRequest.get(server.url("/")).withOptions(options), TestNetwork.soon()));

      assertThat(kept.size()).isZero();
      await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void givenABodyWithoutAnEndOfItsOwnThenTheConnectionEnds() {
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.raw("HTTP/1.1 200 OK\r\n\r\nup to the end"))) {
      assertThat(answered(get(server.url("/"))).response().text()).isEqualTo("up to the end");
      assertThat(kept.size()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 None\r\n\r\n",
        "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 404 None\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\nT: v\r\n\r\n",
      })
  void givenAnAnswerWithAnEndThenTheConnectionIsKept(String answer) {
    try (TestHttpServer server = TestHttpServer.startKeeping(e -> e.raw(answer))) {
      answered(get(server.url("/")));
      answered(get(server.url("/")));

      assertThat(server.acceptedConnections()).isEqualTo(1);
    }
  }

  @Test
  void givenCompressedChunksThenTheConnectionIsKept() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write("much ".repeat(1000).getBytes(StandardCharsets.US_ASCII));
    }
    String head =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n"
            .formatted(zipped.size());
    try (TestHttpServer server =
        TestHttpServer.startKeeping(
            e -> {
              e.raw(head);
              e.write(zipped.toByteArray());
              e.raw("\r\n0\r\n\r\n");
            })) {
      for (int i = 0; i < 3; i++) {
        assertThat(answered(get(server.url("/"))).response().text()).hasSize(5000);
      }

      assertThat(server.acceptedConnections()).isEqualTo(1);
    }
  }

  @Test
  void givenARequestThatMayChangeThingsThenItHasAConnectionOfItsOwn() {
    try (TestHttpServer server = TestHttpServer.startKeeping(e -> e.answer(200, "ok"))) {
      answered(get(server.url("/")));
      HttpRequest post = HttpRequest.post(server.url("/"), "text/plain", HttpBody.of("x"));
      answered(client.send(post, TestNetwork.soon()));

      assertThat(server.acceptedConnections()).isEqualTo(2);
      assertThat(kept.size()).isEqualTo(1);
    }
  }

  @Test
  void givenTlsThenTheHandshakeIsMadeOnceForEachWayOfTrust() {
    Identity authority = TestCertificates.selfSigned(Wish.authority("Test CA"));
    Identity shop = TestCertificates.signedBy(authority, Wish.host("shop.test"));
    SSLContext context = TestCertificates.serverContext(shop, Optional.empty());
    try (TestHttpServer server =
        TestHttpServer.startKeepingTls(context, e -> e.answer(200, "ok"))) {
      TlsOptions trusting = TlsOptions.SYSTEM.withCa(authority.caPem());
      HttpResult.Answered first = answered(get(server, trusting));
      HttpResult.Answered second = answered(get(server, trusting));

      assertThat(first.trace().timings().tls()).isPositive();
      assertThat(second.trace().timings().tls()).isZero();
      assertThat(second.trace().tls()).isEqualTo(first.trace().tls());
      assertThat(server.acceptedConnections()).isEqualTo(1);

      assertThat(failed(get(server, TlsOptions.SYSTEM)).failure().kind())
          .isEqualTo(NetFailure.Kind.TLS);
    }
  }

  private HttpResult get(TestHttpServer server, TlsOptions tls) {
    HttpRequest request = HttpRequest.get(server.url("shop.test", "/"));
    return client.send(request.withOptions(HttpOptions.USUAL.withTls(tls)), TestNetwork.soon());
  }

  @Test
  void givenANameThatMovesThenTheOldConnectionIsNotUsed() throws IOException {
    try (TestHttpServer server = TestHttpServer.startKeeping(e -> e.answer(200, "old"))) {
      answered(get(server.url("shop.test", "/")));
      Files.writeString(network.hosts(), "127.0.0.77 shop.test # moved\n");

      assertThat(failed(get(server.url("shop.test", "/"))).failure().kind())
          .isEqualTo(NetFailure.Kind.CONNECT_REFUSED);
      assertThat(server.requests()).hasSize(1);
      await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void givenAnAddressThatIsDeniedSinceThenTheConnectionIsNotUsed() {
    Set<InetSocketAddress> exempt = ConcurrentHashMap.newKeySet();
    AddressGuard guard = new AddressGuard(AddressGuard.Options.NONE, Set::of, () -> exempt);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (TestHttpServer server = TestHttpServer.startKeeping(e -> e.answer(200, "ok"))) {
      Dialer dialer = new Dialer(network.resolver(), guard, timer);
      HttpClient guarded = new HttpClient(dialer, "Skopos/test", kept);
      HttpRequest request = HttpRequest.get(server.url("127.0.0.1", "/"));
      exempt.add(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port()));
      answered(guarded.send(request, TestNetwork.soon()));
      exempt.clear();

      assertThat(failed(guarded.send(request, TestNetwork.soon())).failure().kind())
          .isEqualTo(NetFailure.Kind.BLOCKED);
      assertThat(server.requests()).hasSize(1);
      await().until(() -> server.openConnections() == 0);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void givenAConnectionThatWaitedTooLongThenItEnds() {
    try (TestHttpServer server = TestHttpServer.startKeeping(e -> e.answer(200, "ok"))) {
      answered(get(server.url("/")));
      nanoTime.addAndGet(IDLE.toNanos() - 1);
      kept.dropIdle();
      assertThat(kept.size()).isEqualTo(1);

      nanoTime.addAndGet(1);
      kept.dropIdle();

      assertThat(kept.size()).isZero();
      await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void givenATimerThenItEndsWhatWaitedTooLong() {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (KeptConnections brief = KeptConnections.upTo(2, Duration.ofMillis(20), timer);
        TestHttpServer server = TestHttpServer.startKeeping(e -> e.answer(200, "ok"))) {
      HttpClient other = new HttpClient(network.dialer(), "Skopos/test", brief);
      answered(other.send(HttpRequest.get(server.url("/")), TestNetwork.soon()));

      await().until(() -> brief.size() == 0 && server.openConnections() == 0);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void givenMorePlacesThanAreKeptThenTheOthersEndAtOnce() {
    try (TestHttpServer one = TestHttpServer.startKeeping(e -> e.answer(200, "ok"));
        TestHttpServer two = TestHttpServer.startKeeping(e -> e.answer(200, "ok"));
        TestHttpServer three = TestHttpServer.startKeeping(e -> e.answer(200, "ok"))) {
      List.of(one, two, three).forEach(server -> answered(get(server.url("/"))));

      assertThat(kept.size()).isEqualTo(2);
      await().until(() -> three.openConnections() == 0);

      kept.close();

      await().until(() -> one.openConnections() + two.openConnections() == 0);
      answered(get(one.url("/")));
      assertThat(kept.size()).isZero();
    }
  }
}
