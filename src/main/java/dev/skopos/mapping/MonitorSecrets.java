// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.net.SecretReference;
import dev.skopos.scrape.RequestSecrets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint of a monitor needs from Secrets and ConfigMaps, all in the monitor's namespace.
 * Files are refused: those that the monitor means lie in another program's pod.
 */
final class MonitorSecrets {

  private final String namespace;

  private MonitorSecrets(String namespace) {
    this.namespace = namespace;
  }

  static RequestSecrets of(MonitorSpec.Endpoint endpoint, String namespace) {
    MonitorSecrets secrets = new MonitorSecrets(namespace);
    refuseFile("bearerTokenFile", endpoint.bearerTokenFile());
    return new RequestSecrets(secrets.login(endpoint), secrets.tls(endpoint.tlsConfig()));
  }

  private static void refuseFile(String field, @Nullable String file) {
    if (file != null && !file.isEmpty()) {
      throw new IllegalArgumentException(field + ": files are not read");
    }
  }

  private Optional<RequestSecrets.Login> login(MonitorSpec.Endpoint endpoint) {
    MonitorSpec.BasicAuth basic = endpoint.basicAuth();
    if (basic != null) {
      return Optional.of(
          new RequestSecrets.Basic(
              Optional.empty(),
              secret(basic.username()),
              needed(secret(basic.password()).orElse(null), "basicAuth.password")));
    }
    MonitorSpec.Authorization authorization = endpoint.authorization();
    if (authorization != null) {
      String type = Objects.requireNonNullElse(authorization.type(), "Bearer");
      if (!type.equalsIgnoreCase("Bearer")) {
        throw new IllegalArgumentException(
            "authorization.type is \"%s\"; only Bearer is supported".formatted(type));
      }
      return secret(authorization.credentials()).map(RequestSecrets.Bearer::new);
    }
    MonitorSpec.Key token = endpoint.bearerTokenSecret();
    return token == null || token.name().isEmpty()
        ? Optional.empty()
        : secret(token).map(RequestSecrets.Bearer::new);
  }

  private Optional<RequestSecrets.Tls> tls(MonitorSpec.@Nullable TlsConfig tls) {
    if (tls == null) {
      return Optional.empty();
    }
    refuseFile("tlsConfig.caFile", tls.caFile());
    refuseFile("tlsConfig.certFile", tls.certFile());
    refuseFile("tlsConfig.keyFile", tls.keyFile());
    return Optional.of(
        new RequestSecrets.Tls(
            either(tls.ca()),
            either(tls.cert()),
            secret(tls.keySecret()),
            Optional.ofNullable(tls.serverName()),
            tls.insecureSkipVerify()));
  }

  private Optional<SecretReference> either(MonitorSpec.@Nullable SecretOrConfigMap source) {
    if (source == null) {
      return Optional.empty();
    }
    MonitorSpec.Key map = source.configMap();
    return map == null
        ? secret(source.secret())
        : Optional.of(SecretReference.configMap(namespace, map.name(), map.key()));
  }

  private Optional<SecretReference> secret(MonitorSpec.@Nullable Key key) {
    return Optional.ofNullable(key)
        .map(present -> SecretReference.secret(namespace, present.name(), present.key()));
  }
}
