// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param headers as received; Content-Encoding and Content-Length tell of the encoded form
 * @param body decoded
 * @param truncated whether the body goes on behind the limit of the request
 */
public record HttpResponse(
    Status status, HttpHeaders headers, HttpHeaders trailers, HttpBody body, boolean truncated) {
  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s;\"]+)");

  /**
   * The first line.
   *
   * @param version for instance {@code HTTP/1.1}
   */
  public record Status(String version, int code, String reason) {}

  HttpResponse withBody(HttpBody content) {
    return new HttpResponse(status, headers, trailers, content, truncated);
  }

  public int code() {
    return status.code;
  }

  /** The body in the character set that Content-Type names, else in UTF-8. */
  public String text() {
    return body.text(charset());
  }

  private Charset charset() {
    Matcher named = CHARSET.matcher(headers.first("Content-Type").orElse(""));
    if (named.find()) {
      try {
        return Charset.forName(named.group(1));
      } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
        return StandardCharsets.UTF_8;
      }
    }
    return StandardCharsets.UTF_8;
  }
}
