// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Puts questions to one name server. Questions that belong together (A and AAAA) go out at once
 * over one socket, and their answers are taken in any order, as glibc does.
 */
final class NameServers {
  /** What fits into one packet nearly everywhere (DNS flag day 2020). */
  private static final int EDNS_PAYLOAD = 1232;

  private final SecureRandom random = new SecureRandom();

  /** An answer and how it came. */
  record Answer(Message message, DnsReply.Source source) {
    Answer(Message message, InetSocketAddress server, boolean tcp, long startNanos) {
      this(
          message,
          new DnsReply.Source(server, tcp, Duration.ofNanos(System.nanoTime() - startNanos)));
    }
  }

  /** How a question is put. */
  record Manner(boolean tcp, boolean edns0) {}

  /**
   * Asks all questions about one name.
   *
   * @return at least one answer, in the order of the types; a server that is silent on one of them
   *     answers the others
   * @throws NetException of kind {@code TIMEOUT}, {@code CONNECT_REFUSED}, {@code RESET} or {@code
   *     PROTOCOL}
   */
  List<Answer> ask(
      InetSocketAddress server, Name name, List<RecordType> types, Manner manner, Deadline deadline)
      throws NetException {
    List<Message> questions = questions(name, types, manner.edns0);
    try {
      return manner.tcp
          ? overTcp(server, questions, deadline)
          : overUdp(server, questions, deadline);
    } catch (NetException e) {
      throw e;
    } catch (SocketTimeoutException e) {
      throw failure(NetFailure.Kind.TIMEOUT, "name server %s did not answer", server, e);
    } catch (PortUnreachableException | ConnectException e) {
      throw failure(
          NetFailure.Kind.CONNECT_REFUSED, "name server %s refused the connection", server, e);
    } catch (IOException e) {
      throw failure(NetFailure.Kind.RESET, "the connection to name server %s broke off", server, e);
    }
  }

  private static List<Answer> overTcp(
      InetSocketAddress server, List<Message> questions, Deadline deadline) throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (Message question : questions) {
      answers.add(TcpExchange.ask(server, question, deadline));
    }
    return answers;
  }

  private static List<Answer> overUdp(
      InetSocketAddress server, List<Message> questions, Deadline deadline) throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (Answer answer : new UdpExchange(server, questions).ask(deadline)) {
      boolean truncated = answer.message.getHeader().getFlag(Flags.TC);
      answers.add(
          truncated ? TcpExchange.ask(server, question(questions, answer), deadline) : answer);
    }
    return answers;
  }

  private static Message question(List<Message> questions, Answer answer) {
    return questions.stream()
        .filter(question -> Wire.answers(question, answer.message))
        .findFirst()
        .orElseThrow();
  }

  private List<Message> questions(Name name, List<RecordType> types, boolean edns0) {
    int id = random.nextInt(1 << 16);
    List<Message> questions = new ArrayList<>();
    for (RecordType type : types) {
      Message question = Message.newQuery(Record.newRecord(name, type.code(), DClass.IN));
      question.getHeader().setID((id + questions.size()) & 0xffff);
      if (edns0) {
        question.addRecord(new OPTRecord(EDNS_PAYLOAD, 0, 0), Section.ADDITIONAL);
      }
      questions.add(question);
    }
    return questions;
  }

  private static NetException failure(
      NetFailure.Kind kind, String message, InetSocketAddress server, IOException cause) {
    return new NetException(kind, message.formatted(Wire.text(server)), cause);
  }
}
