// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.xbill.DNS.Message;

/**
 * One question over one TCP connection; each message has its length in front (RFC 1035, section
 * 4.2.2).
 */
final class TcpExchange {
  private static final int MAX_BYTES = 65_535;

  private TcpExchange() {}

  static NameServers.Answer ask(InetSocketAddress server, Message question, Deadline deadline)
      throws IOException {
    try (Socket socket = new Socket()) {
      long start = System.nanoTime();
      socket.connect(server, deadline.socketTimeout());
      socket.getOutputStream().write(framed(question.toWire(MAX_BYTES)));
      Message answer =
          Wire.parse(read(socket, deadline))
              .filter(message -> Wire.answers(question, message))
              .orElseThrow(() -> stranger(server));
      return new NameServers.Answer(answer, server, true, start);
    }
  }

  private static byte[] framed(byte[] wire) {
    byte[] framed = new byte[wire.length + 2];
    framed[0] = (byte) (wire.length >> 8);
    framed[1] = (byte) wire.length;
    System.arraycopy(wire, 0, framed, 2, wire.length);
    return framed;
  }

  private static byte[] read(Socket socket, Deadline deadline) throws IOException {
    DataInputStream in = new DataInputStream(new DeadlineInput(socket, deadline));
    byte[] wire = new byte[in.readUnsignedShort()];
    in.readFully(wire);
    return wire;
  }

  private static NetException stranger(InetSocketAddress server) {
    return new NetException(
        NetFailure.Kind.PROTOCOL,
        "name server %s did not answer the question".formatted(Wire.text(server)));
  }

  /**
   * Sets the time left before each read, so that a server that sends a byte now and then does not
   * prolong it.
   */
  private static final class DeadlineInput extends InputStream {
    private final Socket socket;
    private final Deadline deadline;
    private final InputStream in;

    DeadlineInput(Socket socket, Deadline deadline) throws IOException {
      this.socket = socket;
      this.deadline = deadline;
      this.in = socket.getInputStream();
    }

    @Override
    public int read() throws IOException {
      socket.setSoTimeout(deadline.socketTimeout());
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      socket.setSoTimeout(deadline.socketTimeout());
      return in.read(buffer, offset, length);
    }
  }
}
