// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/** DNS messages as bytes that strangers sent. */
final class Wire {
  private Wire() {}

  /** Empty when the bytes are no message. */
  static Optional<Message> parse(byte[] bytes) {
    try {
      return Optional.of(new Message(bytes));
    } catch (IOException | RuntimeException _) {
      // dnsjava answers some broken messages with an exception of its own, some with one of the
      // JDK.
      return Optional.empty();
    }
  }

  /** Whether the message is an answer with the random id of the question, and repeats it. */
  static boolean answers(Message question, Message message) {
    return message.getHeader().getFlag(Flags.QR)
        && message.getHeader().getID() == question.getHeader().getID()
        && question.getQuestion().equals(message.getQuestion());
  }

  static String text(InetSocketAddress server) {
    String host = server.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + server.getPort();
  }
}
