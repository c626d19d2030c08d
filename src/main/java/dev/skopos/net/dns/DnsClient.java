// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import dev.skopos.net.AddressGuard;
import dev.skopos.net.Deadline;
import dev.skopos.net.IpFamily;
import dev.skopos.net.NetException;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * Puts single questions to name servers and gives back what they answered; for checks of kind
 * {@code dns}. Thread-safe.
 */
public final class DnsClient {
  private static final int[] FLAGS = {
    Flags.QR, Flags.AA, Flags.TC, Flags.RD, Flags.RA, Flags.AD, Flags.CD
  };

  private final Resolver resolver;
  private final AddressGuard guard;
  private final NameServers servers = new NameServers();

  public DnsClient(Resolver resolver, AddressGuard guard) {
    this.resolver = resolver;
    this.guard = guard;
  }

  /**
   * Asks once; every answer of a name server is a reply, NXDOMAIN and SERVFAIL too. A server that
   * the query names passes the guard.
   *
   * @throws NetException when nobody answered, the server's name does not resolve or its address is
   *     denied
   */
  public DnsReply query(DnsQuery query, Deadline deadline) throws NetException {
    Name name = Resolver.absolute(query.name());
    boolean tcp = query.transport() == DnsQuery.Transport.TCP;
    if (query.server().isEmpty()) {
      return reply(resolver.lookup(name, query.type(), tcp, deadline));
    }
    InetSocketAddress server = address(query.server().get(), deadline);
    NameServers.Manner manner = new NameServers.Manner(tcp, false);
    return reply(servers.ask(server, name, List.of(query.type()), manner, deadline).getFirst());
  }

  private InetSocketAddress address(DnsQuery.Server server, Deadline deadline) throws NetException {
    InetSocketAddress address =
        new InetSocketAddress(
            resolver.resolve(server.host(), IpFamily.ANY, deadline).getFirst(), server.port());
    guard.check(address);
    return address;
  }

  static DnsReply reply(NameServers.Answer answer) {
    Message message = answer.message();
    return new DnsReply(
        Rcode.string(message.getRcode()),
        flags(message),
        records(message, Section.ANSWER),
        records(message, Section.AUTHORITY),
        records(message, Section.ADDITIONAL),
        answer.source());
  }

  private static Set<String> flags(Message message) {
    Set<String> flags = new LinkedHashSet<>();
    for (int flag : FLAGS) {
      if (message.getHeader().getFlag(flag)) {
        flags.add(Flags.string(flag).toLowerCase(Locale.ROOT));
      }
    }
    return flags;
  }

  private static List<DnsRecord> records(Message message, int section) {
    return message.getSection(section).stream()
        .filter(entry -> entry.getType() != Type.OPT)
        .map(DnsClient::entry)
        .toList();
  }

  private static DnsRecord entry(Record entry) {
    return new DnsRecord(
        entry.getName().toString(),
        Type.string(entry.getType()),
        Duration.ofSeconds(entry.getTTL()),
        entry instanceof TXTRecord text ? text(text) : entry.rdataToString());
  }

  /**
   * The strings of a TXT record are parts of one text, which has no character set of its own; UTF-8
   * is what people write.
   */
  private static String text(TXTRecord entry) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    entry.getStringsAsByteArrays().forEach(text::writeBytes);
    return text.toString(StandardCharsets.UTF_8);
  }
}
