// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.skopos.net.AddressGuard;
import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.TestNameServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsClientTest {
  private final TestNameServer server = TestNameServer.start();
  private final TestNetwork network =
      TestNetwork.open(
          "127.0.0.1 ns.test\n",
          "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n",
          server.port());
  private final DnsClient client = network.dnsClient();

  @AfterEach
  void close() {
    network.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A | 192.0.2.1 | 192.0.2.1",
        "AAAA | 2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "CNAME | other.example. | other.example.",
        "MX | 10 mail.example. | 10 mail.example.",
        "TXT | \"v=spf1 \" \"-all\" | v=spf1 -all",
        "SRV | 1 2 443 a.example. | 1 2 443 a.example.",
        "NS | ns1.example. | ns1.example."
      })
  void givenARecordThenItsDataAndTtlAreRead(RecordType type, String data, String text)
      throws NetException {
    server.with("x.example", type.name(), data);

    DnsReply reply = client.query(DnsQuery.of("x.example", type), TestNetwork.soon());

    assertThat(reply.rcode()).isEqualTo("NOERROR");
    assertThat(reply.flags()).containsExactlyInAnyOrder("qr", "rd", "ra");
    assertThat(reply.answers())
        .containsExactly(new DnsRecord("x.example.", type.name(), Duration.ofMinutes(5), text));
    assertThat(reply.source().server().getPort()).isEqualTo(server.port());
    assertThat(reply.source().tcp()).isFalse();
    assertThat(reply.source().took()).isPositive();
  }

  @Test
  void givenTxtWithQuotesAndUmlautsThenTheTextIsAsItWasWritten() throws NetException {
    server.with("x.example", "TXT", "\"say \\\"hi\\\" \\195\\188\"");

    assertThat(
            client
                .query(DnsQuery.of("x.example", RecordType.TXT), TestNetwork.soon())
                .answers()
                .getFirst()
                .data())
        .isEqualTo("say \"hi\" ü");
  }

  @ParameterizedTest
  @CsvSource({"SERVFAIL", "REFUSED", "NXDOMAIN", "NOTIMP"})
  void givenAnErrorThenItIsAReply(String rcode) throws NetException {
    server.failing("x.example", rcode);

    DnsReply reply = client.query(DnsQuery.of("x.example", RecordType.A), TestNetwork.soon());

    assertThat(reply.rcode()).isEqualTo(rcode);
    assertThat(reply.answers()).isEmpty();
  }

  @Test
  void givenTcpOrTruncationThenTheAnswerComesOverTcp() throws NetException {
    server
        .with("x.example", "A", "192.0.2.1")
        .with("cut.example", "A", "192.0.2.2")
        .truncating("cut.example");

    assertThat(
            client
                .query(
                    DnsQuery.of("x.example", RecordType.A).over(DnsQuery.Transport.TCP),
                    TestNetwork.soon())
                .source()
                .tcp())
        .isTrue();
    assertThat(
            client
                .query(DnsQuery.of("cut.example", RecordType.A), TestNetwork.soon())
                .source()
                .tcp())
        .isTrue();
    assertThat(server.queries())
        .containsExactly("tcp A x.example.", "udp A cut.example.", "tcp A cut.example.");
  }

  @Test
  void givenAServerByNameThenItIsResolvedAndAsked() throws NetException {
    try (TestNameServer other = TestNameServer.start().with("x.example", "A", "192.0.2.9")) {
      DnsQuery query =
          DnsQuery.of("x.example", RecordType.A).at(new DnsQuery.Server("ns.test", other.port()));

      assertThat(client.query(query, TestNetwork.soon()).answers().getFirst().data())
          .isEqualTo("192.0.2.9");
      assertThat(server.queries()).isEmpty();
    }
  }

  @Test
  void givenAServerAtADeniedAddressThenItIsNotAskedButThePodsOwnIs() throws NetException {
    server.with("x.example", "A", "192.0.2.1");
    AddressGuard strict =
        new AddressGuard(AddressGuard.Options.NONE, Set::of, network.resolver()::nameServers);
    DnsClient guarded = new DnsClient(network.resolver(), strict);
    try (TestNameServer other = TestNameServer.start()) {
      DnsQuery denied =
          DnsQuery.of("x.example", RecordType.A).at(new DnsQuery.Server("127.0.0.1", other.port()));
      DnsQuery own = denied.at(new DnsQuery.Server("127.0.0.1", server.port()));

      assertThatThrownBy(() -> guarded.query(denied, TestNetwork.soon()))
          .isInstanceOfSatisfying(
              NetException.class, e -> assertThat(e.kind()).isEqualTo(NetFailure.Kind.BLOCKED));
      assertThat(other.queries()).isEmpty();
      assertThat(guarded.query(own, TestNetwork.soon()).answers()).hasSize(1);
    }
  }

  @Test
  void givenSilenceThenTheDeadlineEndsTheQuery() {
    server.silentFor("x.example");
    DnsQuery chosen =
        DnsQuery.of("x.example", RecordType.A).at(new DnsQuery.Server("127.0.0.1", server.port()));

    for (DnsQuery query : List.of(chosen, chosen.over(DnsQuery.Transport.TCP))) {
      NetException failure =
          catchThrowableOfType(
              NetException.class,
              () -> client.query(query, Deadline.after(Duration.ofMillis(200))));

      assertThat(failure.failure())
          .isEqualTo(
              new NetFailure(
                  NetFailure.Kind.TIMEOUT,
                  "name server 127.0.0.1:%d did not answer".formatted(server.port())));
    }
  }

  @Test
  void givenAServerThatDripsItsAnswerThenTheDeadlineEndsTheQuery() {
    try (TestServer slow = TestServer.start(DnsClientTest::drip)) {
      DnsQuery query =
          DnsQuery.of("x.example", RecordType.A)
              .over(DnsQuery.Transport.TCP)
              .at(new DnsQuery.Server("127.0.0.1", slow.port()));

      NetException failure =
          catchThrowableOfType(
              NetException.class,
              () -> client.query(query, Deadline.after(Duration.ofMillis(200))));

      assertThat(failure.kind()).isEqualTo(NetFailure.Kind.TIMEOUT);
      await().until(() -> slow.openConnections() == 0);
    }
  }

  private static void drip(Socket socket, TestServer server) throws Exception {
    while (true) {
      socket.getOutputStream().write(0x7f);
      server.pause(Duration.ofMillis(10));
    }
  }

  @Test
  void givenAServerThatIsNotThereThenThatIsSaid() {
    DnsQuery query = DnsQuery.of("x.example", RecordType.A).at(new DnsQuery.Server("127.0.0.1", 9));

    for (DnsQuery each : List.of(query, query.over(DnsQuery.Transport.TCP))) {
      assertThatThrownBy(() -> client.query(each, TestNetwork.soon()))
          .isInstanceOfSatisfying(
              NetException.class,
              e -> assertThat(e.kind()).isEqualTo(NetFailure.Kind.CONNECT_REFUSED))
          .hasMessage("name server 127.0.0.1:9 refused the connection");
    }
  }
}
