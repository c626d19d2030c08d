// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/**
 * Asks the name servers of resolv.conf in turn, as often as {@code attempts} says, until one gives
 * an answer that settles the question; SERVFAIL, NOTIMP and REFUSED pass it on to the next. Other
 * than glibc, no server may use up more than its share of the time that is left, so a dead first
 * server does not fail a check with a short timeout.
 */
final class NameServerRound {
  private final NameServers servers = new NameServers();
  private final AtomicInteger rotation = new AtomicInteger();

  /**
   * Asks about one name.
   *
   * @return at least one answer; when no server could settle the question, those of the last one
   *     that answered at all
   * @throws NetException when no server answered
   */
  List<NameServers.Answer> ask(
      List<InetSocketAddress> addresses,
      ResolvConf.Options options,
      Name name,
      List<RecordType> types,
      Deadline deadline)
      throws NetException {
    List<InetSocketAddress> order = new ArrayList<>(addresses);
    if (options.rotate()) {
      Collections.rotate(order, -Math.floorMod(rotation.getAndIncrement(), order.size()));
    }
    NameServers.Manner manner = new NameServers.Manner(options.useTcp(), options.edns0());
    List<NameServers.Answer> unsettled = List.of();
    @Nullable NetException failure = null;
    int tries = options.attempts() * order.size();
    for (int i = 0; i < tries && !deadline.passed(); i++) {
      Deadline share =
          deadline.atMost(share(options.timeout(), deadline, order.size() - i % order.size()));
      try {
        List<NameServers.Answer> answers =
            servers.ask(order.get(i % order.size()), name, types, manner, share);
        if (answers.stream().anyMatch(NameServerRound::settles)) {
          return answers;
        }
        unsettled = answers;
      } catch (NetException e) {
        failure = e;
      }
    }
    if (!unsettled.isEmpty()) {
      return unsettled;
    }
    throw failure != null
        ? failure
        : new NetException(NetFailure.Kind.TIMEOUT, "no time left to ask a name server");
  }

  private static Duration share(Duration timeout, Deadline deadline, int serversLeft) {
    Duration share = deadline.remaining().dividedBy(serversLeft);
    return share.compareTo(timeout) < 0 ? share : timeout;
  }

  private static boolean settles(NameServers.Answer answer) {
    int rcode = answer.message().getRcode();
    return rcode != Rcode.SERVFAIL && rcode != Rcode.NOTIMP && rcode != Rcode.REFUSED;
  }
}
