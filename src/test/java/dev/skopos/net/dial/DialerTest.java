// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.skopos.net.AddressGuard;
import dev.skopos.net.Deadline;
import dev.skopos.net.IpFamily;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.TestCertificates;
import dev.skopos.net.TestCertificates.Identity;
import dev.skopos.net.TestCertificates.Wish;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import dev.skopos.net.tls.TlsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DialerTest {
  private final TestNetwork network = TestNetwork.open();
  private final Dialer dialer = network.dialer();

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void givenAServerThenBothSidesTalkAndTheConnectionEnds() throws IOException {
    try (TestServer server = TestServer.start(DialerTest::greet)) {
      try (Connection connection =
          dialer.dial(DialTarget.plain("shop.test", server.port()), TestNetwork.soon())) {
        connection.output().write("ann\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(line(connection.input())).isEqualTo("hello ann");
        assertThat(connection.trace().resolve()).isPositive();
        assertThat(connection.trace().connect()).isPositive();
        assertThat(connection.trace().tls()).isZero();
        assertThat(connection.trace().address().orElseThrow().getPort()).isEqualTo(server.port());
      }
      await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void givenASocksProxyInTheSystemPropertiesThenItIsNotUsed() throws IOException {
    Map<String, String> proxy =
        Map.of(
            "socksProxyHost", "127.0.0.1",
            "socksProxyPort", Integer.toString(freePort()),
            "socksNonProxyHosts", "");
    try (TestServer server = TestServer.start(DialerTest::greet)) {
      proxy.forEach(System::setProperty);
      try (Connection connection =
          dialer.dial(DialTarget.plain("shop.test", server.port()), TestNetwork.soon())) {
        assertThat(connection.trace().address().orElseThrow().getPort()).isEqualTo(server.port());
      } finally {
        proxy.keySet().forEach(System::clearProperty);
      }
    }
  }

  private static void greet(Socket socket, TestServer server) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("hello " + line(socket.getInputStream()) + "\n").getBytes(StandardCharsets.US_ASCII));
    TestServer.silent(socket, server);
  }

  @Test
  void givenNobodyListensThenTheConnectionIsRefused() throws IOException {
    int port = freePort();

    assertThat(failure(DialTarget.plain("shop.test", port), TestNetwork.soon()).failure())
        .isEqualTo(
            new NetFailure(
                NetFailure.Kind.CONNECT_REFUSED,
                "connection to 127.0.0.1:%d refused".formatted(port)));
  }

  @Test
  void givenAPeerThatDoesNotAnswerThenConnectingEndsAtTheDeadline() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    // A listener that never accepts answers no more once its queue is full, as a host behind a
    // firewall would.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
      }

      DialException failure =
          failure(
              DialTarget.plain("127.0.0.1", full.getLocalPort()),
              Deadline.after(Duration.ofMillis(200)));

      assertThat(failure.failure())
          .isEqualTo(
              new NetFailure(
                  NetFailure.Kind.CONNECT_TIMEOUT,
                  "no answer from 127.0.0.1:%d while connecting".formatted(full.getLocalPort())));
      assertThat(failure.trace().connect())
          .isBetween(Duration.ofMillis(150), Duration.ofSeconds(5));
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void givenTheFirstAddressRefusesThenTheNextIsTried() throws IOException {
    Files.writeString(network.hosts(), "127.0.0.2 both.test\n127.0.0.1 both.test\n");
    try (TestServer server = TestServer.start(DialerTest::greet);
        Connection connection =
            dialer.dial(DialTarget.plain("both.test", server.port()), TestNetwork.soon())) {
      assertThat(connection.trace().address().orElseThrow().getAddress())
          .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    }
  }

  @Test
  void givenADeniedAddressThenItIsPassedOverWhileThereIsAnother() throws IOException {
    Files.writeString(network.hosts(), "169.254.169.254 both.test\n127.0.0.1 both.test\n");
    try (TestServer server = TestServer.start(DialerTest::greet);
        Connection connection =
            dialer.dial(DialTarget.plain("both.test", server.port()), TestNetwork.soon())) {
      assertThat(connection.trace().address().orElseThrow().getAddress())
          .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    }
  }

  @Test
  void givenOneDeniedAndOneThatRefusesThenTheRefusalIsTold() throws IOException {
    Files.writeString(network.hosts(), "127.0.0.1 both.test\n169.254.169.254 both.test\n");

    assertThat(failure(DialTarget.plain("both.test", freePort()), TestNetwork.soon()).kind())
        .isEqualTo(NetFailure.Kind.CONNECT_REFUSED);
  }

  @Test
  void givenAFixedAddressThenTheNameIsNotResolvedButTheGuardIsAsked() throws IOException {
    try (TestServer server = TestServer.start(DialerTest::greet)) {
      DialTarget target = DialTarget.plain("unknown.test", server.port());

      try (Connection connection =
          dialer.dial(target.withAddress(InetAddress.ofLiteral("127.0.0.1")), TestNetwork.soon())) {
        assertThat(connection.trace().address()).isPresent();
        // The server counts when it accepts, which may be after the kernel has let us in.
        await().until(() -> server.acceptedConnections() == 1);
      }
      assertThat(
              failure(target.withAddress(InetAddress.ofLiteral("169.254.1.1")), TestNetwork.soon())
                  .kind())
          .isEqualTo(NetFailure.Kind.BLOCKED);
      assertThat(server.acceptedConnections()).isEqualTo(1);
    }
  }

  @Test
  void givenAFamilyWithoutAddressThenThatIsTold() {
    DialException failure =
        failure(DialTarget.plain("shop.test", 80).withFamily(IpFamily.IPV6), TestNetwork.soon());

    assertThat(failure.failure())
        .isEqualTo(
            new NetFailure(NetFailure.Kind.RESOLVE, "host \"shop.test\" has no IPv6 address"));
    assertThat(failure.trace().connect()).isZero();
  }

  @Test
  void givenAConnectionThenItEndsAtItsDeadlineWhateverIsDoneOnIt() throws IOException {
    try (TestServer server = TestServer.start(TestServer::silent);
        Connection connection =
            dialer.dial(
                DialTarget.plain("shop.test", server.port()),
                Deadline.after(Duration.ofMillis(200)))) {
      NetException failure =
          catchThrowableOfType(NetException.class, () -> connection.input().readAllBytes());

      assertThat(failure.failure())
          .isEqualTo(new NetFailure(NetFailure.Kind.TIMEOUT, "timeout while reading"));
      await().until(() -> server.openConnections() == 0);
    }
  }

  @Test
  void givenStartTlsThenTheSameConnectionGoesOnInTls() throws IOException {
    Identity identity = TestCertificates.selfSigned(Wish.host("shop.test"));
    try (TestServer server = TestServer.start((socket, self) -> upgrade(identity, socket, self));
        Connection connection =
            dialer.dial(DialTarget.plain("shop.test", server.port()), TestNetwork.soon())) {
      connection.output().write("STARTTLS\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(line(connection.input())).isEqualTo("ready");

      connection.startTls(
          TlsOptions.SYSTEM.withCa(identity.certificatePem()), "shop.test", List.of());
      connection.output().write("ann\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(line(connection.input())).isEqualTo("hello ann");
      assertThat(connection.trace().tls()).isPositive();
      assertThat(connection.trace().tlsFacts().orElseThrow().certificate()).isPresent();
    }
  }

  private static void upgrade(Identity identity, Socket socket, TestServer server)
      throws IOException {
    line(socket.getInputStream());
    socket.getOutputStream().write("ready\n".getBytes(StandardCharsets.US_ASCII));
    SSLSocketFactory factory =
        TestCertificates.serverContext(identity, Optional.empty()).getSocketFactory();
    try (SSLSocket secured = (SSLSocket) factory.createSocket(socket, "client", 0, true)) {
      secured.setUseClientMode(false);
      greet(secured, server);
    }
  }

  @Test
  void givenConnectionsThatAreClosedEarlyThenTheirTimersAreGone() throws IOException {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    timer.setRemoveOnCancelPolicy(true);
    Dialer own = new Dialer(network.resolver(), network.guard(), timer);
    try (TestServer server = TestServer.start(TestServer::silent)) {
      for (int i = 0; i < 20; i++) {
        own.dial(DialTarget.plain("shop.test", server.port()), TestNetwork.soon()).close();
      }
      failure(own, DialTarget.plain("shop.test", freePort()), TestNetwork.soon());

      assertThat(timer.getQueue()).isEmpty();
      await().until(() -> server.openConnections() == 0);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void givenTheGuardAllowsNothingThenNotEvenLoopbackIsReached() {
    try (TestServer server = TestServer.start(TestServer::silent);
        var timer = Executors.newSingleThreadScheduledExecutor()) {
      AddressGuard strict = new AddressGuard(AddressGuard.Options.NONE, Set::of, Set::of);
      Dialer guarded = new Dialer(network.resolver(), strict, timer);

      for (String host :
          List.of(
              "shop.test",
              "127.1",
              "2130706433",
              "0177.0.0.1",
              "0x7f000001",
              "::1",
              "::ffff:127.0.0.1")) {
        assertThat(
                failure(guarded, DialTarget.plain(host, server.port()), TestNetwork.soon()).kind())
            .as(host)
            .isEqualTo(NetFailure.Kind.BLOCKED);
      }
      assertThat(server.acceptedConnections()).isZero();
    }
  }

  private DialException failure(DialTarget target, Deadline deadline) {
    return failure(dialer, target, deadline);
  }

  private static DialException failure(Dialer dialer, DialTarget target, Deadline deadline) {
    return catchThrowableOfType(DialException.class, () -> dialer.dial(target, deadline).close());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }
}
