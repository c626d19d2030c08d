// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.SecretFrom;
import dev.skopos.api.v1alpha1.ValueFrom;
import dev.skopos.api.v1alpha1.notificationchannel.Email;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannel;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelSpec;
import dev.skopos.api.v1alpha1.notificationchannel.Slack;
import dev.skopos.api.v1alpha1.notificationchannel.Webhook;
import dev.skopos.net.SecretReference;
import dev.skopos.notify.AttemptPolicy;
import dev.skopos.notify.ChannelDefinition;
import dev.skopos.notify.channel.ChannelSettings;
import dev.skopos.notify.channel.TextSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns NotificationChannels into channels. */
public final class NotificationChannelMapper {

  /**
   * The channel that the resource describes.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public ChannelDefinition toChannel(NotificationChannel resource) {
    NotificationChannelSpec spec = needed(resource.getSpec(), "spec");
    return new ChannelDefinition(
        ResourceIds.of(resource),
        settings(spec, references(resource)),
        spec.suspend(),
        spec.sendResolved(),
        openTo(spec.allowedNamespaces().from()),
        new AttemptPolicy(spec.timeout().toDuration(), spec.retry().maxElapsed().toDuration()));
  }

  /** All keys of Secrets and ConfigMaps that the resource names. */
  public List<SecretReference> secrets(NotificationChannel resource) {
    SecretReferences references = references(resource);
    NotificationChannelSpec spec = resource.getSpec();
    Webhook webhook = spec.webhook();
    Slack slack = spec.slack();
    Email email = spec.email();
    return Stream.of(
            webhook == null
                ? Stream.<SecretReference>empty()
                : Stream.concat(
                    references.of(webhook.urlFrom()).stream(), references.of(webhook.headers())),
            references.of(slack == null ? null : slack.webhookURLFrom()).stream(),
            references.of(email == null ? null : email.passwordFrom()).stream(),
            references.of(email == null ? null : email.caFrom()).stream(),
            ca(spec, references).stream())
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  private static SecretReferences references(NotificationChannel resource) {
    return new SecretReferences(resource.getMetadata().getNamespace());
  }

  private static ChannelSettings settings(
      NotificationChannelSpec spec, SecretReferences references) {
    Webhook webhook = spec.webhook();
    Slack slack = spec.slack();
    Email email = spec.email();
    if (webhook != null) {
      return webhook(webhook, ca(spec, references), references);
    }
    if (slack != null) {
      return slack(slack, ca(spec, references), references);
    }
    if (email != null) {
      return email(email, references);
    }
    needed(spec.console(), "one of spec.webhook, spec.slack, spec.email, spec.console");
    return new ChannelSettings.Console();
  }

  private static ChannelSettings webhook(
      Webhook webhook, Optional<SecretReference> ca, SecretReferences references) {
    return new ChannelSettings.Webhook(
        ChannelSettings.Method.valueOf(webhook.method().name()),
        text(webhook.url(), webhook.urlFrom(), references, "spec.webhook.url"),
        webhook.headers().stream()
            .map(
                header ->
                    new ChannelSettings.Header(
                        header.name(),
                        text(
                            header.value(),
                            header.valueFrom(),
                            references,
                            "spec.webhook.headers[" + header.name() + "].value")))
            .toList(),
        Optional.ofNullable(webhook.body()),
        ca);
  }

  private static ChannelSettings slack(
      Slack slack, Optional<SecretReference> ca, SecretReferences references) {
    return new ChannelSettings.Slack(
        secret(slack.webhookURLFrom(), references, "spec.slack.webhookURLFrom"),
        Optional.ofNullable(slack.channel()),
        Optional.ofNullable(slack.username()),
        Optional.ofNullable(slack.iconEmoji()),
        Optional.ofNullable(slack.iconUrl()),
        new ChannelSettings.SlackTexts(
            Optional.ofNullable(slack.title()), Optional.ofNullable(slack.text())),
        ca);
  }

  private static ChannelSettings email(Email email, SecretReferences references) {
    return new ChannelSettings.Email(
        new ChannelSettings.MailServer(
            needed(email.host(), "spec.email.host"),
            email.port(),
            ChannelSettings.Security.valueOf(email.security().name()),
            references.of(email.caFrom())),
        needed(email.from(), "spec.email.from"),
        email.to(),
        login(email, references),
        new ChannelSettings.MailTexts(
            Optional.ofNullable(email.subject()),
            Optional.ofNullable(email.text()),
            Optional.ofNullable(email.html())));
  }

  private static Optional<ChannelSettings.Login> login(Email email, SecretReferences references) {
    return Optional.ofNullable(email.username())
        .map(
            name ->
                new ChannelSettings.Login(
                    name, secret(email.passwordFrom(), references, "spec.email.passwordFrom")));
  }

  private static Optional<SecretReference> ca(
      NotificationChannelSpec spec, SecretReferences references) {
    return Optional.ofNullable(spec.http())
        .map(NotificationChannelSpec.Http::tls)
        .flatMap(tls -> references.of(tls.caFrom()));
  }

  private static TextSource text(
      @Nullable String literal,
      @Nullable ValueFrom from,
      SecretReferences references,
      String field) {
    return literal != null
        ? new TextSource.Literal(literal)
        : new TextSource.Referenced(needed(references.of(from).orElse(null), field));
  }

  private static SecretReference secret(
      @Nullable SecretFrom from, SecretReferences references, String field) {
    return needed(references.of(from).orElse(null), field);
  }

  private static ChannelDefinition.OpenTo openTo(NotificationChannelSpec.From from) {
    return switch (from) {
      case SAME -> ChannelDefinition.OpenTo.OWN_NAMESPACE;
      case ALL -> ChannelDefinition.OpenTo.ALL_NAMESPACES;
    };
  }
}
