// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.IpFamily;
import dev.skopos.net.tls.TlsOptions;
import java.net.InetAddress;
import java.util.Optional;

/**
 * How a request is made.
 *
 * @param maxBodyBytes more than this is not read, counted after decompression
 * @param tls for https; its server name and client certificate are used on the request's own origin
 *     only, not after a redirect to another
 * @param address connects to this one instead of resolving the host; not after a redirect to
 *     another origin
 */
public record HttpOptions(
    boolean followRedirects,
    int maxBodyBytes,
    TlsOptions tls,
    IpFamily family,
    Optional<InetAddress> address) {
  /** Follows redirects, reads up to 1 MiB. */
  public static final HttpOptions USUAL =
      new HttpOptions(true, 1 << 20, TlsOptions.SYSTEM, IpFamily.ANY, Optional.empty());

  public HttpOptions {
    if (maxBodyBytes < 0) {
      throw new IllegalArgumentException("maxBodyBytes is negative");
    }
  }

  public HttpOptions withFollowRedirects(boolean follow) {
    return new HttpOptions(follow, maxBodyBytes, tls, family, address);
  }

  public HttpOptions withMaxBodyBytes(int bytes) {
    return new HttpOptions(followRedirects, bytes, tls, family, address);
  }

  public HttpOptions withTls(TlsOptions options) {
    return new HttpOptions(followRedirects, maxBodyBytes, options, family, address);
  }

  public HttpOptions withFamily(IpFamily chosen) {
    return new HttpOptions(followRedirects, maxBodyBytes, tls, chosen, address);
  }

  public HttpOptions withAddress(InetAddress chosen) {
    return new HttpOptions(followRedirects, maxBodyBytes, tls, family, Optional.of(chosen));
  }
}
