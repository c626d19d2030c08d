// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import static dev.skopos.net.http.HttpClientTest.answered;
import static dev.skopos.net.http.HttpClientTest.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.net.NetFailure;
import dev.skopos.net.TestCertificates;
import dev.skopos.net.TestCertificates.Identity;
import dev.skopos.net.TestCertificates.Wish;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.net.tls.TlsOptions;
import dev.skopos.net.tls.TlsVersion;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpsTest {
  private static final Identity AUTHORITY = TestCertificates.selfSigned(Wish.authority("Test CA"));
  private static final Identity SHOP =
      TestCertificates.signedBy(AUTHORITY, Wish.host("shop.test", "*.shop.test"));
  private static final TlsOptions TRUSTING = TlsOptions.SYSTEM.withCa(AUTHORITY.caPem());

  private final TestNetwork network = TestNetwork.open();
  private final HttpClient client = network.httpClient();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void givenATrustedChainThenItsFactsAndTheHandshakesTimeAreThere() {
    try (TestHttpServer server = start(SHOP)) {
      HttpResult.Answered answered = answered(get(server, "shop.test", TRUSTING));

      assertThat(answered.response().text()).isEqualTo("ok");
      assertThat(answered.trace().timings().tls()).isPositive();
      var tls = answered.trace().tls().orElseThrow();
      assertThat(tls.version()).contains("TLSv1.3");
      assertThat(tls.cipher().orElseThrow()).startsWith("TLS_");
      CertificateFacts facts = tls.certificate().orElseThrow();
      assertThat(facts.subject()).isEqualTo("CN=shop.test");
      assertThat(facts.issuer()).isEqualTo("CN=Test CA");
      assertThat(facts.dnsNames()).containsExactly("shop.test", "*.shop.test");
      assertThat(facts.validity().notAfter())
          .isEqualTo(SHOP.certificate().getNotAfter().toInstant());
      assertThat(facts.serialNumber()).isEqualTo(SHOP.certificate().getSerialNumber().toString(16));
      assertThat(facts.fingerprintSha256()).matches("[0-9a-f]{64}");
    }
  }

  @Test
  void givenAnIssuerThatEndsBeforeTheLeafThenTheEarliestEndIsTold() {
    Instant early = Instant.parse("2099-01-01T00:00:00Z");
    Identity brief =
        TestCertificates.selfSigned(Wish.authority("Brief CA").valid(Instant.EPOCH, early));
    Identity leaf =
        TestCertificates.signedBy(
            brief,
            Wish.host("shop.test").valid(Instant.EPOCH, Instant.parse("2199-01-01T00:00:00Z")));
    try (TestHttpServer server = start(leaf)) {
      CertificateFacts.Validity validity =
          certificate(
                  answered(get(server, "shop.test", TlsOptions.SYSTEM.withCa(brief.caPem())))
                      .trace())
              .validity();

      assertThat(validity.earliestNotAfter()).isEqualTo(early);
      assertThat(validity.notAfter()).isEqualTo(Instant.parse("2199-01-01T00:00:00Z"));
    }
  }

  @Test
  void givenAnExpiredCertificateThenTheDayIsSaidAndTheFactsAreThere() {
    Instant end = Instant.parse("2026-01-02T12:00:00Z");
    Identity expired =
        TestCertificates.signedBy(AUTHORITY, Wish.host("shop.test").valid(Instant.EPOCH, end));

    HttpResult.Failed failed =
        refused(expired, "shop.test", TRUSTING, "certificate expired on 2026-01-02");

    assertThat(certificate(failed.trace()).validity().notAfter()).isEqualTo(end);
    assertThat(failed.trace().timings().tls()).isPositive();
  }

  @Test
  void givenAnExpiredIssuerThenItIsNamed() {
    Identity between =
        TestCertificates.signedBy(
            AUTHORITY,
            Wish.authority("Middle").valid(Instant.EPOCH, Instant.parse("2021-02-03T00:00:00Z")));

    refused(
        TestCertificates.signedBy(between, Wish.host("shop.test")),
        "shop.test",
        TRUSTING,
        "certificate of the issuer CN=Middle expired on 2021-02-03");
  }

  @Test
  void givenACertificateOfTheFutureThenTheDayIsSaid() {
    Instant begin = Instant.parse("2126-05-06T00:00:00Z");
    Identity future =
        TestCertificates.signedBy(
            AUTHORITY, Wish.host("shop.test").valid(begin, begin.plusSeconds(99)));

    refused(future, "shop.test", TRUSTING, "certificate is not valid before 2126-05-06");
  }

  @Test
  void givenACertificateForAnotherHostThenItsNamesAreSaid() {
    refused(
        SHOP,
        "other.test",
        TRUSTING,
        "certificate is for shop.test, *.shop.test, not for \"other.test\"");
    refused(
        SHOP,
        "127.0.0.1",
        TRUSTING,
        "certificate is for shop.test, *.shop.test, not for \"127.0.0.1\"");
  }

  @Test
  void givenASelfSignedCertificateThenThatIsSaidUnlessItIsTrusted() {
    Identity self = TestCertificates.selfSigned(Wish.host("shop.test"));

    refused(self, "shop.test", TlsOptions.SYSTEM, "certificate is self-signed and not trusted");
    try (TestHttpServer server = start(self)) {
      answered(get(server, "shop.test", TlsOptions.SYSTEM.withCa(self.certificatePem())));
    }
  }

  @Test
  void givenAnUnknownAuthorityThenItIsNamed() {
    refused(
        SHOP,
        "shop.test",
        TlsOptions.SYSTEM,
        "certificate signed by an unknown authority (issuer CN=Test CA)");
  }

  @Test
  void givenVerificationIsOffThenAnyCertificateIsTakenAndItsFactsAreThere() {
    Identity expired =
        TestCertificates.selfSigned(
            Wish.host("x.test").valid(Instant.EPOCH, Instant.EPOCH.plusSeconds(9)));
    try (TestHttpServer server = start(expired)) {
      HttpResult.Answered answered =
          answered(get(server, "shop.test", TlsOptions.SYSTEM.withInsecureSkipVerify(true)));

      assertThat(certificate(answered.trace()).subject()).isEqualTo("CN=x.test");
    }
  }

  @Test
  void givenAServerNameThenItIsSentAndComparedInsteadOfTheHost() {
    try (TestHttpServer server = start(SHOP)) {
      answered(get(server, "127.0.0.1", TRUSTING.withServerName("a.shop.test")));
      assertThat(
              failed(get(server, "shop.test", TRUSTING.withServerName("other.test")))
                  .failure()
                  .message())
          .contains("not for \"other.test\"");
    }
  }

  @Test
  void givenAnAddressInTheCertificateThenItMatchesTheAddress() {
    try (TestHttpServer server =
        start(TestCertificates.signedBy(AUTHORITY, Wish.host("127.0.0.1")))) {
      answered(get(server, "127.0.0.1", TRUSTING));
    }
  }

  @Test
  void givenAServerThatWantsAClientCertificateThenOurKeyOpensItAndOthersAreRefused() {
    Identity client = TestCertificates.signedBy(AUTHORITY, Wish.host("client"));
    Identity stranger = TestCertificates.selfSigned(Wish.host("stranger"));
    SSLContext context = TestCertificates.serverContext(SHOP, Optional.of(AUTHORITY));
    try (TestHttpServer server =
        TestHttpServer.startMutualTls(context, e -> e.answer(200, "welcome"))) {
      assertThat(
              answered(get(server, "shop.test", TRUSTING.withClient(client.client())))
                  .response()
                  .text())
          .isEqualTo("welcome");

      for (TlsOptions options : List.of(TRUSTING, TRUSTING.withClient(stranger.client()))) {
        HttpResult.Failed failed = failed(get(server, "shop.test", options));
        assertThat(failed.failure())
            .isEqualTo(
                new NetFailure(
                    NetFailure.Kind.TLS,
                    "server refused the handshake: it wants a client certificate that it trusts"));
        assertThat(certificate(failed.trace()).subject()).isEqualTo("CN=shop.test");
      }
      await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void givenAServerWithAnOldVersionOnlyThenThatIsSaid() {
    SSLContext context = TestCertificates.serverContext(SHOP, Optional.empty());
    try (TestHttpServer server =
        TestHttpServer.startTls(context, "TLSv1.2", e -> e.answer(200, "ok"))) {
      assertThat(answered(get(server, "shop.test", TRUSTING)).trace().tls().orElseThrow().version())
          .contains("TLSv1.2");
      assertThat(
              failed(get(server, "shop.test", TRUSTING.withMinVersion(TlsVersion.TLS_1_3)))
                  .failure())
          .isEqualTo(
              new NetFailure(NetFailure.Kind.TLS, "server speaks no TLS version that is allowed"));
    }
  }

  @Test
  void givenAPlainServerThenItIsSaidToSpeakNoTls() {
    try (TestServer server = TestServer.start(HttpsTest::badRequest)) {
      URI url = URI.create("https://shop.test:" + server.port() + "/");

      assertThat(failed(client.send(HttpRequest.get(url), TestNetwork.soon())).failure())
          .isEqualTo(new NetFailure(NetFailure.Kind.TLS, "server does not speak TLS on this port"));
    }
  }

  private static void badRequest(Socket socket, TestServer server) throws IOException {
    socket
        .getOutputStream()
        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    TestServer.silent(socket, server);
  }

  @Test
  void givenAServerThatHangsUpInTheHandshakeThenThatIsSaid() {
    try (TestServer server = TestServer.start((_, _) -> {})) {
      URI url = URI.create("https://shop.test:" + server.port() + "/");

      assertThat(failed(client.send(HttpRequest.get(url), TestNetwork.soon())).failure().message())
          .startsWith("connection closed by the peer during the TLS handshake");
    }
  }

  @Test
  void givenPemThatCannotBeUsedThenTheFieldIsNamedAndNothingIsShown() {
    try (TestHttpServer server = start(SHOP)) {
      TlsOptions.ClientCertificate noKey =
          new TlsOptions.ClientCertificate(SHOP.certificatePem(), "secret");
      assertThat(failed(get(server, "shop.test", TRUSTING.withClient(noKey))).failure().message())
          .isEqualTo("the client certificate holds no PEM private key");
      assertThat(
              failed(get(server, "shop.test", TlsOptions.SYSTEM.withCa("secret")))
                  .failure()
                  .message())
          .isEqualTo("the CA bundle holds no PEM certificate");
      assertThat(TRUSTING.withClient(noKey).toString()).doesNotContain("secret");
    }
  }

  @Test
  void givenARedirectOutOfTlsThenThatIsTold() {
    try (TestHttpServer plain = TestHttpServer.start(e -> e.answer(200, "plain"));
        TestHttpServer server =
            TestHttpServer.startTls(
                TestCertificates.serverContext(SHOP, Optional.empty()),
                e -> e.answer(302, "", "Location: " + plain.url("/")))) {
      HttpResult.Answered answered = answered(get(server, "shop.test", TRUSTING));

      assertThat(answered.trace().leftTls()).isTrue();
      assertThat(answered.trace().tls()).isEmpty();
      assertThat(answered.trace().timings().tls()).isPositive();
    }
  }

  @Test
  void givenARedirectToAnotherOriginThenTheClientCertificateAndServerNameStayBehind() {
    Identity client = TestCertificates.signedBy(AUTHORITY, Wish.host("client"));
    SSLContext context = TestCertificates.serverContext(SHOP, Optional.of(AUTHORITY));
    try (TestHttpServer target =
            TestHttpServer.startMutualTls(context, e -> e.answer(200, "welcome"));
        TestHttpServer server =
            TestHttpServer.startTls(
                context, e -> e.answer(302, "", "Location: " + target.url("shop.test", "/")))) {
      HttpResult.Failed failed =
          failed(
              get(
                  server,
                  "shop.test",
                  TRUSTING.withClient(client.client()).withServerName("a.shop.test")));

      assertThat(failed.trace().redirects()).isEqualTo(1);
      assertThat(failed.failure().message()).contains("wants a client certificate");
    }
  }

  private HttpResult.Failed refused(
      Identity identity, String host, TlsOptions options, String message) {
    try (TestHttpServer server = start(identity)) {
      HttpResult.Failed failed = failed(get(server, host, options));

      assertThat(failed.failure()).isEqualTo(new NetFailure(NetFailure.Kind.TLS, message));
      assertThat(certificate(failed.trace()).subject())
          .isEqualTo(identity.certificate().getSubjectX500Principal().getName());
      assertThat(server.requests()).isEmpty();
      await().until(() -> server.openConnections() == 0);
      return failed;
    }
  }

  private static TestHttpServer start(Identity identity) {
    return TestHttpServer.startTls(
        TestCertificates.serverContext(identity, Optional.empty()), e -> e.answer(200, "ok"));
  }

  private HttpResult get(TestHttpServer server, String host, TlsOptions tls) {
    HttpRequest request = HttpRequest.get(server.url(host, "/"));
    return client.send(request.withOptions(HttpOptions.USUAL.withTls(tls)), TestNetwork.soon());
  }

  private static CertificateFacts certificate(HttpTrace trace) {
    return trace.tls().orElseThrow().certificate().orElseThrow();
  }
}
