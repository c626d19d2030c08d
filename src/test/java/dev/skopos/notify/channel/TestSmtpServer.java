// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP server that knows STARTTLS, which GreenMail lacks; it answers what a test says. */
final class TestSmtpServer implements AutoCloseable {

  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final SSLContext context;
  private final Map<String, String> answers;
  private final TestServer server;

  private TestSmtpServer(SSLContext context, Map<String, String> answers) {
    this.context = context;
    this.answers = answers;
    this.server = TestServer.start((socket, _) -> talk(socket));
  }

  /**
   * Starts a server.
   *
   * @param answers to commands by their first word, instead of the usual ones
   */
  static TestSmtpServer start(SSLContext context, Map<String, String> answers) {
    return new TestSmtpServer(context, answers);
  }

  int port() {
    return server.port();
  }

  /** What came, with a word before it that says whether it was encrypted. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  private void talk(Socket socket) throws IOException {
    say(socket, answers.getOrDefault("connect", "220 mail.test ready"));
    converse(socket, "plain ");
  }

  private void converse(Socket socket, String prefix) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add(prefix + line);
      String word = line.split(" ")[0].toUpperCase(Locale.ROOT);
      say(socket, answers.getOrDefault(word, usual(word)));
      if (word.equals("STARTTLS") && !answers.containsKey(word)) {
        converse(secured(socket), "tls ");
        return;
      }
      if (word.equals("DATA") && !answers.containsKey(word)) {
        messages.add(message(in));
        say(socket, "250 taken");
      }
    }
  }

  private static String usual(String word) {
    return switch (word) {
      case "EHLO" -> "250-mail.test\r\n250-STARTTLS\r\n250 AUTH LOGIN PLAIN";
      case "STARTTLS" -> "220 go on";
      case "AUTH" -> "235 welcome";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  private SSLSocket secured(Socket socket) throws IOException {
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private static String message(BufferedReader in) throws IOException {
    StringBuilder message = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      message.append(line).append('\n');
    }
    return message.toString();
  }

  private static void say(Socket socket, String answer) throws IOException {
    socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() {
    server.close();
  }
}
