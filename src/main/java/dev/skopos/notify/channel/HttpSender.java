// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.Deadline;
import dev.skopos.net.http.HttpBody;
import dev.skopos.net.http.HttpClient;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.HttpOptions;
import dev.skopos.net.http.HttpRequest;
import dev.skopos.net.http.HttpResponse;
import dev.skopos.net.http.HttpResult;
import dev.skopos.net.http.RetryAfter;
import dev.skopos.net.tls.TlsOptions;
import dev.skopos.notify.channel.ChannelSettings.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Posts messages. Redirects are not followed: they would carry a message, and credentials in its
 * URL or headers, to a place that nobody declared.
 */
final class HttpSender {

  private static final int MAX_ANSWER = 4 * 1024;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient client;
  private final InstantSource clock;

  HttpSender(HttpClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** A message and where it goes; all but scheme and host of the URL counts as a secret. */
  record Message(Method method, String url, HttpHeaders headers, String body, TlsOptions tls) {

    @Override
    public String toString() {
      return "Message[...]";
    }
  }

  SendResult send(Message message, Duration timeout) {
    Optional<URI> url = parse(message.url);
    if (url.isEmpty()) {
      return SendResult.Failed.of(
          SendResult.Kind.MESSAGE, "the URL is not an absolute URL of http or https");
    }
    HttpOptions options =
        HttpOptions.USUAL
            .withFollowRedirects(false)
            .withMaxBodyBytes(MAX_ANSWER)
            .withTls(message.tls);
    HttpRequest request =
        new HttpRequest(
            message.method.name(), url.get(), message.headers, HttpBody.of(message.body), options);
    String tried = message.method + " " + url.get().getScheme() + "://" + host(url.get());
    return switch (client.send(request, Deadline.after(timeout))) {
      case HttpResult.Answered answered -> answered(answered.response(), message, tried);
      case HttpResult.Failed failed -> NetResults.failed(failed.failure(), tried);
    };
  }

  private static Optional<URI> parse(String text) {
    try {
      URI url = new URI(text.strip());
      boolean usable =
          ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
              && url.getRawAuthority() != null
              && url.getRawUserInfo() == null
              && !url.getRawAuthority().contains("@");
      return usable ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static String host(URI url) {
    String authority = url.getRawAuthority();
    return authority.replaceFirst(":[0-9]*$", "");
  }

  private SendResult answered(HttpResponse response, Message message, String tried) {
    int code = response.code();
    if (code >= 200 && code < 300) {
      return new SendResult.Delivered();
    }
    SendResult.Kind kind =
        code == TOO_MANY_REQUESTS
            ? SendResult.Kind.RATE_LIMITED
            : code >= 500 ? SendResult.Kind.RECEIVER : SendResult.Kind.REJECTED;
    String excerpt = Excerpt.of(response.text(), secrets(message));
    String redirect = code >= 300 && code < 400 ? ", and redirects are not followed" : "";
    String reason =
        tried + " answered " + code + redirect + (excerpt.isEmpty() ? "" : ": " + excerpt);
    Optional<Duration> wait =
        kind.retried() ? RetryAfter.of(response, clock.instant()) : Optional.empty();
    return new SendResult.Failed(kind, reason, Optional.of(code), wait);
  }

  private static List<String> secrets(Message message) {
    List<String> secrets = new ArrayList<>();
    URI url = URI.create(message.url.strip());
    secrets.add(url.getRawPath() == null ? "" : url.getRawPath());
    secrets.add(url.getRawQuery() == null ? "" : url.getRawQuery());
    message
        .headers
        .without(Set.of("Content-Type", "Idempotency-Key"))
        .fields()
        .forEach(field -> secrets.add(field.value()));
    return secrets;
  }
}
