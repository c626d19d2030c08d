// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.net.Deadline;
import dev.skopos.net.http.HttpBody;
import dev.skopos.net.http.HttpClient;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.HttpOptions;
import dev.skopos.net.http.HttpRequest;
import dev.skopos.net.http.HttpResponse;
import dev.skopos.net.http.HttpResult;
import dev.skopos.remote.StoreAccess.Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Talks to the store with its credentials. Redirects are not followed: they would carry samples and
 * credentials to a place that nobody declared. Thread-safe.
 */
final class StoreClient {

  private static final int EXCERPT = 300;
  private static final int SHORTEST_SECRET = 4;

  private final HttpClient http;
  private final StoreAccess access;

  StoreClient(HttpClient http, StoreAccess access) {
    this.http = http;
    this.access = access;
  }

  /** What is sent, and how long the answer may be and take. */
  record Call(
      String method,
      URI url,
      HttpHeaders headers,
      HttpBody body,
      int maxAnswerBytes,
      Duration timeout) {}

  /** How a request ended. */
  sealed interface Reply {

    /**
     * The store answered, with whatever status.
     *
     * @param message the beginning of the answer in one line, without credentials
     */
    record Answered(HttpResponse response, String message) implements Reply {}

    /** There is no answer; the message says why. */
    record Unreachable(String message) implements Reply {}
  }

  Reply send(Call call) {
    Credentials credentials;
    try {
      credentials = access.credentials();
    } catch (IOException e) {
      return new Reply.Unreachable(String.valueOf(e.getMessage()));
    }
    HttpHeaders headers = call.headers();
    for (HttpHeaders.Field field : credentials.headers().fields()) {
      headers = headers.and(field.name(), field.value());
    }
    HttpOptions options =
        HttpOptions.USUAL
            .withFollowRedirects(false)
            .withMaxBodyBytes(call.maxAnswerBytes())
            .withTls(credentials.tls());
    HttpRequest request = new HttpRequest(call.method(), call.url(), headers, call.body(), options);
    return switch (http.send(request, Deadline.after(call.timeout()))) {
      case HttpResult.Answered answered ->
          new Reply.Answered(answered.response(), excerpt(answered.response(), credentials));
      case HttpResult.Failed failed ->
          new Reply.Unreachable(
              "%s cannot be reached: %s".formatted(origin(call.url()), failed.failure().message()));
    };
  }

  private static String excerpt(HttpResponse response, Credentials credentials) {
    if (response.code() < 300) {
      return "";
    }
    String text = response.text();
    for (HttpHeaders.Field field : credentials.headers().fields()) {
      text = without(text, field.value());
      text = without(text, field.value().substring(field.value().indexOf(' ') + 1));
    }
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "...";
  }

  private static String without(String text, String secret) {
    return secret.length() < SHORTEST_SECRET ? text : text.replace(secret, "...");
  }

  /** A path may hold a credential. */
  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
