// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name server on loopback, on one port for UDP and TCP. It knows the records that it was given; a
 * name without records is NXDOMAIN. It follows no CNAME by itself: the records of a chain all
 * belong to the name that is asked for.
 */
public final class TestNameServer implements AutoCloseable {
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Name, List<Record>> zone = new ConcurrentHashMap<>();
  private final Map<Name, Integer> rcodes = new ConcurrentHashMap<>();
  private final Set<Name> silent = ConcurrentHashMap.newKeySet();
  private final Set<String> silentTypes = ConcurrentHashMap.newKeySet();
  private final Set<Name> truncated = ConcurrentHashMap.newKeySet();
  private final List<String> queries = new CopyOnWriteArrayList<>();

  private TestNameServer(ServerSocket tcp, DatagramSocket udp) {
    this.tcp = tcp;
    this.udp = udp;
    threads.execute(this::serveUdp);
    threads.execute(this::serveTcp);
  }

  public static TestNameServer start() {
    return startAt("127.0.0.1", 0);
  }

  /** On another address of loopback, for tests with several servers on one port. */
  @SuppressWarnings("AddressSelection") // a literal has one address
  public static TestNameServer startAt(String address, int port) {
    try {
      InetAddress local = InetAddress.ofLiteral(address);
      ServerSocket tcp = new ServerSocket(port, 50, local);
      return new TestNameServer(
          tcp, new DatagramSocket(new InetSocketAddress(local, tcp.getLocalPort())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return tcp.getLocalPort();
  }

  /**
   * Adds a record to the answer for a name.
   *
   * @param type for instance {@code MX}
   * @param data in the notation of zone files
   */
  public TestNameServer with(String name, String type, String data) {
    return with(name, name, type, data);
  }

  /**
   * As above, for a record whose owner is not the name that is asked for: the later parts of a
   * CNAME chain.
   */
  public TestNameServer with(String asked, String owner, String type, String data) {
    try {
      Record entry =
          Record.fromString(name(owner), Type.value(type), DClass.IN, 300, data, Name.root);
      zone.computeIfAbsent(name(asked), _ -> new CopyOnWriteArrayList<>()).add(entry);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers for this name with an error, for instance {@code SERVFAIL}. */
  public TestNameServer failing(String name, String rcode) {
    rcodes.put(name(name), Rcode.value(rcode));
    return this;
  }

  /** Never answers for this name. */
  public TestNameServer silentFor(String name) {
    silent.add(name(name));
    return this;
  }

  /** Never answers for this type of record of this name. */
  public TestNameServer silentFor(String type, String name) {
    silentTypes.add(Type.value(type) + " " + name(name));
    return this;
  }

  /** Answers for this name are cut over UDP. */
  public TestNameServer truncating(String name) {
    truncated.add(name(name));
    return this;
  }

  /**
   * What was asked, in order, as {@code udp A x.shop.svc.cluster.local.}; also what got no answer.
   */
  public List<String> queries() {
    return List.copyOf(queries);
  }

  private void serveUdp() {
    byte[] buffer = new byte[4096];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()), "udp");
        if (answer.length > 0) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException _) {
        // The asker is gone, or the server is closed; the loop's condition tells.
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try {
        Socket socket = tcp.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException _) {
        // Closed; the loop's condition tells.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = answer(in.readNBytes(in.readUnsignedShort()), "tcp");
      if (answer.length == 0) {
        in.readAllBytes();
        return;
      }
      byte[] framed = new byte[answer.length + 2];
      framed[0] = (byte) (answer.length >> 8);
      framed[1] = (byte) answer.length;
      System.arraycopy(answer, 0, framed, 2, answer.length);
      socket.getOutputStream().write(framed);
    } catch (IOException _) {
      // The asker is gone.
    }
  }

  /** Empty when there is to be none. */
  private byte[] answer(byte[] wire, String transport) throws IOException {
    Message query = new Message(wire);
    Record question = query.getQuestion();
    Name name = question.getName();
    queries.add(transport + " " + Type.string(question.getType()) + " " + name);
    if (silent.contains(name) || silentTypes.contains(question.getType() + " " + name)) {
      return new byte[0];
    }
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RD);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    List<Record> known = zone.getOrDefault(name, List.of());
    answer
        .getHeader()
        .setRcode(rcodes.getOrDefault(name, known.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR));
    if (truncated.contains(name) && transport.equals("udp")) {
      answer.getHeader().setFlag(Flags.TC);
      return answer.toWire();
    }
    known.stream()
        .filter(entry -> entry.getType() == question.getType() || entry.getType() == Type.CNAME)
        .forEach(entry -> answer.addRecord(entry, Section.ANSWER));
    return answer.toWire(65_535);
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
    threads.close();
  }
}
