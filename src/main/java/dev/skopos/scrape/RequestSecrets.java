// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import dev.skopos.net.SecretReference;
import java.util.Optional;

/** What a request needs from Secrets and ConfigMaps; read anew for each scrape. */
public record RequestSecrets(Optional<Login> login, Optional<Tls> tls) {

  public static final RequestSecrets NONE = new RequestSecrets(Optional.empty(), Optional.empty());

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
      boolean insecureSkipVerify) {}
}
