// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.template.Template;
import dev.skopos.template.TemplateException;
import java.time.Duration;
import java.util.function.Consumer;

/** Hands a readable block of text to a sink, for instance the log. */
final class ConsoleChannel implements Channel {

  private static final Template TEXT = Messages.usual("console.tmpl");

  private final Consumer<String> sink;
  private final Messages messages;

  ConsoleChannel(Consumer<String> sink, Messages messages) {
    this.sink = sink;
    this.messages = messages;
  }

  @Override
  public SendResult send(Notification notification, Duration timeout) {
    try {
      sink.accept(messages.text(TEXT, notification).stripTrailing());
      return new SendResult.Delivered();
    } catch (TemplateException e) {
      return SendResult.Failed.of(SendResult.Kind.MESSAGE, String.valueOf(e.getMessage()));
    }
  }
}
