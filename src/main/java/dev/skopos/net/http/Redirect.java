// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.tls.TlsOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * How a request goes on after a redirect (RFC 9110, section 15.4, and what browsers do). On another
 * origin, what belongs to the first one stays behind: the headers of the user but those that are
 * known to be harmless (any other may be a credential), the pinned address, the client certificate
 * and the server name.
 */
final class Redirect {
  private static final Set<String> HARMLESS =
      Set.of(
          "Accept",
          "Accept-Charset",
          "Accept-Encoding",
          "Accept-Language",
          "Cache-Control",
          "Content-Encoding",
          "Content-Language",
          "Content-Type",
          "Pragma",
          "User-Agent");
  private static final Set<String> CONTENT =
      Set.of("Content-Type", "Content-Encoding", "Content-Language", "Content-Location");

  private Redirect() {}

  /** Where the answer leads to; empty when it is none to follow. */
  static Optional<URI> location(HttpRequest request, HttpResponse response) throws NetException {
    boolean follows =
        switch (response.code()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    Optional<String> location = response.headers().first("Location");
    if (!follows || location.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI next = resolve(request.url(), new URI(location.get().strip().replace(" ", "%20")));
      Origin.of(next);
      return Optional.of(next);
    } catch (URISyntaxException e) {
      throw new NetException(NetFailure.Kind.REDIRECT, "redirect to something that is no URL", e);
    } catch (NetException e) {
      throw new NetException(
          NetFailure.Kind.REDIRECT, "redirect that cannot be followed: " + e.getMessage(), e);
    }
  }

  /** RFC 3986, section 5.2.2; {@link URI#resolve} follows the older RFC 2396 in two cases. */
  private static URI resolve(URI base, URI reference) throws URISyntaxException {
    boolean queryOnly =
        reference.getScheme() == null
            && reference.getRawAuthority() == null
            && reference.getRawPath().isEmpty();
    String origin = base.getScheme() + "://" + base.getRawAuthority();
    String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
    if (!queryOnly) {
      return new URI(origin + path).resolve(reference);
    }
    String query = reference.getRawQuery() != null ? reference.getRawQuery() : base.getRawQuery();
    return new URI(origin + path + (query == null ? "" : "?" + query));
  }

  /** What makes two requests of a journey the same one. */
  static String step(HttpRequest request) {
    return request.method() + " " + request.url();
  }

  static HttpRequest next(HttpRequest request, HttpResponse response, URI url) throws NetException {
    boolean toGet =
        switch (response.code()) {
          case 303 -> !request.method().equals("HEAD");
          case 301, 302 -> request.method().equals("POST");
          default -> false;
        };
    boolean leaves = !Origin.of(request.url()).equals(Origin.of(url));
    HttpHeaders headers = leaves ? request.headers().only(HARMLESS) : request.headers();
    HttpOptions options = leaves ? foreign(request.options()) : request.options();
    return toGet
        ? new HttpRequest("GET", url, headers.without(CONTENT), HttpBody.EMPTY, options)
        : new HttpRequest(request.method(), url, headers, request.body(), options);
  }

  private static HttpOptions foreign(HttpOptions options) {
    TlsOptions own = options.tls();
    TlsOptions tls =
        new TlsOptions(
            own.caPem(),
            Optional.empty(),
            Optional.empty(),
            own.minVersion(),
            own.insecureSkipVerify());
    return new HttpOptions(
        options.followRedirects(), options.maxBodyBytes(), tls, options.family(), Optional.empty());
  }
}
