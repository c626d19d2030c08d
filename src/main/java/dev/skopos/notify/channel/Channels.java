// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.SecretSource;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.http.HttpClient;
import dev.skopos.template.TemplateException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Makes channels of all kinds, over the guarded network. */
public final class Channels implements ChannelFactory {

  private final HttpSender http;
  private final Dialer dialer;
  private final References references;
  private final Messages messages;
  private final Consumer<String> console;

  /**
   * A factory.
   *
   * @param console takes the blocks of text of console channels; returns at once
   */
  public Channels(
      HttpClient http,
      Dialer dialer,
      SecretSource secrets,
      InstantSource clock,
      Consumer<String> console) {
    this.http = new HttpSender(http, clock);
    this.dialer = dialer;
    this.references = new References(secrets);
    this.messages = new Messages(clock);
    this.console = console;
  }

  @Override
  public Channel open(ChannelSettings settings) throws TemplateException {
    return switch (settings) {
      case ChannelSettings.Webhook webhook ->
          new WebhookChannel(webhook, references, http, messages);
      case ChannelSettings.Slack slack -> new SlackChannel(slack, references, http, messages);
      case ChannelSettings.Email email -> new EmailChannel(email, references, dialer, messages);
      case ChannelSettings.Console _ -> new ConsoleChannel(console, messages);
    };
  }

  @Override
  public List<String> missing(ChannelSettings settings) {
    return references.missing(References.of(settings));
  }
}
