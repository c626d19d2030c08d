// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.model.Severity;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.template.Template;
import dev.skopos.template.TemplateException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Posts to an incoming webhook of Slack, or of Mattermost and others that understand the same. */
final class SlackChannel implements Channel {

  private static final HttpHeaders HEADERS = HttpHeaders.of("Content-Type", "application/json");

  private final ChannelSettings.Slack settings;
  private final Template title;
  private final Template text;
  private final References references;
  private final HttpSender http;
  private final Messages messages;

  SlackChannel(
      ChannelSettings.Slack settings, References references, HttpSender http, Messages messages)
      throws TemplateException {
    this.settings = settings;
    this.title = Messages.template("slack.title", settings.texts().title(), "title.tmpl");
    this.text = Messages.template("slack.text", settings.texts().text(), "slack.tmpl");
    this.references = references;
    this.http = http;
    this.messages = messages;
  }

  @Override
  public SendResult send(Notification notification, Duration timeout) {
    try {
      HttpSender.Message message =
          new HttpSender.Message(
              ChannelSettings.Method.POST,
              references.read(settings.webhookUrl()),
              HEADERS.and("Idempotency-Key", notification.key()),
              Json.write(payload(notification)),
              references.tls(settings.ca()));
      return http.send(message, timeout);
    } catch (References.UnusableException e) {
      return e.asResult();
    } catch (TemplateException e) {
      return SendResult.Failed.of(SendResult.Kind.MESSAGE, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> payload(Notification notification) throws TemplateException {
    Map<String, Object> payload = new LinkedHashMap<>();
    settings.channel().ifPresent(channel -> payload.put("channel", channel));
    settings.username().ifPresent(username -> payload.put("username", username));
    settings.iconEmoji().ifPresent(icon -> payload.put("icon_emoji", icon));
    settings.iconUrl().ifPresent(icon -> payload.put("icon_url", icon));
    payload.put("attachments", List.of(attachment(notification)));
    return payload;
  }

  private Map<String, Object> attachment(Notification notification) throws TemplateException {
    String headline = escape(messages.text(title, notification).strip());
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("color", color(notification));
    attachment.put("fallback", headline);
    attachment.put("title", headline);
    String link = notification.alerts().getFirst().generatorUrl();
    if (!link.isEmpty()) {
      attachment.put("title_link", link);
    }
    attachment.put("text", messages.text(text, escaped(notification)).strip());
    attachment.put("mrkdwn_in", List.of("text"));
    return attachment;
  }

  /** By the worst alert that fires. */
  private static String color(Notification notification) {
    Severity worst =
        notification.firing().stream()
            .map(NotifiedAlert::severity)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return worst == null
        ? "good"
        : switch (worst) {
          case CRITICAL, HIGH, ERROR -> "danger";
          case MEDIUM, WARNING -> "warning";
          case LOW, INFO, NONE -> "#439FE0";
        };
  }

  /** Slack's three control characters, so that values of labels are no markup. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Notification escaped(Notification notification) {
    return new Notification(
        notification.key(),
        notification.receiver(),
        notification.groupKey(),
        notification.groupLabels(),
        notification.alerts().stream().map(SlackChannel::escaped).toList(),
        notification.externalUrl());
  }

  private static NotifiedAlert escaped(NotifiedAlert alert) {
    var labels = new java.util.TreeMap<>(alert.labels());
    labels.replaceAll((_, value) -> escape(value));
    var annotations = new java.util.TreeMap<>(alert.annotations());
    annotations.replaceAll((_, value) -> escape(value));
    return new NotifiedAlert(
        labels,
        annotations,
        alert.severity(),
        alert.startsAt(),
        alert.endsAt(),
        alert.generatorUrl());
  }
}
