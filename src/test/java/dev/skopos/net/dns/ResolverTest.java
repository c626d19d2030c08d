// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skopos.net.Deadline;
import dev.skopos.net.IpFamily;
import dev.skopos.net.NetException;
import dev.skopos.net.TestNameServer;
import dev.skopos.net.TestNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverTest {
  private static final String POD =
      """
      search shop.svc.cluster.local svc.cluster.local cluster.local
      nameserver 127.0.0.1
      options ndots:5 timeout:1 attempts:1
      """;

  private final TestNameServer server = TestNameServer.start();
  private final TestNetwork network =
      TestNetwork.open(
          "10.0.0.7 db database.example # comment\n::7 db\n10.0.0.8 db\nbroken\n",
          POD,
          server.port());

  @AfterEach
  void close() {
    network.close();
    server.close();
  }

  @Test
  void givenAServiceOfTheOwnNamespaceThenTheFirstSearchDomainFindsIt() throws NetException {
    server.with("checkout.shop.svc.cluster.local", "A", "10.96.0.20");

    assertThat(resolve("checkout")).containsExactly("10.96.0.20");
    assertThat(server.queries())
        .containsExactlyInAnyOrder(
            "udp A checkout.shop.svc.cluster.local.", "udp AAAA checkout.shop.svc.cluster.local.");
  }

  @Test
  void givenAServiceOfAnotherNamespaceThenTheSearchDomainsAreAskedInTheirOrder()
      throws NetException {
    server.with("api.orders.svc.cluster.local", "A", "10.96.0.21");

    assertThat(resolve("api.orders")).containsExactly("10.96.0.21");
    assertThat(asked("A"))
        .containsExactly("api.orders.shop.svc.cluster.local.", "api.orders.svc.cluster.local.");
  }

  @Test
  void givenAnOutsideNameWithFewDotsThenItIsAskedForAsItIsLast() throws NetException {
    server.with("www.example.org", "A", "192.0.2.1");

    assertThat(resolve("www.example.org")).containsExactly("192.0.2.1");
    assertThat(asked("A"))
        .containsExactly(
            "www.example.org.shop.svc.cluster.local.",
            "www.example.org.svc.cluster.local.",
            "www.example.org.cluster.local.",
            "www.example.org.");
  }

  @Test
  void givenAsManyDotsAsNdotsThenTheNameIsAskedForAsItIsFirst() throws NetException {
    server.with("a.b.c.d.e.example", "A", "192.0.2.2");

    assertThat(resolve("a.b.c.d.e.example")).containsExactly("192.0.2.2");
    assertThat(asked("A")).containsExactly("a.b.c.d.e.example.");
  }

  @Test
  void givenAFinalDotThenTheSearchListIsNotUsed() {
    ResolveException failure = failure("checkout.", IpFamily.ANY);

    assertThat(failure.reason()).isEqualTo(ResolveException.Reason.NO_SUCH_HOST);
    assertThat(failure).hasMessage("no such host \"checkout.\" (tried checkout.)");
    assertThat(asked("A")).containsExactly("checkout.");
  }

  @Test
  void givenAnUnknownNameThenTheMessageTellsWhatWasTried() {
    ResolveException failure = failure("nope", IpFamily.ANY);

    assertThat(failure.reason()).isEqualTo(ResolveException.Reason.NO_SUCH_HOST);
    assertThat(failure)
        .hasMessage(
            "no such host \"nope\" (tried nope.shop.svc.cluster.local., nope.svc.cluster.local.,"
                + " nope.cluster.local., nope.)");
  }

  @Test
  void givenBothFamiliesThenIpv4ComesFirstAndARequestedOneAlone() throws NetException {
    server
        .with("both.example", "AAAA", "2001:db8::1")
        .with("both.example", "A", "192.0.2.2")
        .with("both.example", "A", "192.0.2.1");

    assertThat(resolve("both.example."))
        .containsExactly("192.0.2.2", "192.0.2.1", "2001:db8:0:0:0:0:0:1");
    assertThat(resolve("both.example.", IpFamily.IPV4)).containsExactly("192.0.2.2", "192.0.2.1");
    assertThat(resolve("both.example.", IpFamily.IPV6)).containsExactly("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void givenAnIpv6OnlyNameThenItIsFoundAndIpv4IsSaidToBeMissing() throws NetException {
    server.with("six.shop.svc.cluster.local", "AAAA", "fd00::6");

    assertThat(resolve("six")).containsExactly("fd00:0:0:0:0:0:0:6");
    ResolveException failure = failure("six", IpFamily.IPV4);
    assertThat(failure.reason()).isEqualTo(ResolveException.Reason.NO_ADDRESS);
    assertThat(failure).hasMessage("host \"six\" has no IPv4 address");
  }

  @Test
  void givenACnameChainThenItIsFollowedAndOtherRecordsDoNotCount() throws NetException {
    server
        .with("www.example", "CNAME", "a.cdn.example.")
        .with("www.example", "stranger.example", "A", "192.0.2.66")
        .with("www.example", "b.cdn.example", "A", "192.0.2.7")
        .with("www.example", "a.cdn.example", "CNAME", "b.cdn.example.");

    assertThat(resolve("www.example.")).containsExactly("192.0.2.7");
  }

  @Test
  void givenACnameLoopThenThereIsNoAddress() {
    server.with("loop.example", "CNAME", "loop.example.");

    assertThat(failure("loop.example.", IpFamily.ANY).reason())
        .isEqualTo(ResolveException.Reason.NO_ADDRESS);
  }

  @Test
  void givenATruncatedAnswerThenItIsAskedForOverTcp() throws NetException {
    for (int i = 0; i < 200; i++) {
      server.with("large.example", "A", "10.1.1." + i);
    }
    server.truncating("large.example");

    assertThat(resolve("large.example.", IpFamily.IPV4)).hasSize(200);
    assertThat(server.queries()).containsExactly("udp A large.example.", "tcp A large.example.");
  }

  @Test
  void givenServfailThenItIsToldApartFromAMissingName() {
    server.failing("broken.example", "SERVFAIL");

    ResolveException failure = failure("broken.example.", IpFamily.ANY);
    assertThat(failure.reason()).isEqualTo(ResolveException.Reason.SERVER_FAILURE);
    assertThat(failure)
        .hasMessage("name server failed to resolve \"broken.example.\" (tried broken.example.)");
  }

  @Test
  void givenServfailForOneSearchDomainThenTheOthersAreAskedNevertheless() throws NetException {
    server
        .failing("www.example.shop.svc.cluster.local", "SERVFAIL")
        .with("www.example", "A", "192.0.2.1");

    assertThat(resolve("www.example")).containsExactly("192.0.2.1");
  }

  @Test
  void givenSilenceThenTheSearchEndsAndTheServerIsNamed() {
    server.silentFor("slow.shop.svc.cluster.local");

    ResolveException failure =
        catchThrowableOfType(
            ResolveException.class,
            () ->
                network
                    .resolver()
                    .resolve("slow", IpFamily.ANY, Deadline.after(Duration.ofMillis(200))));

    assertThat(failure.reason()).isEqualTo(ResolveException.Reason.NO_ANSWER);
    assertThat(failure)
        .hasMessage(
            "no answer for host \"slow\": name server 127.0.0.1:%d did not answer", server.port());
    assertThat(asked("A")).containsExactly("slow.shop.svc.cluster.local.");
  }

  @Test
  void givenAServerThatIsSilentOrFailsThenTheNextOneIsAsked() throws NetException, IOException {
    server.silentFor("a.example").failing("b.example", "SERVFAIL").failing("c.example", "REFUSED");
    try (TestNameServer next = TestNameServer.startAt("127.0.0.2", server.port())) {
      next.with("a.example", "A", "192.0.2.1")
          .with("b.example", "A", "192.0.2.2")
          .with("c.example", "A", "192.0.2.3");
      configure("nameserver 127.0.0.1\nnameserver 127.0.0.2\noptions attempts:1 timeout:1\n");

      assertThat(resolve("a.example")).containsExactly("192.0.2.1");
      assertThat(resolve("b.example")).containsExactly("192.0.2.2");
      assertThat(resolve("c.example")).containsExactly("192.0.2.3");
    }
  }

  @Test
  void givenADeadFirstServerAndLittleTimeThenTheSecondStillGetsItsShare()
      throws NetException, IOException {
    server.silentFor("a.example");
    try (TestNameServer next = TestNameServer.startAt("127.0.0.2", server.port())) {
      next.with("a.example", "A", "192.0.2.1");
      configure("nameserver 127.0.0.1\nnameserver 127.0.0.2\n");

      List<InetAddress> found =
          network
              .resolver()
              .resolve("a.example", IpFamily.ANY, Deadline.after(Duration.ofSeconds(1)));

      assertThat(found).containsExactly(InetAddress.ofLiteral("192.0.2.1"));
    }
  }

  @Test
  void givenSilenceForOneFamilyOnlyThenTheOtherIsTheAnswer() throws NetException, IOException {
    configure("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
    server.silentFor("AAAA", "half.example").with("half.example", "A", "192.0.2.1");

    List<InetAddress> found =
        network
            .resolver()
            .resolve("half.example", IpFamily.ANY, Deadline.after(Duration.ofMillis(700)));

    assertThat(found).containsExactly(InetAddress.ofLiteral("192.0.2.1"));
  }

  @Test
  void givenRotateThenTheServersTakeTurns() throws NetException, IOException {
    try (TestNameServer next = TestNameServer.startAt("127.0.0.2", server.port())) {
      server.with("a.example", "A", "192.0.2.1");
      next.with("a.example", "A", "192.0.2.2");
      configure("nameserver 127.0.0.1\nnameserver 127.0.0.2\noptions rotate\n");

      assertThat(List.of(resolve("a.example").getFirst(), resolve("a.example").getFirst()))
          .containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
    }
  }

  @Test
  void givenUseVcThenEveryQuestionGoesOverTcp() throws NetException, IOException {
    server.with("a.example", "A", "192.0.2.1");
    configure("nameserver 127.0.0.1\noptions use-vc edns0\n");

    assertThat(resolve("a.example")).containsExactly("192.0.2.1");
    assertThat(server.queries()).containsExactly("tcp A a.example.", "tcp AAAA a.example.");
  }

  @Test
  void givenTheHostsFileThenItComesBeforeDnsWhateverTheCase() throws NetException {
    assertThat(resolve("DB")).containsExactly("10.0.0.7", "10.0.0.8", "0:0:0:0:0:0:0:7");
    assertThat(resolve("database.example", IpFamily.IPV4)).containsExactly("10.0.0.7");
    assertThat(server.queries()).isEmpty();
  }

  @Test
  void givenTheFilesChangeThenTheyAreReadAgain() throws NetException, IOException {
    resolve("db");
    Files.writeString(network.hosts(), "10.9.9.9 db\n");
    Files.setLastModifiedTime(network.hosts(), FileTime.from(Instant.EPOCH));
    server.with("x.other.example", "A", "192.0.2.9");
    configure("nameserver 127.0.0.1\ndomain other.example\n");

    assertThat(resolve("db")).containsExactly("10.9.9.9");
    assertThat(resolve("x")).containsExactly("192.0.2.9");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "2130706433, 127.0.0.1",
    "0177.0.0.1, 127.0.0.1",
    "0x7f.0.0.1, 127.0.0.1",
    "0x7f000001, 127.0.0.1",
    "127.1, 127.0.0.1",
    "::1, 0:0:0:0:0:0:0:1",
    "::ffff:10.0.0.1, 10.0.0.1"
  })
  void givenAnAddressInAnySpellingThenItIsTakenAsGlibcDoes(String host, String address)
      throws NetException {
    assertThat(resolve(host)).containsExactly(address);
    assertThat(server.queries()).isEmpty();
  }

  @Test
  void givenAnAddressOfTheOtherFamilyThenThatIsSaid() {
    assertThat(failure("::1", IpFamily.IPV4)).hasMessage("host \"::1\" has no IPv4 address");
  }

  @Test
  void givenAnInternationalNameThenItsAsciiFormIsAsked() throws NetException {
    server.with("xn--bcher-kva.example", "A", "192.0.2.1");

    assertThat(resolve("bücher.example.")).containsExactly("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a b", "a..b", "a\\046b", "a\"b", "1.2.3.4.5.6.7.8.9:"})
  void givenSomethingThatIsNoNameThenNobodyIsAsked(String host) {
    assertThat(failure(host, IpFamily.ANY)).hasMessageContaining("is not a host name");
    assertThat(server.queries()).isEmpty();
  }

  private void configure(String resolvConf) throws IOException {
    Files.writeString(network.resolvConf(), resolvConf);
  }

  private List<String> asked(String type) {
    return server.queries().stream()
        .filter(query -> query.contains(" " + type + " "))
        .map(query -> query.substring(query.lastIndexOf(' ') + 1))
        .toList();
  }

  private List<String> resolve(String host) throws NetException {
    return resolve(host, IpFamily.ANY);
  }

  private List<String> resolve(String host, IpFamily family) throws NetException {
    return network.resolver().resolve(host, family, TestNetwork.soon()).stream()
        .map(InetAddress::getHostAddress)
        .toList();
  }

  private ResolveException failure(String host, IpFamily family) {
    return catchThrowableOfType(
        ResolveException.class, () -> network.resolver().resolve(host, family, TestNetwork.soon()));
  }
}
