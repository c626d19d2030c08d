// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import dev.skopos.net.SecretReference;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request needs from Secrets and ConfigMaps; read anew for each scrape. */
public record RequestSecrets(Optional<Login> login, Optional<Tls> tls) {

  public static final RequestSecrets NONE = new RequestSecrets(Optional.empty(), Optional.empty());

  /** All that is read for a request. */
  public Set<SecretReference> references() {
    return Stream.concat(
            login.stream().flatMap(RequestSecrets::ofLogin), tls.stream().flatMap(Tls::references))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<SecretReference> ofLogin(Login login) {
    return switch (login) {
      case Basic basic -> Stream.concat(basic.usernameFrom().stream(), Stream.of(basic.password()));
      case Bearer bearer -> Stream.of(bearer.token());
    };
  }

  /** Who asks. */
  public sealed interface Login {}

  /** RFC 7617; the user name is given, or read from where it stands. */
  public record Basic(
      Optional<String> username, Optional<SecretReference> usernameFrom, SecretReference password)
      implements Login {}

  /** RFC 6750. */
  public record Bearer(SecretReference token) implements Login {}

  /**
   * How TLS is spoken.
   *
   * @param ca trusted instead of what the JDK trusts
   * @param certificate of the client, with its key
   */
  public record Tls(
      Optional<SecretReference> ca,
      Optional<SecretReference> certificate,
      Optional<SecretReference> key,
      Optional<String> serverName,
      boolean insecureSkipVerify) {

    private Stream<SecretReference> references() {
      return Stream.of(ca, certificate, key).flatMap(Optional::stream);
    }
  }
}
