// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.skopos.net.SecretReference;
import dev.skopos.net.TestCertificates;
import dev.skopos.net.TestNetwork;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailChannelTest {

  private static final SecretReference PASSWORD =
      SecretReference.secret("shop", "mail", "password");
  private static final SecretReference CA = SecretReference.secret("shop", "mail", "ca");
  private static final Duration LONG = Duration.ofSeconds(10);

  private static final TestCertificates.Identity IDENTITY =
      TestCertificates.selfSigned(TestCertificates.Wish.host("localhost"));

  private final TestNetwork network = TestNetwork.open();
  private final Map<SecretReference, String> secrets = new ConcurrentHashMap<>();
  private GreenMail mail = new GreenMail(setup("smtp"));

  private static ServerSetup setup(String protocol) {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(10_000);
    return setup;
  }

  /** GreenMail reads its certificate from a file that system properties name. */
  @BeforeAll
  static void writeKeyStore(@TempDir Path folder) throws Exception {
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "mail",
        IDENTITY.keys().getPrivate(),
        password,
        IDENTITY.chain().toArray(X509Certificate[]::new));
    Path file = folder.resolve("mail.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    System.setProperty("greenmail.tls.keystore.file", file.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    System.setProperty("greenmail.tls.key.password", "changeit");
    assertThat(DummySSLServerSocketFactory.getDefault()).isNotNull();
  }

  private void start(String protocol) {
    mail = new GreenMail(setup(protocol));
    mail.start();
    mail.setUser("ops@shop.test", "ops", "right");
  }

  @AfterEach
  void stop() {
    mail.stop();
    network.close();
  }

  private ChannelSettings.Email settings(
      ChannelSettings.Security security, Optional<SecretReference> ca) {
    int port =
        security == ChannelSettings.Security.TLS
            ? mail.getSmtps().getPort()
            : mail.getSmtp().getPort();
    return new ChannelSettings.Email(
        new ChannelSettings.MailServer("localhost", port, security, ca),
        "Skopos <skopos@shop.test>",
        List.of("ops@shop.test", "Second <second@shop.test>"),
        Optional.of(new ChannelSettings.Login("ops", PASSWORD)),
        ChannelSettings.MailTexts.USUAL);
  }

  private SendResult send(ChannelSettings.Email settings, Message message) throws Exception {
    Channels channels =
        new Channels(
            network.httpClient(),
            network.dialer(),
            reference ->
                Optional.ofNullable(secrets.get(reference))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8)),
            InstantSource.fixed(SampleNotifications.NOW),
            _ -> {});
    return channels.open(settings).send(message, LONG);
  }

  @Test
  void aMailHasATextAndAnHtmlPartAndTheThreadOfItsGroup() throws Exception {
    start("smtp");
    secrets.put(PASSWORD, "right");
    ChannelSettings.Email settings = settings(ChannelSettings.Security.NONE, Optional.empty());
    assertThat(send(settings, SampleNotifications.mixed())).isEqualTo(new SendResult.Delivered());
    assertThat(send(settings, SampleNotifications.resolved()))
        .isEqualTo(new SendResult.Delivered());

    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).hasSize(4);
    MimeMessage first = received[0];
    assertThat(first.getSubject()).isEqualTo("[FIRING:1] DiskFilling in shop");
    assertThat(first.getMessageID()).isEqualTo("<0123456789abcdef0123456789abcdef@shop.test>");
    assertThat(first.getHeader("References")).isEqualTo(received[3].getHeader("References"));
    assertThat(received[3].getSubject()).isEqualTo("[RESOLVED] DiskFilling (critical) in shop");
    MimeMultipart parts = (MimeMultipart) first.getContent();
    Golden.assertEquals("mail.txt", text(parts, 0));
    Golden.assertEquals("mail.html", text(parts, 1));
  }

  @Test
  void aMailOfAReportHasItsFactsAndTheReportAsFiles() throws Exception {
    start("smtp");
    secrets.put(PASSWORD, "right");
    assertThat(
            send(
                settings(ChannelSettings.Security.NONE, Optional.empty()),
                SampleNotifications.report()))
        .isEqualTo(new SendResult.Delivered());

    MimeMessage received = mail.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("Report: shop/checkout, 2026-02: missed");
    assertThat(received.getMessageID())
        .isEqualTo("<0b6f3a52-8f0e-3b7e-9a52-7f2f9d7f6a11@shop.test>");
    MimeMultipart parts = (MimeMultipart) received.getContent();
    assertThat(parts.getCount()).isEqualTo(3);
    MimeMultipart texts = (MimeMultipart) parts.getBodyPart(0).getContent();
    Golden.assertEquals("mail-report.txt", text(texts, 0));
    Golden.assertEquals("mail-report.html", text(texts, 1));
    assertAttached(parts.getBodyPart(1), "report.html", "text/html", "<p>\u00e4</p>\n");
    assertAttached(parts.getBodyPart(2), "report.csv", "text/csv", "a,b\r\n1,\u00e4\r\n");
  }

  private static void assertAttached(BodyPart part, String file, String type, String content)
      throws Exception {
    assertThat(part.getDisposition()).isEqualTo("attachment");
    assertThat(part.getFileName()).isEqualTo(file);
    assertThat(part.isMimeType(type)).isTrue();
    assertThat(part.getContentType()).contains("charset=UTF-8");
    assertThat(part.getInputStream()).hasBinaryContent(content.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(MimeMultipart parts, int index) throws Exception {
    return parts.getBodyPart(index).getContent().toString().replace("\r\n", "\n").strip();
  }

  @Test
  void aWrongPasswordIsFinalAndNotShown() throws Exception {
    start("smtp");
    secrets.put(PASSWORD, "wrong-password");
    SendResult result =
        send(
            settings(ChannelSettings.Security.NONE, Optional.empty()), SampleNotifications.mixed());
    assertThat(result).isInstanceOf(SendResult.Failed.class);
    SendResult.Failed failed = (SendResult.Failed) result;
    assertThat(failed.kind()).isEqualTo(SendResult.Kind.REJECTED);
    assertThat(failed.code()).contains(535);
    assertThat(failed.reason()).contains("AUTH").doesNotContain("wrong-password");
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsEncryptedFromTheStartIsTrustedByItsAuthorityOnly() throws Exception {
    start("smtps");
    secrets.put(PASSWORD, "right");
    SendResult untrusted =
        send(settings(ChannelSettings.Security.TLS, Optional.empty()), SampleNotifications.mixed());
    assertThat(untrusted).isInstanceOf(SendResult.Failed.class);
    assertThat(((SendResult.Failed) untrusted).kind()).isEqualTo(SendResult.Kind.TLS);
    secrets.put(CA, IDENTITY.caPem());
    SendResult trusted =
        send(settings(ChannelSettings.Security.TLS, Optional.of(CA)), SampleNotifications.mixed());
    assertThat(trusted).isEqualTo(new SendResult.Delivered());
    assertThat(mail.getReceivedMessages()).hasSize(2);
  }
}
