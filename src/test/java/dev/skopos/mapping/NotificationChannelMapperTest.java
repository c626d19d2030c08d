// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannel;
import dev.skopos.model.ResourceId;
import dev.skopos.net.SecretReference;
import dev.skopos.notify.AttemptPolicy;
import dev.skopos.notify.ChannelDefinition;
import dev.skopos.notify.channel.ChannelSettings;
import dev.skopos.notify.channel.TextSource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationChannelMapperTest {

  private static final SecretReference URL = SecretReference.secret("shop", "hook", "url");
  private static final SecretReference TOKEN = SecretReference.secret("shop", "hook", "token");
  private static final SecretReference CA = SecretReference.configMap("shop", "ca", "pem");

  private final NotificationChannelMapper mapper = new NotificationChannelMapper();

  private static NotificationChannel channel(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {namespace: shop, name: chat}
        spec: %s
        """
            .formatted(spec),
        NotificationChannel.class);
  }

  @Test
  void aWebhookReadsWhatIsSecretFromItsOwnNamespace() {
    NotificationChannel resource =
        channel(
            """
            {webhook: {urlFrom: {secretKeyRef: {name: hook, key: url}}, body: "{{ .Status }}",
              headers: [{name: Authorization, valueFrom: {secretKeyRef: {name: hook, key: token}}},
                        {name: X-Team, value: web}]},
             http: {tls: {caFrom: {configMapKeyRef: {name: ca, key: pem}}}}}
            """);

    assertThat(mapper.toChannel(resource).settings())
        .isEqualTo(
            new ChannelSettings.Webhook(
                ChannelSettings.Method.POST,
                new TextSource.Referenced(URL),
                List.of(
                    new ChannelSettings.Header("Authorization", new TextSource.Referenced(TOKEN)),
                    new ChannelSettings.Header("X-Team", new TextSource.Literal("web"))),
                Optional.of("{{ .Status }}"),
                Optional.of(CA)));
    assertThat(mapper.secrets(resource)).containsExactly(URL, TOKEN, CA);
  }

  @Test
  void theUrlOfSlackIsASecret() {
    NotificationChannel resource =
        channel(
            """
            {slack: {webhookURLFrom: {secretKeyRef: {name: hook, key: url}}, channel: "#shop",
                     iconEmoji: ":bell:"}}
            """);

    assertThat(mapper.toChannel(resource).settings())
        .isEqualTo(
            new ChannelSettings.Slack(
                URL,
                Optional.of("#shop"),
                Optional.empty(),
                Optional.of(":bell:"),
                Optional.empty(),
                ChannelSettings.SlackTexts.USUAL,
                Optional.empty()));
    assertThat(mapper.secrets(resource)).containsExactly(URL);
  }

  @Test
  void aMailIsEncryptedUnlessSaidOtherwise() {
    NotificationChannel resource =
        channel(
            """
            {email: {host: smtp, from: a@b.c, to: [d@e.f], username: skopos,
                     passwordFrom: {secretKeyRef: {name: hook, key: token}}}}
            """);

    assertThat(mapper.toChannel(resource).settings())
        .isEqualTo(
            new ChannelSettings.Email(
                new ChannelSettings.MailServer(
                    "smtp", 587, ChannelSettings.Security.STARTTLS, Optional.empty()),
                "a@b.c",
                List.of("d@e.f"),
                Optional.of(new ChannelSettings.Login("skopos", TOKEN)),
                ChannelSettings.MailTexts.USUAL));
    assertThat(mapper.secrets(resource)).containsExactly(TOKEN);
  }

  @Test
  void whatIsSetTakesThePlaceOfTheDefaults() {
    NotificationChannel mail =
        channel(
            """
            {email: {host: smtp, from: a@b.c, to: [d@e.f], caFrom: {configMapKeyRef: {name: ca, key: pem}}}}
            """);
    NotificationChannel slack =
        channel(
            """
            {slack: {webhookURLFrom: {secretKeyRef: {name: hook, key: url}}, title: a, text: b}}
            """);

    assertThat(mapper.toChannel(mail).settings())
        .isInstanceOfSatisfying(
            ChannelSettings.Email.class, email -> assertThat(email.server().ca()).contains(CA));
    assertThat(mapper.secrets(mail)).containsExactly(CA);
    assertThat(mapper.toChannel(slack).settings())
        .isInstanceOfSatisfying(
            ChannelSettings.Slack.class,
            it ->
                assertThat(it.texts())
                    .isEqualTo(new ChannelSettings.SlackTexts(Optional.of("a"), Optional.of("b"))));
    assertThat(mapper.toChannel(channel("{webhook: {method: PUT, url: 'http://a'}}")).settings())
        .isInstanceOfSatisfying(
            ChannelSettings.Webhook.class,
            it -> assertThat(it.method()).isEqualTo(ChannelSettings.Method.PUT));
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    assertThat(mapper.toChannel(channel("{console: {}}")))
        .isEqualTo(
            new ChannelDefinition(
                new ResourceId("NotificationChannel", "shop", "chat"),
                new ChannelSettings.Console(),
                false,
                true,
                ChannelDefinition.OpenTo.OWN_NAMESPACE,
                AttemptPolicy.USUAL));
  }

  @Test
  void howHardItIsTriedAndForWhomIsTheResourcesChoice() {
    NotificationChannel resource =
        channel(
            """
            {console: {}, suspend: true, sendResolved: false, allowedNamespaces: {from: All},
             timeout: 5s, retry: {maxElapsed: 0s}}
            """);

    assertThat(mapper.toChannel(resource))
        .isEqualTo(
            new ChannelDefinition(
                new ResourceId("NotificationChannel", "shop", "chat"),
                new ChannelSettings.Console(),
                true,
                false,
                ChannelDefinition.OpenTo.ALL_NAMESPACES,
                new AttemptPolicy(Duration.ofSeconds(5), Duration.ZERO)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{suspend: true}|spec.webhook, spec.slack",
        "{webhook: {}}|spec.webhook.url",
        "{slack: {channel: a}}|spec.slack.webhookURLFrom",
        "{email: {from: a@b.c, to: [d@e.f]}}|spec.email.host",
        "{email: {host: h, from: a@b.c, to: [d@e.f], username: u}}|spec.email.passwordFrom"
      })
  void whatTheDomainNeedsAndIsMissingIsNamed(String spec, String field) {
    assertThatThrownBy(() -> mapper.toChannel(channel(spec)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field);
  }
}
