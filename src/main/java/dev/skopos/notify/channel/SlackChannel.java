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

  private static final Template REPORT = Messages.usual("report.slack.tmpl");
  private static final String INFORMATION = "#439FE0";

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
  public SendResult send(Message message, Duration timeout) {
    try {
      HttpSender.Message request =
          new HttpSender.Message(
              ChannelSettings.Method.POST,
              references.read(settings.webhookUrl()),
              HEADERS.and("Idempotency-Key", message.key()),
              Json.write(payload(message)),
              references.tls(settings.ca()));
      return http.send(request, timeout);
    } catch (References.UnusableException e) {
      return e.asResult();
    } catch (TemplateException e) {
      return SendResult.Failed.of(SendResult.Kind.MESSAGE, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> payload(Message message) throws TemplateException {
    Map<String, Object> payload = new LinkedHashMap<>();
    settings.channel().ifPresent(channel -> payload.put("channel", channel));
    settings.username().ifPresent(username -> payload.put("username", username));
    settings.iconEmoji().ifPresent(icon -> payload.put("icon_emoji", icon));
    settings.iconUrl().ifPresent(icon -> payload.put("icon_url", icon));
    payload.put("attachments", List.of(attachment(message)));
    return payload;
  }

  private Map<String, Object> attachment(Message message) throws TemplateException {
    return switch (message) {
      case Notification notification -> attachment(notification);
      case ReportMessage report -> attachment(report);
    };
  }

  private Map<String, Object> attachment(ReportMessage report) throws TemplateException {
    return attachment(
        INFORMATION,
        escape(report.title()),
        report.url(),
        messages.text(REPORT, ReportData.escaped(report, SlackChannel::escape)).strip());
  }

  private Map<String, Object> attachment(Notification notification) throws TemplateException {
    String headline = escape(messages.text(title, notification).strip());
    return attachment(
        color(notification),
        headline,
        notification.alerts().getFirst().generatorUrl(),
        messages.text(text, escaped(notification)).strip());
  }

  private static Map<String, Object> attachment(
      String color, String headline, String link, String content) {
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("color", color);
    attachment.put("fallback", headline);
    attachment.put("title", headline);
    if (!link.isEmpty()) {
      attachment.put("title_link", link);
    }
    attachment.put("text", content);
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
          case LOW, INFO, NONE -> INFORMATION;
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
