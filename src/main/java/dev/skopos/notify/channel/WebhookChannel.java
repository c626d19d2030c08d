// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.http.HttpHeaders;
import dev.skopos.template.Template;
import dev.skopos.template.TemplateException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends Alertmanager's JSON, version 4, or a text of the user's; of reports a JSON of their own.
 */
final class WebhookChannel implements Channel {

  private static final Set<String> KEY = Set.of("Idempotency-Key");

  private final ChannelSettings.Webhook settings;
  private final @Nullable Template body;
  private final References references;
  private final HttpSender http;
  private final Messages messages;

  WebhookChannel(
      ChannelSettings.Webhook settings, References references, HttpSender http, Messages messages)
      throws TemplateException {
    this.settings = settings;
    Optional<String> own = settings.body();
    this.body = own.isPresent() ? Template.parse("webhook.body", own.get()) : null;
    this.references = references;
    this.http = http;
    this.messages = messages;
  }

  @Override
  public SendResult send(Message message, Duration timeout) {
    try {
      HttpSender.Message request =
          new HttpSender.Message(
              settings.method(),
              references.read(settings.url()),
              headers(message),
              body(message),
              references.tls(settings.ca()));
      return http.send(request, timeout);
    } catch (References.UnusableException e) {
      return e.asResult();
    } catch (TemplateException e) {
      return SendResult.Failed.of(SendResult.Kind.MESSAGE, String.valueOf(e.getMessage()));
    }
  }

  /** Users' templates are written for alerts. */
  private String body(Message message) throws TemplateException {
    return switch (message) {
      case Notification notification when body != null -> messages.text(body, notification);
      case Notification notification -> Json.write(MessageData.forJson(notification));
      case ReportMessage report -> Json.write(ReportData.forJson(report));
    };
  }

  private HttpHeaders headers(Message message) throws References.UnusableException {
    HttpHeaders headers = HttpHeaders.EMPTY;
    for (ChannelSettings.Header header : settings.headers()) {
      headers = headers.and(header.name(), references.read(header.value()));
    }
    if (!headers.contains("Content-Type")) {
      headers = headers.and("Content-Type", "application/json");
    }
    return headers.without(KEY).and("Idempotency-Key", message.key());
  }
}
