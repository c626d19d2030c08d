// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.dial.DialTrace;
import dev.skopos.net.tls.TlsFacts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * What was measured and learned on the way, also of a request that failed.
 *
 * @param redirects how many were followed
 * @param finalUrl the last one that was asked; it may hold credentials in path or query
 * @param leftTls whether a redirect led from https to http
 * @param address the last one that was connected to, or tried
 * @param tls of the last connection
 */
public record HttpTrace(
    Timings timings,
    int redirects,
    URI finalUrl,
    boolean leftTls,
    Optional<InetSocketAddress> address,
    Optional<TlsFacts> tls) {

  static HttpTrace start(URI url) {
    return new HttpTrace(Timings.NONE, 0, url, false, Optional.empty(), Optional.empty());
  }

  HttpTrace dialed(DialTrace dial) {
    return new HttpTrace(
        timings.plus(dial), redirects, finalUrl, leftTls, dial.address(), dial.tlsFacts());
  }

  HttpTrace redirected(URI next) {
    boolean leaves =
        "https".equalsIgnoreCase(finalUrl.getScheme()) && "http".equalsIgnoreCase(next.getScheme());
    return new HttpTrace(timings, redirects + 1, next, leftTls || leaves, address, tls);
  }

  HttpTrace with(Timings measured) {
    return new HttpTrace(measured, redirects, finalUrl, leftTls, address, tls);
  }

  /** Without path and query of the URL, which may hold credentials, as webhook URLs do. */
  @Override
  public String toString() {
    return "%s after %d redirects, %s".formatted(Origin.show(finalUrl), redirects, timings);
  }
}
