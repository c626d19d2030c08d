// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer, strictly (RFC 9112): what two readers could understand differently is refused.
 */
final class ResponseReader {
  private static final Pattern STATUS_LINE =
      Pattern.compile("(HTTP/1\\.[01]) ([1-9]\\d{2})(?: (.*))?");
  private static final int MAX_INTERIM = 10;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final HttpInput in;
  private final BodyBuffer body;
  private final int maxBodyBytes;
  private @Nullable FramedInput framed;

  /**
   * A reader.
   *
   * @param body takes the body
   */
  ResponseReader(HttpInput in, BodyBuffer body, int maxBodyBytes) {
    this.in = in;
    this.body = body;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** The answer without its body. */
  HttpResponse read(String method) throws NetException {
    HttpResponse.Status status = statusLine();
    HttpHeaders headers = HeaderReader.read(in);
    for (int interim = 0; status.code() < 200 && status.code() != SWITCHING_PROTOCOLS; interim++) {
      if (interim == MAX_INTERIM) {
        throw protocol("more than %d interim answers".formatted(MAX_INTERIM));
      }
      status = statusLine();
      headers = HeaderReader.read(in);
    }
    if (status.code() == SWITCHING_PROTOCOLS) {
      throw protocol("the server switches to another protocol, which nobody asked for");
    }
    if (method.equals("HEAD") || status.code() == 204 || status.code() == 304) {
      return new HttpResponse(status, headers, HttpHeaders.EMPTY, HttpBody.EMPTY, false);
    }
    return withBody(status, headers);
  }

  private HttpResponse withBody(HttpResponse.Status status, HttpHeaders headers)
      throws NetException {
    FramedInput content = FramedInput.of(headers, in);
    framed = content;
    boolean truncated;
    try (InputStream decoded = Decoding.of(headers, content)) {
      truncated = body.read(decoded, content.expected(), maxBodyBytes);
    } catch (NetException e) {
      throw e;
    } catch (IOException e) {
      throw new NetException(
          NetFailure.Kind.PROTOCOL, "the body is not what Content-Encoding says", e);
    }
    return new HttpResponse(status, headers, content.trailers(), HttpBody.EMPTY, truncated);
  }

  /**
   * Whether the connection can take another request after this answer, which was read: the server
   * says nothing against it, the answer comes to its end, and nothing follows it.
   */
  boolean leavesOpen(HttpResponse response) {
    return stays(response) && !response.truncated() && endsHere() && in.isEmpty();
  }

  /** A decoder may know the end of what it decodes before the framing says so. */
  private boolean endsHere() {
    FramedInput content = framed;
    try {
      return content == null || (content.hasEnd() && content.read() < 0);
    } catch (NetException _) {
      return false;
    }
  }

  private static boolean stays(HttpResponse response) {
    Set<String> options =
        response.headers().all("Connection").stream()
            .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split("[,\\s]+")))
            .collect(Collectors.toSet());
    return !options.contains("close")
        && (response.status().version().equals("HTTP/1.1") || options.contains("keep-alive"));
  }

  private HttpResponse.Status statusLine() throws NetException {
    Matcher line = STATUS_LINE.matcher(in.line());
    if (!line.matches()) {
      throw protocol("the answer does not begin with an HTTP/1.1 status line");
    }
    String reason = line.group(3) == null ? "" : line.group(3).strip();
    return new HttpResponse.Status(line.group(1), Integer.parseInt(line.group(2)), reason);
  }

  static NetException protocol(String message) {
    return new NetException(NetFailure.Kind.PROTOCOL, message);
  }
}
