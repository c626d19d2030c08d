// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.SecretReference;
import java.util.List;
import java.util.Optional;

/** How a channel sends; one variant for each kind. */
public sealed interface ChannelSettings {

  /** The kind as the status names it. */
  String kind();

  /**
   * An HTTP request with Alertmanager's JSON, version 4, or with a text of the user's.
   *
   * @param body a template of the request's body instead of the JSON
   * @param ca PEM certificates that are trusted instead of the JDK's
   */
  record Webhook(
      Method method,
      TextSource url,
      List<Header> headers,
      Optional<String> body,
      Optional<SecretReference> ca)
      implements ChannelSettings {

    public Webhook {
      headers = List.copyOf(headers);
    }

    @Override
    public String kind() {
      return "Webhook";
    }
  }

  /** The methods of HTTP that carry a message. */
  enum Method {
    POST,
    PUT
  }

  /** A header of a webhook's request. */
  record Header(String name, TextSource value) {}

  /** A message to an incoming webhook of Slack, whose URL is a secret. */
  record Slack(
      SecretReference webhookUrl,
      Optional<String> channel,
      Optional<String> username,
      Optional<String> iconEmoji,
      Optional<String> iconUrl,
      SlackTexts texts,
      Optional<SecretReference> ca)
      implements ChannelSettings {

    @Override
    public String kind() {
      return "Slack";
    }
  }

  /** Templates instead of the usual texts of a message. */
  record SlackTexts(Optional<String> title, Optional<String> text) {
    public static final SlackTexts USUAL = new SlackTexts(Optional.empty(), Optional.empty());
  }

  /** A mail with a text and an HTML part. */
  record Email(
      MailServer server, String from, List<String> to, Optional<Login> login, MailTexts texts)
      implements ChannelSettings {

    public Email {
      to = List.copyOf(to);
    }

    @Override
    public String kind() {
      return "Email";
    }
  }

  /** An SMTP server; with STARTTLS a server that does not offer it gets nothing. */
  record MailServer(String host, int port, Security security, Optional<SecretReference> ca) {}

  /** How a connection to an SMTP server is encrypted. */
  enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  /** Name and password at an SMTP server. */
  record Login(String username, SecretReference password) {}

  /** Templates instead of the usual texts of a mail. */
  record MailTexts(Optional<String> subject, Optional<String> text, Optional<String> html) {
    public static final MailTexts USUAL =
        new MailTexts(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A block of text in the operator's log. */
  record Console() implements ChannelSettings {

    @Override
    public String kind() {
      return "Console";
    }
  }
}
