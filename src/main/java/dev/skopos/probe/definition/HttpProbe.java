// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

import dev.skopos.net.IpFamily;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request.
 *
 * @param url absolute, http or https, without user information
 * @param expectedStatus at least one of these has to fit
 * @param tls for https; also of servers that a redirect leads to
 */
public record HttpProbe(
    URI url,
    Request request,
    List<StatusPattern> expectedStatus,
    Response response,
    Optional<TlsSettings> tls,
    IpFamily ipFamily)
    implements Probe {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  public HttpProbe {
    expectedStatus = List.copyOf(expectedStatus);
    if (!SCHEMES.contains(lower(url.getScheme())) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "spec.http.url must be an absolute http or https URL with a host");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "spec.http.url must not hold a user name or password; use spec.auth");
    }
    if (expectedStatus.isEmpty()) {
      throw new IllegalArgumentException("spec.http.expectedStatus must not be empty");
    }
  }

  private static String lower(@Nullable String scheme) {
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  /**
   * What is sent.
   *
   * @param body in UTF-8; empty: none
   */
  public record Request(
      String method, List<Header> headers, String body, Optional<Credentials> credentials) {

    public static final Request GET = new Request("GET", List.of(), "", Optional.empty());

    public Request {
      headers = List.copyOf(headers);
    }
  }

  /** One header of the request. */
  public record Header(String name, SecretValue value) {}

  /**
   * How the answer is read.
   *
   * @param maxBodyBytes what is longer is cut off there, after decompression
   */
  public record Response(boolean followRedirects, int maxBodyBytes) {
    public static final Response USUAL = new Response(true, 1 << 20);

    public Response {
      if (maxBodyBytes < 0) {
        throw new IllegalArgumentException("spec.http.maxBodyBytes must not be negative");
      }
    }
  }

  /** The URL without query and fragment, which may hold credentials. */
  @Override
  public String target() {
    String text = url.toString();
    int end = text.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = text.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return text.substring(0, end);
  }
}
