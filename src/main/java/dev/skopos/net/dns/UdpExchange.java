// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import dev.skopos.net.Deadline;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.xbill.DNS.Message;

/**
 * Questions that go out at once over one UDP socket of their own, so that its random port protects
 * them, too.
 */
final class UdpExchange {
  private static final int MAX_BYTES = 4096;

  private final InetSocketAddress server;
  private final List<Message> questions;
  private final TreeMap<Integer, NameServers.Answer> answers = new TreeMap<>();

  UdpExchange(InetSocketAddress server, List<Message> questions) {
    this.server = server;
    this.questions = questions;
  }

  /** At least one answer, in the order of the questions. */
  List<NameServers.Answer> ask(Deadline deadline) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server);
      long start = System.nanoTime();
      for (Message question : questions) {
        byte[] wire = question.toWire();
        socket.send(new DatagramPacket(wire, wire.length));
      }
      receive(socket, start, deadline);
    } catch (SocketTimeoutException e) {
      if (answers.isEmpty()) {
        throw e;
      }
    }
    return List.copyOf(answers.values());
  }

  private void receive(DatagramSocket socket, long start, Deadline deadline) throws IOException {
    byte[] buffer = new byte[MAX_BYTES];
    while (answers.size() < questions.size()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      if (deadline.passed()) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout(deadline.socketTimeout());
      socket.receive(packet);
      Optional<Message> message = Wire.parse(Arrays.copyOf(buffer, packet.getLength()));
      message.ifPresent(received -> keep(received, start));
    }
  }

  /** A stray packet is passed over, the right one may still come. */
  private void keep(Message message, long start) {
    for (int i = 0; i < questions.size(); i++) {
      if (Wire.answers(questions.get(i), message)) {
        answers.putIfAbsent(i, new NameServers.Answer(message, server, false, start));
      }
    }
  }
}
