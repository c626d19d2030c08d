// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes requests in HTTP/1.1. Header values that would end the line early are refused, so nothing
 * can be smuggled in.
 */
final class RequestWriter {
  private static final int LONGEST_NAME = 200;
  private static final Set<String> OWN =
      caseless(
          "Connection",
          "Content-Length",
          "Transfer-Encoding",
          "Keep-Alive",
          "TE",
          "Trailer",
          "Upgrade",
          "Expect");
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private final String userAgent;

  RequestWriter(String userAgent) {
    this.userAgent = userAgent;
  }

  /**
   * Writes a request.
   *
   * @param last whether the connection ends after it
   */
  void write(HttpRequest request, Origin origin, boolean last, OutputStream out)
      throws NetException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head(request, origin, last).getBytes(StandardCharsets.UTF_8));
    try {
      request.body().writeTo(message);
      out.write(message.toByteArray());
      out.flush();
    } catch (NetException e) {
      throw e;
    } catch (IOException e) {
      throw new NetException(NetFailure.Kind.RESET, "sending failed", e);
    }
  }

  private String head(HttpRequest request, Origin origin, boolean last) throws NetException {
    if (!isName(request.method())) {
      throw new NetException(NetFailure.Kind.PROTOCOL, "the method is not a token");
    }
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(path(request.url())).append(" HTTP/1.1\r\n");
    HttpHeaders headers = request.headers();
    usual(head, headers, "Host", origin.hostHeader());
    usual(head, headers, "User-Agent", userAgent);
    usual(head, headers, "Accept", "*/*");
    usual(head, headers, "Accept-Encoding", "gzip, deflate");
    for (HttpHeaders.Field field : headers.fields()) {
      if (!OWN.contains(field.name())) {
        line(head, field.name(), field.value());
      }
    }
    if (request.body().length() > 0 || WITH_BODY.contains(request.method())) {
      line(head, "Content-Length", Integer.toString(request.body().length()));
    }
    if (last) {
      line(head, "Connection", "close");
    }
    return head.append("\r\n").toString();
  }

  private static void usual(StringBuilder head, HttpHeaders headers, String name, String value)
      throws NetException {
    if (!headers.contains(name)) {
      line(head, name, value);
    }
  }

  private static void line(StringBuilder head, String name, String value) throws NetException {
    if (!isName(name)) {
      throw new NetException(NetFailure.Kind.PROTOCOL, "a request header's name is not a token");
    }
    if (HeaderText.hasControl(value)) {
      throw new NetException(
          NetFailure.Kind.PROTOCOL,
          "the value of request header %s holds a control character".formatted(name));
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && HeaderText.isToken(text);
  }

  /** Origin form; what is not ASCII is percent-encoded. */
  private static String path(URI url) {
    URI ascii = URI.create(url.toASCIIString());
    String path =
        ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }

  private static Set<String> caseless(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(Set.of(names));
    return set;
  }
}
