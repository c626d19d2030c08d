// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.SecretReference;
import dev.skopos.net.SecretSource;
import dev.skopos.net.tls.TlsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what settings refer to, anew for each attempt, since Secrets change. */
record References(SecretSource secrets) {

  /** Something that the settings name does not exist; the message says what. */
  static final class MissingException extends Exception {
    private static final long serialVersionUID = 1;

    MissingException(String message) {
      super(message);
    }

    SendResult.Failed asResult() {
      return SendResult.Failed.of(SendResult.Kind.MISSING_REFERENCE, String.valueOf(getMessage()));
    }
  }

  String read(TextSource source) throws MissingException {
    return switch (source) {
      case TextSource.Literal literal -> literal.text();
      case TextSource.Referenced referenced -> read(referenced.reference());
    };
  }

  String read(SecretReference reference) throws MissingException {
    return secrets
        .readText(reference)
        .orElseThrow(() -> new MissingException(doesNotExist(reference)));
  }

  TlsOptions tls(Optional<SecretReference> ca) throws MissingException {
    return ca.isEmpty() ? TlsOptions.SYSTEM : TlsOptions.SYSTEM.withCa(read(ca.get()));
  }

  /** Sentences for those that do not exist. */
  List<String> missing(List<SecretReference> references) {
    return references.stream()
        .filter(reference -> secrets.read(reference).isEmpty())
        .map(References::doesNotExist)
        .distinct()
        .toList();
  }

  static List<SecretReference> of(ChannelSettings settings) {
    List<SecretReference> references = new ArrayList<>();
    switch (settings) {
      case ChannelSettings.Webhook webhook -> {
        add(references, webhook.url());
        webhook.headers().forEach(header -> add(references, header.value()));
        webhook.ca().ifPresent(references::add);
      }
      case ChannelSettings.Slack slack -> {
        references.add(slack.webhookUrl());
        slack.ca().ifPresent(references::add);
      }
      case ChannelSettings.Email email -> {
        email.login().ifPresent(login -> references.add(login.password()));
        email.server().ca().ifPresent(references::add);
      }
      case ChannelSettings.Console _ -> {
        // refers to nothing
      }
    }
    return List.copyOf(references);
  }

  private static void add(List<SecretReference> references, TextSource source) {
    if (source instanceof TextSource.Referenced referenced) {
      references.add(referenced.reference());
    }
  }

  private static String doesNotExist(SecretReference reference) {
    return reference.describe() + " does not exist";
  }
}
