// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.Authorization;
import dev.skopos.net.SecretReference;
import dev.skopos.net.SecretSource;
import dev.skopos.net.UnreadableSecretException;
import dev.skopos.net.tls.TlsOptions;
import dev.skopos.probe.definition.Credentials;
import dev.skopos.probe.definition.SecretValue;
import dev.skopos.probe.definition.TlsSettings;

/** Reads what probes need from Secrets and ConfigMaps, anew for each attempt. */
record Secrets(SecretSource source) {

  String text(SecretValue value) throws UnusableSecretException {
    return switch (value) {
      case SecretValue.Literal literal -> literal.text();
      case SecretValue.From from -> text(from.reference());
    };
  }

  String text(SecretReference reference) throws UnusableSecretException {
    try {
      return source
          .readText(reference)
          .orElseThrow(() -> UnusableSecretException.missing(reference));
    } catch (UnreadableSecretException e) {
      throw UnusableSecretException.unreadable(e);
    }
  }

  /** The value of the header {@code Authorization}. */
  String authorization(Credentials credentials) throws UnusableSecretException {
    return switch (credentials) {
      case Credentials.Basic basic ->
          Authorization.basic(text(basic.username()), text(basic.password()));
      case Credentials.Bearer bearer -> Authorization.bearer(text(bearer.token()));
    };
  }

  TlsOptions tls(TlsSettings settings) throws UnusableSecretException {
    TlsOptions options =
        TlsOptions.SYSTEM
            .withMinVersion(settings.minVersion())
            .withInsecureSkipVerify(settings.insecureSkipVerify());
    if (settings.serverName().isPresent()) {
      options = options.withServerName(settings.serverName().get());
    }
    if (settings.ca().isPresent()) {
      options = options.withCa(text(settings.ca().get()));
    }
    if (settings.clientCertificate().isPresent()) {
      TlsSettings.ClientCertificate client = settings.clientCertificate().get();
      options =
          options.withClient(
              new TlsOptions.ClientCertificate(text(client.certificate()), text(client.key())));
    }
    return options;
  }
}
