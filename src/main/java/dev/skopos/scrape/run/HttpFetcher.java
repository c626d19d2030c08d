// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.net.Authorization;
import dev.skopos.net.Deadline;
import dev.skopos.net.SecretReference;
import dev.skopos.net.SecretSource;
import dev.skopos.net.UnreadableSecretException;
import dev.skopos.net.http.BodyBuffer;
import dev.skopos.net.http.HttpClient;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.HttpOptions;
import dev.skopos.net.http.HttpRequest;
import dev.skopos.net.http.HttpResponse;
import dev.skopos.net.http.HttpResult;
import dev.skopos.net.tls.TlsOptions;
import dev.skopos.scrape.RequestSecrets;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.target.Target;
import java.math.BigDecimal;
import java.util.Optional;

/** Fetches over HTTP, with the headers that Prometheus sends. */
public final class HttpFetcher implements Fetcher {

  private static final int OK = 200;

  private final HttpClient client;
  private final SecretSource secrets;

  public HttpFetcher(HttpClient client, SecretSource secrets) {
    this.client = client;
    this.secrets = secrets;
  }

  @Override
  public Exposition fetch(Target target, ScrapeDefinition definition, BodyBuffer buffer)
      throws ScrapeException {
    HttpRequest request =
        HttpRequest.get(target.url())
            .withHeaders(headers(target, definition))
            .withOptions(
                HttpOptions.USUAL
                    .withMaxBodyBytes(definition.limits().bodyBytes())
                    .withTls(tls(definition.request().secrets().tls())));
    HttpResult result = client.send(request, buffer, Deadline.after(target.timeout()));
    return switch (result) {
      case HttpResult.Failed failed -> throw new ScrapeException(failed.failure().message());
      case HttpResult.Answered(HttpResponse response, _) ->
          exposition(response, buffer, definition);
    };
  }

  private static Exposition exposition(
      HttpResponse response, BodyBuffer buffer, ScrapeDefinition definition)
      throws ScrapeException {
    if (response.code() != OK) {
      throw new ScrapeException(
          "server returned HTTP status %d %s"
              .formatted(response.code(), response.status().reason())
              .strip());
    }
    if (response.truncated()) {
      throw new ScrapeException(
          "body size limit exceeded: more than %d bytes"
              .formatted(definition.limits().bodyBytes()));
    }
    return new Exposition(
        response.headers().first("Content-Type"), buffer.array(), buffer.length());
  }

  private HttpHeaders headers(Target target, ScrapeDefinition definition) throws ScrapeException {
    BigDecimal seconds = BigDecimal.valueOf(target.timeout().toMillis(), 3);
    HttpHeaders headers =
        HttpHeaders.of(
                "Accept", ExpositionFormat.accept(definition.request().histograms().wantsNative()))
            .and(
                "X-Prometheus-Scrape-Timeout-Seconds",
                seconds.stripTrailingZeros().toPlainString());
    Optional<RequestSecrets.Login> login = definition.request().secrets().login();
    return login.isEmpty() ? headers : headers.and("Authorization", authorization(login.get()));
  }

  private String authorization(RequestSecrets.Login login) throws ScrapeException {
    return switch (login) {
      case RequestSecrets.Bearer(SecretReference token) -> Authorization.bearer(text(token));
      case RequestSecrets.Basic basic -> {
        String username =
            basic.usernameFrom().isPresent()
                ? text(basic.usernameFrom().get())
                : basic.username().orElse("");
        yield Authorization.basic(username, text(basic.password()));
      }
    };
  }

  private TlsOptions tls(Optional<RequestSecrets.Tls> settings) throws ScrapeException {
    if (settings.isEmpty()) {
      return TlsOptions.SYSTEM;
    }
    RequestSecrets.Tls tls = settings.get();
    TlsOptions options = TlsOptions.SYSTEM.withInsecureSkipVerify(tls.insecureSkipVerify());
    if (tls.serverName().isPresent()) {
      options = options.withServerName(tls.serverName().get());
    }
    if (tls.ca().isPresent()) {
      options = options.withCa(text(tls.ca().get()));
    }
    if (tls.certificate().isPresent() && tls.key().isPresent()) {
      options =
          options.withClient(
              new TlsOptions.ClientCertificate(
                  text(tls.certificate().get()), text(tls.key().get())));
    }
    return options;
  }

  private String text(SecretReference reference) throws ScrapeException {
    try {
      return secrets
          .readText(reference)
          .orElseThrow(() -> new ScrapeException(reference.describe() + " does not exist"));
    } catch (UnreadableSecretException e) {
      throw new ScrapeException(e.sentence());
    }
  }
}
