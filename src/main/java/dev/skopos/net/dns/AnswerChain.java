// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Follows the CNAME records of an answer from the name that was asked for to its addresses; others
 * in the answer do not count.
 */
final class AnswerChain {
  private static final int MAX_LINKS = 16;

  private AnswerChain() {}

  static List<InetAddress> addresses(Name asked, Message answer) {
    Name owner = asked;
    List<Record> records = answer.getSection(Section.ANSWER);
    for (int i = 0; i < MAX_LINKS; i++) {
      List<InetAddress> addresses = new ArrayList<>();
      Name target = null;
      for (Record owned : records) {
        if (owned.getName().equals(owner)) {
          switch (owned) {
            case ARecord a -> addresses.add(a.getAddress());
            case AAAARecord aaaa -> addresses.add(aaaa.getAddress());
            case CNAMERecord alias -> target = alias.getTarget();
            default -> {}
          }
        }
      }
      if (!addresses.isEmpty() || target == null) {
        return addresses;
      }
      owner = target;
    }
    return List.of();
  }
}
