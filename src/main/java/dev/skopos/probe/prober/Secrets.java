// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.Authorization;
import dev.skopos.net.SecretReference;
import dev.skopos.net.SecretSource;
import dev.skopos.net.tls.TlsOptions;
import dev.skopos.probe.definition.Credentials;
import dev.skopos.probe.definition.SecretValue;
import dev.skopos.probe.definition.TlsSettings;
import java.util.Optional;

/** Reads what probes need from Secrets and ConfigMaps, anew for each attempt. */
record Secrets(SecretSource source) {

  String text(SecretValue value) throws MissingSecretException {
    return switch (value) {
      case SecretValue.Literal literal -> literal.text();
      case SecretValue.From from -> text(from.reference());
    };
  }

  String text(SecretReference reference) throws MissingSecretException {
    Optional<String> text = source.readText(reference);
    if (text.isEmpty()) {
      throw new MissingSecretException(reference);
    }
    return text.get();
  }

  /** The value of the header {@code Authorization}. */
  String authorization(Credentials credentials) throws MissingSecretException {
    return switch (credentials) {
      case Credentials.Basic basic ->
          Authorization.basic(text(basic.username()), text(basic.password()));
      case Credentials.Bearer bearer -> Authorization.bearer(text(bearer.token()));
    };
  }

  TlsOptions tls(TlsSettings settings) throws MissingSecretException {
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
