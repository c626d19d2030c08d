// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.dial.Connection;
import dev.skopos.net.dial.DialTarget;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.tls.TlsOptions;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One conversation with an SMTP server (RFC 5321, STARTTLS of RFC 3207, AUTH PLAIN and LOGIN of RFC
 * 4954) over the guarded network, so that its deadline and its TLS are those of all other traffic.
 */
final class Smtp implements AutoCloseable {

  private static final int MAX_LINE = 4 * 1024;
  private static final int MAX_LINES = 200;

  /** The server refused a step; the text holds no credentials. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final int code;

    RefusedException(String step, Reply reply, List<String> secrets) {
      super("%s was answered with %d %s".formatted(step, reply.code, reply.excerpt(secrets)));
      this.code = reply.code;
    }

    RefusedException(String problem) {
      super(problem);
      this.code = 0;
    }

    /** The server's code; zero where it lacks what is asked for. */
    int code() {
      return code;
    }
  }

  /** What is needed to log in. */
  record Credentials(String username, String password) {

    @Override
    public String toString() {
      return "Credentials[...]";
    }
  }

  record Reply(int code, List<String> lines) {

    boolean is(int kind) {
      return code / 100 == kind;
    }

    String excerpt(List<String> secrets) {
      return Excerpt.of(String.join(" ", lines), secrets);
    }

    /** The parameters of an extension; empty where the server does not offer it. */
    Optional<String> extension(String name) {
      return lines.stream()
          .map(line -> line.toUpperCase(Locale.ROOT))
          .filter(line -> line.equals(name) || line.startsWith(name + ' '))
          .findFirst();
    }
  }

  private final Connection connection;
  private final String greetingName;
  private InputStream in;
  private OutputStream out;
  private Reply extensions = new Reply(0, List.of());

  private Smtp(Connection connection, String greetingName) throws NetException {
    this.connection = connection;
    this.greetingName = greetingName;
    this.in = new BufferedInputStream(connection.input());
    this.out = connection.output();
  }

  /**
   * Connects, and encrypts as the settings demand.
   *
   * @param greetingName what this side calls itself
   */
  static Smtp open(
      Dialer dialer,
      ChannelSettings.MailServer server,
      TlsOptions tls,
      String greetingName,
      Deadline deadline)
      throws NetException, RefusedException {
    DialTarget plain = DialTarget.plain(server.host(), server.port());
    boolean fromStart = server.security() == ChannelSettings.Security.TLS;
    Connection connection =
        dialer.dial(fromStart ? plain.withTls(tls, List.of()) : plain, deadline);
    boolean open = false;
    try {
      Smtp smtp = new Smtp(connection, greetingName);
      smtp.greet();
      if (server.security() == ChannelSettings.Security.STARTTLS) {
        smtp.startTls(tls, server.host());
      }
      open = true;
      return smtp;
    } finally {
      if (!open) {
        connection.close();
      }
    }
  }

  private void greet() throws NetException, RefusedException {
    check("connecting", reply(), 2);
    hello();
  }

  private void hello() throws NetException, RefusedException {
    extensions = check("EHLO", command("EHLO " + greetingName), 2);
  }

  private void startTls(TlsOptions tls, String host) throws NetException, RefusedException {
    if (extensions.extension("STARTTLS").isEmpty()) {
      throw new RefusedException("the server does not offer STARTTLS, which is required");
    }
    check("STARTTLS", command("STARTTLS"), 2);
    connection.startTls(tls, host, List.of());
    in = new BufferedInputStream(connection.input());
    out = connection.output();
    hello();
  }

  void login(Credentials credentials) throws NetException, RefusedException {
    String offered = extensions.extension("AUTH").orElse("") + ' ';
    if (offered.contains(" PLAIN ")) {
      String plain = '\0' + credentials.username + '\0' + credentials.password;
      List<String> secrets = List.of(base64(plain), credentials.password);
      check("AUTH PLAIN", command("AUTH PLAIN " + base64(plain)), 2, secrets);
    } else if (offered.contains(" LOGIN ")) {
      check("AUTH LOGIN", command("AUTH LOGIN"), 3);
      check("the user name", command(base64(credentials.username)), 3);
      List<String> secrets = List.of(base64(credentials.password), credentials.password);
      check("the password", command(base64(credentials.password)), 2, secrets);
    } else {
      throw new RefusedException("the server offers neither AUTH PLAIN nor AUTH LOGIN");
    }
  }

  /** Sends one message to all receivers, or to none of them. */
  void send(String from, List<String> to, byte[] message) throws NetException, RefusedException {
    check("MAIL FROM", command("MAIL FROM:<" + from + ">"), 2);
    for (String receiver : to) {
      check("RCPT TO", command("RCPT TO:<" + receiver + ">"), 2);
    }
    check("DATA", command("DATA"), 3);
    write(stuffed(message));
    check("the message", reply(), 2);
  }

  /** Lines end in CR LF, a line that begins with a dot gets another one, a single dot ends it. */
  private static byte[] stuffed(byte[] message) {
    ByteArrayOutputStream stuffed = new ByteArrayOutputStream(message.length + 64);
    boolean lineStart = true;
    byte before = 0;
    for (byte b : message) {
      if (lineStart && b == '.') {
        stuffed.write('.');
      }
      if (b == '\n' && before != '\r') {
        stuffed.write('\r');
      }
      stuffed.write(b);
      lineStart = b == '\n';
      before = b;
    }
    stuffed.writeBytes((lineStart ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
    return stuffed.toByteArray();
  }

  private Reply command(String line) throws NetException {
    write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    return reply();
  }

  private void write(byte[] bytes) throws NetException {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw asNet(e);
    }
  }

  private Reply reply() throws NetException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < MAX_LINES) {
      String line = line();
      if (!line.matches("[2-5][0-9]{2}([ -].*)?")) {
        throw new NetException(NetFailure.Kind.PROTOCOL, "the server does not speak SMTP");
      }
      lines.add(line.length() > 4 ? line.substring(4) : "");
      if (line.length() < 4 || line.charAt(3) == ' ') {
        return new Reply(Integer.parseInt(line.substring(0, 3)), List.copyOf(lines));
      }
    }
    throw new NetException(NetFailure.Kind.TOO_LARGE, "an answer of the SMTP server is too long");
  }

  private String line() throws NetException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new NetException(NetFailure.Kind.RESET, "the server closed the connection");
        }
        if (line.size() >= MAX_LINE) {
          throw new NetException(NetFailure.Kind.TOO_LARGE, "a line of the server is too long");
        }
        line.write(b);
      }
    } catch (IOException e) {
      throw asNet(e);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private static NetException asNet(IOException e) {
    return e instanceof NetException known
        ? known
        : new NetException(NetFailure.Kind.RESET, "the connection broke", e);
  }

  private static Reply check(String step, Reply reply, int kind) throws RefusedException {
    return check(step, reply, kind, List.of());
  }

  /** Servers repeat what they refuse, also when that is a password. */
  private static Reply check(String step, Reply reply, int kind, List<String> secrets)
      throws RefusedException {
    if (!reply.is(kind)) {
      throw new RefusedException(step, reply, secrets);
    }
    return reply;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException _) {
      // the message is delivered or refused already; a farewell that fails changes nothing
    }
    connection.close();
  }
}
