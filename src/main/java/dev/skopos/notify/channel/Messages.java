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
import java.util.Objects;
import java.util.Optional;

/** Makes texts of notifications, by the usual templates or by a user's. */
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

  String text(Template template, Notification notification) throws TemplateException {
    return template.execute(MessageData.forTemplates(notification), context(notification));
  }

  String html(Template template, Notification notification) throws TemplateException {
    return template.execute(
        MessageData.forTemplates(notification),
        context(notification).withEscaping(TemplateContext.Escaping.HTML));
  }

  private TemplateContext context(Notification notification) {
    return TemplateContext.text(notification.externalUrl(), clock.instant(), QueryFunction.NONE);
  }
}
