// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.SecretReference;
import dev.skopos.net.SecretSource;
import dev.skopos.net.UnreadableSecretException;
import dev.skopos.net.tls.TlsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what settings refer to, anew for each attempt, since Secrets change. */
record References(SecretSource secrets) {

  /** Something that the settings name is missing or unreadable; the message says what. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableException(String message) {
      super(message);
    }

    SendResult.Failed asResult() {
      return SendResult.Failed.of(SendResult.Kind.UNUSABLE_REFERENCE, String.valueOf(getMessage()));
    }
  }

  String read(TextSource source) throws UnusableException {
    return switch (source) {
      case TextSource.Literal literal -> literal.text();
      case TextSource.Referenced referenced -> read(referenced.reference());
    };
  }

  String read(SecretReference reference) throws UnusableException {
    try {
      return secrets
          .readText(reference)
          .orElseThrow(() -> new UnusableException(doesNotExist(reference)));
    } catch (UnreadableSecretException e) {
      throw new UnusableException(e.sentence());
    }
  }

  TlsOptions tls(Optional<SecretReference> ca) throws UnusableException {
    return ca.isEmpty() ? TlsOptions.SYSTEM : TlsOptions.SYSTEM.withCa(read(ca.get()));
  }

  /** Sentences for those that do not exist or cannot be read; none before the first reading. */
  List<String> missing(List<SecretReference> references) {
    return references.stream().map(this::flaw).flatMap(Optional::stream).distinct().toList();
  }

  private Optional<String> flaw(SecretReference reference) {
    try {
      return secrets.read(reference).isPresent()
          ? Optional.empty()
          : Optional.of(doesNotExist(reference));
    } catch (UnreadableSecretException e) {
      return switch (e.why()) {
        case NOT_READ_YET -> Optional.empty();
        case FORBIDDEN, UNAVAILABLE -> Optional.of(e.sentence());
      };
    }
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
