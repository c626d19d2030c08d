// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.template.QueryFunction;
import dev.skopos.template.Template;
import dev.skopos.template.TemplateContext;
import dev.skopos.template.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes texts of messages, by the usual templates or by a user's. */
record Messages(InstantSource clock) {

  /** The template, or the usual one of that resource. */
  static Template template(String field, Optional<String> own, String usual)
      throws TemplateException {
    return own.isPresent() ? Template.parse(field, own.get()) : usual(usual);
  }

  /** One of the templates beside this class. */
  static Template usual(String resource) {
    try (InputStream in = Messages.class.getResourceAsStream(resource)) {
      byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
      return Template.parse(resource, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("a template of Skopos itself does not parse", e);
    }
  }

  String text(Template template, Message message) throws TemplateException {
    return template.execute(data(message), context(message));
  }

  String html(Template template, Message message) throws TemplateException {
    return template.execute(
        data(message), context(message).withEscaping(TemplateContext.Escaping.HTML));
  }

  private static Map<String, Object> data(Message message) {
    return switch (message) {
      case Notification notification -> MessageData.forTemplates(notification);
      case ReportMessage report -> ReportData.forTemplates(report);
    };
  }

  private TemplateContext context(Message message) {
    return TemplateContext.text(message.externalUrl(), clock.instant(), QueryFunction.NONE);
  }
}
