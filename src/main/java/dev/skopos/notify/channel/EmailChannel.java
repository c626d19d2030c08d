// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.tls.TlsOptions;
import dev.skopos.template.Template;
import dev.skopos.template.TemplateException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends mails by SMTP. */
final class EmailChannel implements Channel {

  private static final Template REPORT_SUBJECT = Messages.usual("report.title.tmpl");
  private static final Template REPORT_TEXT = Messages.usual("report.txt.tmpl");
  private static final Template REPORT_HTML = Messages.usual("report.html.tmpl");

  private final ChannelSettings.Email settings;
  private final Template subject;
  private final Template text;
  private final Template html;
  private final References references;
  private final Dialer dialer;
  private final Messages messages;

  EmailChannel(
      ChannelSettings.Email settings, References references, Dialer dialer, Messages messages)
      throws TemplateException {
    this.settings = settings;
    ChannelSettings.MailTexts own = settings.texts();
    this.subject = Messages.template("email.subject", own.subject(), "title.tmpl");
    this.text = Messages.template("email.text", own.text(), "mail.txt.tmpl");
    this.html = Messages.template("email.html", own.html(), "mail.html.tmpl");
    this.references = references;
    this.dialer = dialer;
    this.messages = messages;
  }

  @Override
  public SendResult send(Message message, Duration timeout) {
    String tried = "mail by " + settings.server().host() + ":" + settings.server().port();
    try {
      byte[] mail = mail(message);
      TlsOptions tls = references.tls(settings.server().ca());
      converse(mail, tls, credentials(), Deadline.after(timeout));
      return new SendResult.Delivered();
    } catch (References.UnusableException e) {
      return e.asResult();
    } catch (TemplateException e) {
      return SendResult.Failed.of(SendResult.Kind.MESSAGE, String.valueOf(e.getMessage()));
    } catch (MessagingException e) {
      return SendResult.Failed.of(
          SendResult.Kind.MESSAGE, "no mail can be made: " + e.getMessage());
    } catch (NetException e) {
      return NetResults.failed(e.failure(), tried);
    } catch (Smtp.RefusedException e) {
      return refused(e, tried);
    }
  }

  private byte[] mail(Message message) throws TemplateException, MessagingException {
    MailMessage.Content content =
        switch (message) {
          case Notification notification ->
              new MailMessage.Content(
                  messages.text(subject, notification),
                  messages.text(text, notification),
                  messages.html(html, notification),
                  List.of());
          case ReportMessage report ->
              new MailMessage.Content(
                  messages.text(REPORT_SUBJECT, report),
                  messages.text(REPORT_TEXT, report),
                  messages.html(REPORT_HTML, report),
                  report.attachments());
        };
    return MailMessage.bytes(settings, message, content, messages.clock().instant());
  }

  private Smtp.@Nullable Credentials credentials() throws References.UnusableException {
    Optional<ChannelSettings.Login> login = settings.login();
    return login.isEmpty()
        ? null
        : new Smtp.Credentials(login.get().username(), references.read(login.get().password()));
  }

  private void converse(
      byte[] message, TlsOptions tls, Smtp.@Nullable Credentials credentials, Deadline deadline)
      throws NetException, Smtp.RefusedException, MessagingException {
    String from = MailMessage.address(settings.from());
    List<String> to = new ArrayList<>();
    for (String mailbox : settings.to()) {
      to.add(MailMessage.address(mailbox));
    }
    try (Smtp smtp =
        Smtp.open(dialer, settings.server(), tls, MailMessage.domain(from), deadline)) {
      if (credentials != null) {
        smtp.login(credentials);
      }
      smtp.send(from, to, message);
    }
  }

  /** Codes from 400 to 499 mean that it may work later; a lack of STARTTLS is not one of them. */
  private static SendResult refused(Smtp.RefusedException refusal, String tried) {
    int code = refusal.code();
    boolean later = code >= 400 && code < 500;
    return new SendResult.Failed(
        later ? SendResult.Kind.RECEIVER : SendResult.Kind.REJECTED,
        tried + ": " + refusal.getMessage(),
        code == 0 ? Optional.empty() : Optional.of(code),
        Optional.empty());
  }
}
