// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import dev.skopos.net.http.HttpBody;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * An HTTP server over raw sockets, so that a test may answer anything, proper or not. It takes one
 * request per connection unless it keeps them.
 *
 * <pre>{@code
 * try (TestHttpServer server = TestHttpServer.start(exchange -> exchange.answer(200, "ok"))) {
 *   client.send(HttpRequest.get(server.url("/health")), deadline);
 * }
 * }</pre>
 */
public final class TestHttpServer implements AutoCloseable {
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Handler handler;
  private final String scheme;
  private final TestServer server;

  /**
   * A request as it came; header names in lower case, values of repeated ones joined by a comma.
   */
  public record Request(
      String method, String target, Map<String, String> headers, HttpBody content) {

    public String body() {
      return content.text(StandardCharsets.UTF_8);
    }
  }

  /** Answers a request. */
  @FunctionalInterface
  public interface Handler {
    void handle(Exchange exchange) throws Exception;
  }

  /** A request and the way to answer it. */
  public record Exchange(Request request, Socket socket, TestServer server) {

    /** Answers properly with a text. */
    public void answer(int status, String body, String... headers) throws IOException {
      answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public void answer(int status, byte[] body, String... headers) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      message.writeBytes(body);
      write(message.toByteArray());
    }

    /** Sends exactly this, in ISO-8859-1. */
    public void raw(String text) throws IOException {
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void write(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }
  }

  private TestHttpServer(
      String scheme, Handler handler, Function<TestServer.Talk, TestServer> start) {
    this.scheme = scheme;
    this.handler = handler;
    this.server = start.apply(this::talk);
  }

  public static TestHttpServer start(Handler handler) {
    return new TestHttpServer("http", handler, TestServer::start);
  }

  public static TestHttpServer startTls(SSLContext context, Handler handler) {
    return new TestHttpServer(
        "https", handler, talk -> TestServer.startTls(context, _ -> {}, talk));
  }

  /** Speaks one version of TLS only, for instance {@code TLSv1.2}. */
  public static TestHttpServer startTls(SSLContext context, String version, Handler handler) {
    return new TestHttpServer(
        "https",
        handler,
        talk ->
            TestServer.startTls(
                context, listener -> listener.setEnabledProtocols(new String[] {version}), talk));
  }

  /** Wants a client certificate that the context trusts. */
  public static TestHttpServer startMutualTls(SSLContext context, Handler handler) {
    return new TestHttpServer(
        "https",
        handler,
        talk -> TestServer.startTls(context, listener -> listener.setNeedClientAuth(true), talk));
  }

  public int port() {
    return server.port();
  }

  public URI url(String path) {
    return url("127.0.0.1", path);
  }

  public URI url(String host, String path) {
    return URI.create(scheme + "://" + host + ":" + port() + path);
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public int openConnections() {
    return server.openConnections();
  }

  public int acceptedConnections() {
    return server.acceptedConnections();
  }

  /** As {@link #start}, but takes requests over a connection until the peer closes it. */
  public static TestHttpServer startKeeping(Handler handler) {
    return new TestHttpServer("http", handler, talk -> TestServer.start(again(talk)));
  }

  /** As {@link #startTls}, but takes requests over a connection until the peer closes it. */
  public static TestHttpServer startKeepingTls(SSLContext context, Handler handler) {
    return new TestHttpServer(
        "https", handler, talk -> TestServer.startTls(context, _ -> {}, again(talk)));
  }

  @SuppressWarnings("InfiniteLoopStatement") // the end of the connection is an exception
  private static TestServer.Talk again(TestServer.Talk talk) {
    return (socket, owner) -> {
      while (true) {
        talk.with(socket, owner);
      }
    };
  }

  private void talk(Socket socket, TestServer owner) throws Exception {
    Request request = read(socket.getInputStream());
    requests.add(request);
    handler.handle(new Exchange(request, socket, owner));
  }

  private static Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ");
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (a, b) -> a + ", " + b);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(first[0], first[1], Map.copyOf(headers), HttpBody.of(in.readNBytes(length)));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
