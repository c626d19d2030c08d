// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.skopos.model.Labels;
import dev.skopos.net.AddressGuard;
import dev.skopos.net.Deadline;
import dev.skopos.net.IpFamily;
import dev.skopos.net.SecretReference;
import dev.skopos.net.TestCertificates;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNameServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import dev.skopos.net.dns.DnsQuery;
import dev.skopos.net.dns.RecordType;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.net.tls.TlsFacts;
import dev.skopos.net.tls.TlsVersion;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.Credentials;
import dev.skopos.probe.definition.DnsProbe;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.Probe;
import dev.skopos.probe.definition.SecretValue;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.probe.definition.TcpProbe;
import dev.skopos.probe.definition.TlsSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkProberTest {

  private static final SecretReference TOKEN = SecretReference.secret("shop", "api", "token");
  private static final SecretReference CA = SecretReference.configMap("shop", "ca", "ca.crt");

  private final Map<SecretReference, String> secrets = new HashMap<>();
  private TestNetwork network = TestNetwork.open();

  @AfterEach
  void close() {
    network.close();
  }

  private Measurement attempt(Probe probe) throws UnusableSecretException {
    return attempt(probe, Duration.ofSeconds(10));
  }

  private Measurement attempt(Probe probe, Duration timeout) throws UnusableSecretException {
    NetworkProber prober =
        new NetworkProber(
            network.httpClient(),
            network.dialer(),
            network.dnsClient(),
            reference ->
                Optional.ofNullable(secrets.get(reference))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8)),
            InstantSource.system());
    return prober.attempt(probe, Deadline.after(timeout));
  }

  private static HttpProbe http(URI url) {
    return http(url, HttpProbe.Request.GET, TlsSettings.USUAL);
  }

  private static HttpProbe http(URI url, HttpProbe.Request request, TlsSettings tls) {
    return new HttpProbe(
        url,
        request,
        List.of(StatusPattern.SUCCESS),
        new HttpProbe.Response(true, 1024),
        Optional.of(tls),
        IpFamily.ANY);
  }

  private static double gauge(Measurement measured, String name, String... labels) {
    return measured.gauges().stream()
        .filter(g -> g.name().equals(name) && g.labels().equals(Labels.of(labels)))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static Measurement.Problem failure(Measurement measured) {
    return measured.failure().orElseThrow();
  }

  @Test
  void anHttpAnswerIsMeasured() throws UnusableSecretException {
    try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(200, "fine"))) {
      Measurement measured = attempt(http(server.url("shop.test", "/health")));

      assertThat(measured.failure()).isEmpty();
      assertThat(measured.response().orElseThrow().body()).contains("fine");
      assertThat(gauge(measured, "probe_http_status_code")).isEqualTo(200);
      assertThat(gauge(measured, "probe_http_content_length")).isEqualTo(4);
      assertThat(gauge(measured, "probe_http_uncompressed_body_length")).isEqualTo(4);
      assertThat(gauge(measured, "probe_http_version")).isEqualTo(1.1);
      assertThat(gauge(measured, "probe_http_ssl")).isZero();
      assertThat(gauge(measured, "probe_ip_protocol")).isEqualTo(4);
      assertThat(gauge(measured, "probe_http_duration_seconds", "phase", "processing"))
          .isPositive();
      assertThat(gauge(measured, "probe_http_duration_seconds", "phase", "tls")).isZero();
    }
  }

  @Test
  void anotherStatusIsAFailureThatStillHasAnAnswer() throws UnusableSecretException {
    try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(503, "no"))) {
      Measurement measured = attempt(http(server.url("/")));

      assertThat(failure(measured))
          .isEqualTo(new Measurement.Problem(Reason.UNEXPECTED_STATUS, "status 503, expected 2xx"));
      assertThat(measured.response()).isPresent();
    }
  }

  @Test
  void headersAndCredentialsComeFromSecretsAtEachAttempt() throws UnusableSecretException {
    secrets.put(TOKEN, "first\n");
    HttpProbe.Request request =
        new HttpProbe.Request(
            "POST",
            List.of(
                new HttpProbe.Header("X-Api-Key", new SecretValue.From(TOKEN)),
                new HttpProbe.Header("X-Plain", new SecretValue.Literal("plain"))),
            "ping",
            Optional.of(new Credentials.Bearer(new SecretValue.From(TOKEN))));
    try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(200, ""))) {
      HttpProbe probe = http(server.url("/"), request, TlsSettings.USUAL);
      attempt(probe);
      secrets.put(TOKEN, "second");
      attempt(probe);

      assertThat(server.requests().getFirst().headers())
          .containsEntry("x-api-key", "first")
          .containsEntry("x-plain", "plain")
          .containsEntry("authorization", "Bearer first");
      assertThat(server.requests().getFirst().body()).isEqualTo("ping");
      assertThat(server.requests().getLast().headers())
          .containsEntry("authorization", "Bearer second");
    }
  }

  @Test
  void aMissingKeyIsSaidByName() {
    HttpProbe.Request request =
        new HttpProbe.Request(
            "GET",
            List.of(),
            "",
            Optional.of(
                new Credentials.Basic(
                    new SecretValue.Literal("user"), new SecretValue.From(TOKEN))));

    assertThatThrownBy(
            () -> attempt(http(URI.create("http://127.0.0.1:9/"), request, TlsSettings.USUAL)))
        .isInstanceOf(UnusableSecretException.class)
        .hasMessage("Secret \"api\" has no key \"token\"");
  }

  @Test
  void aTargetThatNeverAnswersIsGivenUpAndItsConnectionFreed() throws UnusableSecretException {
    try (TestServer server = TestServer.start(TestServer::silent)) {
      Measurement measured =
          attempt(
              http(URI.create("http://127.0.0.1:" + server.port() + "/")), Duration.ofMillis(200));

      assertThat(failure(measured).reason()).isEqualTo(Reason.TIMED_OUT);
      assertThat(failure(measured).message()).matches("timeout while .* after \\d+ms");
      await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void aBodyWithoutEndIsCutAndSaid() throws UnusableSecretException {
    try (TestHttpServer server =
        TestHttpServer.start(
            exchange -> {
              exchange.raw("HTTP/1.1 200 OK\r\n\r\n");
              while (true) {
                exchange.raw("x".repeat(8192));
              }
            })) {
      Measurement measured = attempt(http(server.url("/")));

      assertThat(failure(measured))
          .isEqualTo(
              new Measurement.Problem(
                  Reason.INVALID_ANSWER, "the body is larger than maxBodyBytes (1024)"));
      await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void aRedirectLoopIsSaidWithoutTheQuery() throws UnusableSecretException {
    try (TestHttpServer server =
        TestHttpServer.start(
            exchange -> exchange.answer(302, "", "Location: /again?token=secret"))) {
      Measurement measured = attempt(http(server.url("/again?token=secret")));

      assertThat(failure(measured).reason()).isEqualTo(Reason.REDIRECT_FAILED);
      assertThat(failure(measured).message())
          .contains("redirect loop", "/again")
          .doesNotContain("secret");
    }
  }

  @Test
  void aTargetThatMustNotBeReachedIsDenied() throws UnusableSecretException {
    network.close();
    network = TestNetwork.open(AddressGuard.Options.NONE);

    Measurement measured = attempt(http(URI.create("http://127.0.0.1:10/")));

    assertThat(failure(measured).reason()).isEqualTo(Reason.ADDRESS_DENIED);
    assertThat(failure(measured).message()).contains("127.0.0.1", "probe.allow");
  }

  @Test
  void aClosedPortAndAnUnknownNameAreToldApart() throws UnusableSecretException {
    int port;
    try (TestServer server = TestServer.start(TestServer::silent)) {
      port = server.port();
    }

    Measurement refused = attempt(new TcpProbe("127.0.0.1", port, Optional.empty(), IpFamily.ANY));
    Measurement unknown =
        attempt(
            new TcpProbe("nowhere.invalid", port, Optional.empty(), IpFamily.ANY),
            Duration.ofSeconds(3));

    assertThat(failure(refused))
        .isEqualTo(
            new Measurement.Problem(
                Reason.CONNECTION_FAILED, "connection to 127.0.0.1:" + port + " refused"));
    assertThat(failure(unknown).reason()).isEqualTo(Reason.NAME_NOT_RESOLVED);
  }

  @Test
  void aTcpConnectionIsEnough() throws UnusableSecretException {
    try (TestServer server = TestServer.start(TestServer::silent)) {
      Measurement measured =
          attempt(new TcpProbe("shop.test", server.port(), Optional.empty(), IpFamily.IPV4));

      assertThat(measured.failure()).isEmpty();
      assertThat(measured.timings().connect()).isPositive();
      await().until(() -> server.openConnections() == 0);
    }
  }

  private static TlsSettings tls(Duration warnBefore, Duration failBefore) {
    return new TlsSettings(
        Optional.of(CA),
        Optional.empty(),
        Optional.of("shop.test"),
        TlsVersion.TLS_1_2,
        false,
        new TlsSettings.CertificateAge(Optional.of(warnBefore), Optional.of(failBefore)));
  }

  private Measurement tlsAttempt(TestCertificates.Identity identity, TlsSettings settings)
      throws UnusableSecretException {
    try (TestServer server =
        TestServer.startTls(
            TestCertificates.serverContext(identity, Optional.empty()),
            _ -> {},
            TestServer::silent)) {
      return attempt(new TcpProbe("127.0.0.1", server.port(), Optional.of(settings), IpFamily.ANY));
    }
  }

  @Test
  void aCertificateThatEndsSoonWarnsAndThenFails() throws UnusableSecretException {
    TestCertificates.Identity identity =
        TestCertificates.selfSigned(TestCertificates.Wish.host("shop.test"));
    secrets.put(CA, identity.caPem());

    Measurement fresh = tlsAttempt(identity, tls(Duration.ofDays(20), Duration.ofDays(10)));
    Measurement aging = tlsAttempt(identity, tls(Duration.ofDays(40), Duration.ofDays(10)));
    Measurement old = tlsAttempt(identity, tls(Duration.ofDays(50), Duration.ofDays(40)));

    assertThat(fresh.failure()).isEmpty();
    assertThat(fresh.warning()).isEmpty();
    assertThat(gauge(fresh, "probe_tls_version_info", "version", "TLS 1.3")).isEqualTo(1);
    assertThat(aging.failure()).isEmpty();
    assertThat(aging.warning().orElseThrow().message())
        .startsWith("certificate expires on ")
        .endsWith("in 29d; warnBefore is 40d");
    assertThat(failure(old).reason()).isEqualTo(Reason.CERTIFICATE_EXPIRES);
    assertThat(old.response()).isPresent();
  }

  @Test
  void aRefusedCertificateIsShownNevertheless() throws UnusableSecretException {
    Instant now = Instant.now();
    TestCertificates.Identity expired =
        TestCertificates.signedBy(
            TestCertificates.selfSigned(TestCertificates.Wish.authority("ca")),
            TestCertificates.Wish.host("shop.test")
                .valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2))));
    secrets.put(CA, expired.caPem());

    Measurement measured = tlsAttempt(expired, tls(Duration.ofDays(2), Duration.ofDays(1)));

    assertThat(failure(measured).reason()).isEqualTo(Reason.TLS_FAILED);
    assertThat(failure(measured).message()).startsWith("certificate expired on ");
    assertThat(measured.tls().flatMap(TlsFacts::certificate).map(CertificateFacts::subject))
        .contains("CN=shop.test");
    assertThat(gauge(measured, "probe_ssl_earliest_cert_expiry"))
        .isLessThan(now.toEpochMilli() / 1e3);
  }

  private static DnsProbe dns(String name, RecordType type, TestNameServer server) {
    return new DnsProbe(name, type, Optional.of(new DnsQuery.Server("127.0.0.1", server.port())));
  }

  @Test
  void recordsOfEachTypeAreAskedFor() throws UnusableSecretException {
    try (TestNameServer server =
        TestNameServer.start()
            .with("shop.test.", "A", "10.0.0.1")
            .with("shop.test.", "A", "10.0.0.2")
            .with("shop.test.", "MX", "10 mail.shop.test.")
            .with("shop.test.", "TXT", "\"v=spf1 -all\"")) {
      Measurement addresses = attempt(dns("shop.test", RecordType.A, server));

      assertThat(addresses.failure()).isEmpty();
      assertThat(gauge(addresses, "probe_dns_answer_rrs")).isEqualTo(2);
      assertThat(attempt(dns("shop.test", RecordType.MX, server)).failure()).isEmpty();
      assertThat(attempt(dns("shop.test", RecordType.TXT, server)).failure()).isEmpty();
      assertThat(failure(attempt(dns("shop.test", RecordType.SRV, server))))
          .isEqualTo(
              new Measurement.Problem(Reason.UNEXPECTED_ANSWER, "shop.test has no SRV record"));
      assertThat(failure(attempt(dns("nope.test", RecordType.A, server))).message())
          .isEqualTo("the name server answered NXDOMAIN for nope.test");
    }
  }

  @Test
  void aSilentNameServerTimesOut() throws UnusableSecretException {
    try (TestNameServer server = TestNameServer.start().silentFor("shop.test.")) {
      Measurement measured =
          attempt(dns("shop.test", RecordType.A, server), Duration.ofMillis(300));

      assertThat(measured.failure()).isPresent();
      assertThat(gauge(measured, "probe_dns_query_succeeded")).isZero();
    }
  }
}
