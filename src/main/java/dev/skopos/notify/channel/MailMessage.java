// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

/** Makes the bytes of a mail. */
final class MailMessage {

  private static final String UTF_8 = "UTF-8";

  /** What a mail says. */
  record Content(
      String subject, String text, String html, List<ReportMessage.Attachment> attachments) {}

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
  static byte[] bytes(ChannelSettings.Email settings, Message message, Content content, Instant now)
      throws MessagingException {
    String domain = domain(address(settings.from()));
    MimeMessage mail = new WithFixedId("<" + message.key() + "@" + domain + ">");
    mail.setFrom(new InternetAddress(settings.from(), true));
    for (String to : settings.to()) {
      mail.addRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to, true));
    }
    mail.setSubject(oneLine(content.subject), UTF_8);
    mail.setSentDate(Date.from(now));
    String thread = "<" + thread(message) + "@" + domain + ">";
    mail.setHeader("References", thread);
    mail.setHeader("In-Reply-To", thread);
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setContent(parts(content));
    mail.saveChanges();
    return written(mail);
  }

  private static MimeMultipart parts(Content content) throws MessagingException {
    MimeMultipart texts = texts(content);
    if (content.attachments.isEmpty()) {
      return texts;
    }
    MimeBodyPart body = new MimeBodyPart();
    body.setContent(texts);
    MimeMultipart parts = new MimeMultipart("mixed", body);
    for (ReportMessage.Attachment attachment : content.attachments) {
      parts.addBodyPart(part(attachment));
    }
    return parts;
  }

  private static MimeBodyPart part(ReportMessage.Attachment attachment) throws MessagingException {
    InternetHeaders headers = new InternetHeaders();
    headers.setHeader("Content-Type", attachment.mediaType());
    // So lines stay as they are: CSV has its own ends, and HTML may have long ones.
    headers.setHeader("Content-Transfer-Encoding", "base64");
    byte[] bytes = attachment.content().getBytes(StandardCharsets.UTF_8);
    MimeBodyPart part = new MimeBodyPart(headers, Base64.getMimeEncoder().encode(bytes));
    part.setDisposition(Part.ATTACHMENT);
    part.setFileName(attachment.file());
    return part;
  }

  private static MimeMultipart texts(Content content) throws MessagingException {
    MimeMultipart parts = new MimeMultipart("alternative");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(content.text, UTF_8);
    parts.addBodyPart(plain);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(content.html, UTF_8, "html");
    parts.addBodyPart(html);
    return parts;
  }

  private static String thread(Message message) {
    TreeMap<String, String> group = new TreeMap<>();
    group.put(message.receiver(), message.groupKey());
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
