// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Whatever a name server sends, reading it ends with a message or with none. */
class WireFuzzTest {
  @RepeatedTest(20)
  void givenChangedAnswersThenNothingIsThrown(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    Name name = Name.fromString("www.example.");
    byte[] whole = answer(name).toWire();
    int messages = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = whole.clone();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      var message =
          Wire.parse(
              Arrays.copyOf(
                  bytes, random.nextInt(3) == 0 ? random.nextInt(bytes.length) : bytes.length));
      if (message.isPresent()) {
        messages++;
        AnswerChain.addresses(name, message.get());
        DnsClient.reply(new NameServers.Answer(message.get(), new InetSocketAddress(53), false, 0));
      }
    }
    assertThat(messages).isPositive();
  }

  private static Message answer(Name name) throws IOException {
    Message message = new Message(1);
    message.getHeader().setFlag(Flags.QR);
    message.addRecord(Record.newRecord(name, Type.A, DClass.IN), Section.QUESTION);
    add(message, "www.example.", Type.CNAME, "a.example.");
    add(message, "a.example.", Type.A, "192.0.2.1");
    add(message, "a.example.", Type.TXT, "\"text\" \"more\"");
    add(message, "a.example.", Type.SRV, "1 2 443 www.example.");
    add(message, "a.example.", Type.MX, "10 mail.example.");
    return message;
  }

  private static void add(Message message, String owner, int type, String data) throws IOException {
    message.addRecord(
        Record.fromString(Name.fromString(owner), type, DClass.IN, 60, data, Name.root),
        Section.ANSWER);
  }
}
