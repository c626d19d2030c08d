// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.TreeMap;

/** Makes the bytes of a mail. */
final class MailMessage {

  private static final String UTF_8 = "UTF-8";

  /** The texts of a mail. */
  record Texts(String subject, String text, String html) {}

  private MailMessage() {}

  /** The address alone, without a name in front of it. */
  static String address(String mailbox) throws MessagingException {
    return new InternetAddress(mailbox, true).getAddress();
  }

  static String domain(String address) {
    return address.substring(address.indexOf('@') + 1);
  }

  /**
   * The mail. All attempts have the same Message-ID, and all mails of a group refer to one that is
   * never sent, so that mail programs show them as one thread.
   */
  static byte[] bytes(
      ChannelSettings.Email settings, Notification notification, Texts texts, Instant now)
      throws MessagingException {
    String domain = domain(address(settings.from()));
    MimeMessage message = new WithFixedId("<" + notification.key() + "@" + domain + ">");
    message.setFrom(new InternetAddress(settings.from(), true));
    for (String to : settings.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    }
    message.setSubject(oneLine(texts.subject), UTF_8);
    message.setSentDate(Date.from(now));
    String thread = "<" + thread(notification) + "@" + domain + ">";
    message.setHeader("References", thread);
    message.setHeader("In-Reply-To", thread);
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setContent(parts(texts));
    message.saveChanges();
    return written(message);
  }

  private static MimeMultipart parts(Texts texts) throws MessagingException {
    MimeMultipart parts = new MimeMultipart("alternative");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(texts.text, UTF_8);
    parts.addBodyPart(plain);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(texts.html, UTF_8, "html");
    parts.addBodyPart(html);
    return parts;
  }

  private static String thread(Notification notification) {
    TreeMap<String, String> group = new TreeMap<>();
    group.put(notification.receiver(), notification.groupKey());
    return "group-" + Fingerprint.of(group);
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  private static byte[] written(MimeMessage message) throws MessagingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      message.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** jakarta.mail makes a new Message-ID for each message unless it is overridden. */
  private static final class WithFixedId extends MimeMessage {
    private final String id;

    WithFixedId(String id) {
      super(Session.getInstance(new Properties()));
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
