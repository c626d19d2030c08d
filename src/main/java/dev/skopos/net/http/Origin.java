// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.dial.DialTarget;
import java.net.IDN;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port of a URL. Read from the authority by our own means, since {@link URI} gives
 * no host for names with an underscore.
 *
 * @param host without brackets, in lower case
 */
record Origin(boolean secure, String host, int port) {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:@\\[\\]]+))(?::(\\d{0,5}))?");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  static Origin of(URI url) throws NetException {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https");
    if (!secure && !scheme.equals("http")) {
      throw unusable("its scheme is neither http nor https");
    }
    Matcher authority = AUTHORITY.matcher(String.valueOf(url.getRawAuthority()));
    if (url.getRawAuthority() == null || !authority.matches()) {
      throw unusable(
          url.getRawUserInfo() == null ? "it names no host" : "it holds user information");
    }
    String host = authority.group(1) != null ? authority.group(1) : ascii(authority.group(2));
    return new Origin(secure, host.toLowerCase(Locale.ROOT), port(authority.group(3), secure));
  }

  private static String ascii(String host) throws NetException {
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException _) {
      throw unusable("its host is not a name");
    }
  }

  private static int port(@Nullable String digits, boolean secure) throws NetException {
    if (digits == null || digits.isEmpty()) {
      return secure ? HTTPS_PORT : HTTP_PORT;
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw unusable("its port is out of range");
    }
    return port;
  }

  private static NetException unusable(String reason) {
    return new NetException(NetFailure.Kind.PROTOCOL, "the URL cannot be used: " + reason);
  }

  /**
   * Scheme and authority of any URL as it may be shown: path, query and user information can hold
   * credentials.
   */
  static String show(URI url) {
    String authority = String.valueOf(url.getRawAuthority());
    return url.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1);
  }

  DialTarget target(HttpOptions options) {
    DialTarget plain =
        new DialTarget(
            host, port, options.family(), options.address(), Optional.empty(), List.of());
    return secure ? plain.withTls(options.tls(), List.of("http/1.1")) : plain;
  }

  /** As the Host header has it: brackets around IPv6, no default port. */
  String hostHeader() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (secure ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
  }
}
