// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import java.net.URI;

/**
 * One request; with redirects, the first one.
 *
 * @param url absolute, http or https, without user information; a fragment is not sent
 * @param headers added to those that the client sets itself (User-Agent, Accept, Accept-Encoding,
 *     Host), or instead of them; headers that frame the message (Content-Length, Transfer-Encoding,
 *     Connection, ...) are the client's alone
 */
public record HttpRequest(
    String method, URI url, HttpHeaders headers, HttpBody body, HttpOptions options) {

  public static HttpRequest get(URI url) {
    return new HttpRequest("GET", url, HttpHeaders.EMPTY, HttpBody.EMPTY, HttpOptions.USUAL);
  }

  public static HttpRequest post(URI url, String contentType, HttpBody body) {
    return new HttpRequest(
        "POST", url, HttpHeaders.of("Content-Type", contentType), body, HttpOptions.USUAL);
  }

  public HttpRequest withHeaders(HttpHeaders chosen) {
    return new HttpRequest(method, url, chosen, body, options);
  }

  public HttpRequest withOptions(HttpOptions chosen) {
    return new HttpRequest(method, url, headers, body, chosen);
  }

  /** Method and origin; paths and queries may hold credentials, as webhook URLs do. */
  @Override
  public String toString() {
    return method + " " + Origin.show(url);
  }
}
