// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.template.Template;
import dev.skopos.template.TemplateException;
import java.time.Duration;
import java.util.function.Consumer;

/** Hands a readable block of text to a sink, for instance the log. */
final class ConsoleChannel implements Channel {

  private static final Template ALERTS = Messages.usual("console.tmpl");
  private static final Template REPORT = Messages.usual("report.txt.tmpl");

  private final Consumer<String> sink;
  private final Messages messages;

  ConsoleChannel(Consumer<String> sink, Messages messages) {
    this.sink = sink;
    this.messages = messages;
  }

  @Override
  public SendResult send(Message message, Duration timeout) {
    try {
      Template template =
          switch (message) {
            case Notification _ -> ALERTS;
            case ReportMessage _ -> REPORT;
          };
      sink.accept(messages.text(template, message).stripTrailing());
      return new SendResult.Delivered();
    } catch (TemplateException e) {
      return SendResult.Failed.of(SendResult.Kind.MESSAGE, String.valueOf(e.getMessage()));
    }
  }
}
