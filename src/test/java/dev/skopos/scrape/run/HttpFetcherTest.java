// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.model.Labels;
import dev.skopos.net.SecretReference;
import dev.skopos.net.SecretSource;
import dev.skopos.net.TestCertificates;
import dev.skopos.net.TestCertificates.Identity;
import dev.skopos.net.TestCertificates.Wish;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import dev.skopos.net.UnreadableSecretException;
import dev.skopos.net.http.BodyBuffer;
import dev.skopos.scrape.HistogramOptions;
import dev.skopos.scrape.RequestSecrets;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.target.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFetcherTest {

  private static final String TEXT = "text/plain; version=0.0.4";

  private final TestNetwork network = TestNetwork.open();
  private final Map<SecretReference, String> values = new ConcurrentHashMap<>();
  private final SecretSource secrets =
      reference ->
          Optional.ofNullable(values.get(reference)).map(v -> v.getBytes(StandardCharsets.UTF_8));
  private final HttpFetcher fetcher = new HttpFetcher(network.httpClient(), secrets);
  private final BodyBuffer buffer = new BodyBuffer(BodyBuffer.Memory.HEAP);

  @AfterEach
  void close() {
    network.close();
  }

  private SecretReference secret(String key, String value) {
    SecretReference reference = SecretReference.secret("shop", "scrape", key);
    values.put(reference, value);
    return reference;
  }

  private static ScrapeDefinition definition(RequestSecrets secrets, int bodyBytes) {
    ScrapeDefinition usual = ScrapeLab.definition();
    return new ScrapeDefinition(
        usual.id(),
        usual.job(),
        usual.schedule(),
        new ScrapeDefinition.Request(
            "http",
            "/metrics",
            Map.of(),
            Optional.of(ExpositionFormat.PROMETHEUS_TEXT),
            HistogramOptions.CLASSIC,
            secrets),
        List.of(),
        usual.rewriting(),
        new ScrapeDefinition.Limits(0, 0, 0, 0, bodyBytes, 10),
        false);
  }

  private static RequestSecrets login(RequestSecrets.Login login) {
    return new RequestSecrets(Optional.of(login), Optional.empty());
  }

  private String fetch(URI url, RequestSecrets request) throws ScrapeException {
    return fetch(url, definition(request, 1 << 20), Duration.ofMillis(9500));
  }

  private String fetch(URI url, ScrapeDefinition definition, Duration timeout)
      throws ScrapeException {
    Target target = new Target(Labels.EMPTY, Labels.EMPTY, url, Duration.ofSeconds(10), timeout);
    Fetcher.Exposition got = fetcher.fetch(target, definition, buffer);
    return new String(got.body(), 0, got.length(), StandardCharsets.UTF_8);
  }

  private void refused(URI url, RequestSecrets request, String message) {
    assertThatExceptionOfType(ScrapeException.class)
        .isThrownBy(() -> fetch(url, request))
        .withMessage(message);
  }

  private static TestHttpServer start(String body) {
    return TestHttpServer.start(e -> e.answer(200, body, "Content-Type: " + TEXT));
  }

  @Test
  void asksAsPrometheusDoes() throws ScrapeException {
    try (TestHttpServer server = start("m 1\n")) {
      assertThat(fetch(server.url("/metrics?a=b"), RequestSecrets.NONE)).isEqualTo("m 1\n");

      TestHttpServer.Request request = server.requests().getFirst();
      assertThat(request.method()).isEqualTo("GET");
      assertThat(request.target()).isEqualTo("/metrics?a=b");
      assertThat(request.headers())
          .containsEntry(
              "accept",
              "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.7,"
                  + "application/openmetrics-text;version=0.0.1;q=0.6,"
                  + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                  + "text/plain;version=0.0.4;q=0.4,*/*;q=0.3")
          .containsEntry("x-prometheus-scrape-timeout-seconds", "9.5")
          .containsEntry("user-agent", "Skopos/test")
          .doesNotContainKey("authorization");
      assertThat(request.headers().get("accept-encoding")).contains("gzip");
    }
  }

  @Test
  void readsWhatIsCompressed() throws IOException, ScrapeException {
    String text = "m 1\n".repeat(10_000);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.answer(200, zipped.toByteArray(), "Content-Encoding: gzip"))) {
      assertThat(fetch(server.url("/"), RequestSecrets.NONE)).isEqualTo(text);
      refusedBeyond(server, 39_999);
    }
  }

  private void refusedBeyond(TestHttpServer server, int limit) {
    assertThatExceptionOfType(ScrapeException.class)
        .isThrownBy(
            () ->
                fetch(
                    server.url("/"),
                    definition(RequestSecrets.NONE, limit),
                    Duration.ofSeconds(10)))
        .withMessage("body size limit exceeded: more than %d bytes", limit);
    assertThat(buffer.length()).isEqualTo(limit);
  }

  @Test
  void refusesABodyBeyondTheLimit() throws ScrapeException {
    try (TestHttpServer server = start("m 1\n")) {
      assertThat(fetch(server.url("/"), definition(RequestSecrets.NONE, 4), Duration.ofSeconds(10)))
          .isEqualTo("m 1\n");
      refusedBeyond(server, 3);
    }
  }

  @Test
  void logsInWithNameAndPassword() throws ScrapeException {
    try (TestHttpServer server = start("")) {
      SecretReference password = secret("password", "geheim\n");
      RequestSecrets.Basic given =
          new RequestSecrets.Basic(Optional.of("ann"), Optional.empty(), password);
      RequestSecrets.Basic read =
          new RequestSecrets.Basic(
              Optional.empty(), Optional.of(secret("username", "bob")), password);
      fetch(server.url("/"), login(given));
      fetch(server.url("/"), login(read));

      assertThat(server.requests())
          .extracting(request -> request.headers().get("authorization"))
          .containsExactly("Basic YW5uOmdlaGVpbQ==", "Basic Ym9iOmdlaGVpbQ==");
    }
  }

  @Test
  void logsInWithATokenThatIsReadAnewEachTime() throws ScrapeException {
    try (TestHttpServer server = start("")) {
      RequestSecrets bearer = login(new RequestSecrets.Bearer(secret("token", "one")));
      fetch(server.url("/"), bearer);
      secret("token", "two");
      fetch(server.url("/"), bearer);

      assertThat(server.requests())
          .extracting(request -> request.headers().get("authorization"))
          .containsExactly("Bearer one", "Bearer two");
    }
  }

  @Test
  void namesTheSecretThatIsMissingOrCannotBeRead() {
    try (TestHttpServer server = start("")) {
      SecretReference token = SecretReference.secret("shop", "scrape", "token");
      refused(
          server.url("/"),
          login(new RequestSecrets.Bearer(token)),
          "key \"token\" of Secret shop/scrape does not exist");
      SecretSource closed =
          reference -> {
            throw new UnreadableSecretException(
                reference, UnreadableSecretException.Cause.FORBIDDEN, "not allowed");
          };
      HttpFetcher blind = new HttpFetcher(network.httpClient(), closed);
      Target target =
          new Target(
              Labels.EMPTY,
              Labels.EMPTY,
              server.url("/"),
              Duration.ofSeconds(9),
              Duration.ofSeconds(9));
      assertThatExceptionOfType(ScrapeException.class)
          .isThrownBy(
              () ->
                  blind.fetch(
                      target, definition(login(new RequestSecrets.Bearer(token)), 1), buffer))
          .withMessage("key \"token\" of Secret shop/scrape cannot be read: not allowed");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void keepsCredentialsFromOtherHostsAfterARedirect() throws ScrapeException {
    try (TestHttpServer other = start("m 2\n");
        TestHttpServer server =
            TestHttpServer.start(
                e -> {
                  switch (e.request().target()) {
                    case "/away" ->
                        e.answer(302, "", "Location: " + other.url("other.test", "/there"));
                    case "/near" -> e.answer(308, "", "Location: /here");
                    default -> e.answer(200, "m 1\n");
                  }
                })) {
      RequestSecrets bearer = login(new RequestSecrets.Bearer(secret("token", "geheim")));

      assertThat(fetch(server.url("shop.test", "/near"), bearer)).isEqualTo("m 1\n");
      assertThat(server.requests())
          .extracting(request -> request.headers().get("authorization"))
          .containsExactly("Bearer geheim", "Bearer geheim");

      assertThat(fetch(server.url("shop.test", "/away"), bearer)).isEqualTo("m 2\n");
      TestHttpServer.Request asked = other.requests().getFirst();
      assertThat(asked.headers()).doesNotContainKey("authorization");
      assertThat(asked.headers().toString()).doesNotContain("geheim");
      assertThat(asked.headers()).containsKey("accept");
    }
  }

  @Test
  void speaksTlsWithItsOwnAuthorityAndCertificate() throws ScrapeException {
    Identity authority = TestCertificates.selfSigned(Wish.authority("Own CA"));
    Identity shop = TestCertificates.signedBy(authority, Wish.host("shop.test"));
    Identity scraper = TestCertificates.signedBy(authority, Wish.host("scraper"));
    try (TestHttpServer server =
        TestHttpServer.startMutualTls(
            TestCertificates.serverContext(shop, Optional.of(authority)),
            e -> e.answer(200, "m 1\n"))) {
      SecretReference ca = secret("ca", authority.caPem());
      SecretReference certificate = secret("crt", scraper.certificatePem());
      SecretReference key = secret("key", scraper.keyPem());
      URI url = server.url("127.0.0.1", "/");

      assertThat(fetch(url, tls(Optional.of(ca), Optional.of(certificate), key, "shop.test")))
          .isEqualTo("m 1\n");
      refused(
          url,
          tls(Optional.of(ca), Optional.empty(), key, "shop.test"),
          "server refused the handshake: it wants a client certificate that it trusts");
      refused(
          url,
          tls(Optional.empty(), Optional.of(certificate), key, "shop.test"),
          "certificate signed by an unknown authority (issuer CN=Own CA)");
      refused(
          url,
          tls(Optional.of(ca), Optional.of(certificate), key, "other.test"),
          "certificate is for shop.test, not for \"other.test\"");
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static RequestSecrets tls(
      Optional<SecretReference> ca,
      Optional<SecretReference> certificate,
      SecretReference key,
      String serverName) {
    return new RequestSecrets(
        Optional.empty(),
        Optional.of(
            new RequestSecrets.Tls(
                ca, certificate, Optional.of(key), Optional.of(serverName), false)));
  }

  @Test
  void saysWhatAServerAnsweredInstead() {
    try (TestHttpServer server =
        TestHttpServer.start(e -> e.raw("HTTP/1.1 503 Not Now\r\nContent-Length: 0\r\n\r\n"))) {
      refused(server.url("/"), RequestSecrets.NONE, "server returned HTTP status 503 Not Now");
    }
  }

  @Test
  void endsAtTheTimeout() {
    try (TestHttpServer server =
        TestHttpServer.start(e -> TestServer.silent(e.socket(), e.server()))) {
      assertThatExceptionOfType(ScrapeException.class)
          .isThrownBy(
              () ->
                  fetch(
                      server.url("/"),
                      definition(RequestSecrets.NONE, 100),
                      Duration.ofMillis(200)))
          .withMessageStartingWith("timeout");
    }
  }
}
