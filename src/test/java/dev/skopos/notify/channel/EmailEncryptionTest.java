// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.net.SecretReference;
import dev.skopos.net.TestCertificates;
import dev.skopos.net.TestNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmailEncryptionTest {

  private static final SecretReference PASSWORD =
      SecretReference.secret("shop", "mail", "password");
  private static final SecretReference CA = SecretReference.secret("shop", "mail", "ca");

  private final TestNetwork network = TestNetwork.open();
  private final TestCertificates.Identity identity =
      TestCertificates.selfSigned(TestCertificates.Wish.host("localhost"));
  private final SSLContext context = TestCertificates.serverContext(identity, Optional.empty());
  private final Map<SecretReference, String> secrets = new ConcurrentHashMap<>();

  EmailEncryptionTest() {
    secrets.put(PASSWORD, "right");
    secrets.put(CA, identity.caPem());
  }

  @AfterEach
  void close() {
    network.close();
  }

  private SendResult send(TestSmtpServer server, Optional<SecretReference> ca) throws Exception {
    return send(server, "localhost", ca);
  }

  private SendResult send(TestSmtpServer server, String host, Optional<SecretReference> ca)
      throws Exception {
    Channels channels =
        new Channels(
            network.httpClient(),
            network.dialer(),
            reference ->
                Optional.ofNullable(secrets.get(reference))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8)),
            InstantSource.fixed(SampleNotifications.NOW),
            _ -> {});
    ChannelSettings.Email settings =
        new ChannelSettings.Email(
            new ChannelSettings.MailServer(
                host, server.port(), ChannelSettings.Security.STARTTLS, ca),
            "skopos@shop.test",
            List.of("ops@shop.test"),
            Optional.of(new ChannelSettings.Login("ops", PASSWORD)),
            new ChannelSettings.MailTexts(
                Optional.of("line one\nline two"), Optional.of(".\nend"), Optional.empty()));
    return channels.open(settings).send(SampleNotifications.mixed(), Duration.ofSeconds(10));
  }

  private static SendResult.Failed failed(SendResult result) {
    assertThat(result).isInstanceOf(SendResult.Failed.class);
    return (SendResult.Failed) result;
  }

  @Test
  void passwordAndMessageOnlyGoOverTheEncryptedConnection() throws Exception {
    try (TestSmtpServer server = TestSmtpServer.start(context, Map.of())) {
      assertThat(send(server, Optional.of(CA))).isEqualTo(new SendResult.Delivered());
      assertThat(server.commands())
          .startsWith("plain EHLO shop.test", "plain STARTTLS", "tls EHLO shop.test")
          .contains("tls MAIL FROM:<skopos@shop.test>", "tls RCPT TO:<ops@shop.test>");
      assertThat(server.messages().getFirst())
          .contains("Subject: line one line two\n")
          .contains("\n..\nend");
    }
  }

  @Test
  void aServerWithoutStartTlsGetsNoPassword() throws Exception {
    try (TestSmtpServer server = TestSmtpServer.start(context, Map.of("EHLO", "250 AUTH PLAIN"))) {
      SendResult.Failed failed = failed(send(server, Optional.of(CA)));
      assertThat(failed.kind()).isEqualTo(SendResult.Kind.REJECTED);
      assertThat(failed.reason()).endsWith("does not offer STARTTLS, which is required");
      assertThat(server.commands()).noneMatch(command -> command.contains("AUTH"));
    }
  }

  @Test
  void aCertificateThatIsNotTrustedOrOfAnotherHostGetsNoPassword() throws Exception {
    try (TestSmtpServer server = TestSmtpServer.start(context, Map.of())) {
      assertThat(failed(send(server, Optional.empty())).kind()).isEqualTo(SendResult.Kind.TLS);
      assertThat(failed(send(server, "other.test", Optional.of(CA))).kind())
          .isEqualTo(SendResult.Kind.TLS);
      assertThat(server.commands()).noneMatch(command -> command.contains("AUTH"));
    }
  }

  @Test
  void aServerThatRepeatsThePasswordDoesNotGetItIntoTheReason() throws Exception {
    String echo = "501 syntax error: AUTH PLAIN AG9wcwByaWdodA== (right)";
    try (TestSmtpServer server = TestSmtpServer.start(context, Map.of("AUTH", echo))) {
      assertThat(failed(send(server, Optional.of(CA))).reason())
          .contains("501 syntax error")
          .doesNotContain("AG9wcwByaWdodA")
          .doesNotContain("right");
    }
  }

  @Test
  void aTemporaryRefusalIsRetriedAndAFinalOneIsNot() throws Exception {
    try (TestSmtpServer server =
        TestSmtpServer.start(context, Map.of("RCPT", "451 greylisted, come back"))) {
      SendResult.Failed failed = failed(send(server, Optional.of(CA)));
      assertThat(failed.kind().retried()).isTrue();
      assertThat(failed.reason()).endsWith("RCPT TO was answered with 451 greylisted, come back");
    }
    try (TestSmtpServer server =
        TestSmtpServer.start(context, Map.of("RCPT", "550 no such user"))) {
      assertThat(failed(send(server, Optional.of(CA))).kind().retried()).isFalse();
    }
  }

  @Test
  void aServerThatSpeaksSomethingElseIsSaidToDoSo() throws Exception {
    try (TestSmtpServer server =
        TestSmtpServer.start(context, Map.of("connect", "HTTP/1.1 400 Bad Request"))) {
      assertThat(failed(send(server, Optional.of(CA))).reason())
          .endsWith("the server does not speak SMTP");
    }
  }
}
