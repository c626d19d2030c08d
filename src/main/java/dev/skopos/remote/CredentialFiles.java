// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.net.Authorization;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.tls.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials in files, as a mounted Secret has them; read again for each request, since they are
 * replaced while we run.
 *
 * @param headers that every request carries, for instance a tenant; not meant for secrets
 * @param token bearer token
 * @param login basic authentication
 * @param ca trusted instead of the JDK's certificates
 * @param client proves who we are
 */
public record CredentialFiles(
    Map<String, String> headers,
    Optional<Path> token,
    Optional<Login> login,
    Optional<Path> ca,
    Optional<ClientCertificate> client,
    boolean insecureSkipVerify)
    implements StoreAccess {

  private static final long LARGEST_FILE = 1 << 20;

  /** A name, and the file with its password. */
  public record Login(String username, Path password) {}

  /** Files in PEM. */
  public record ClientCertificate(Path certificate, Path key) {}

  public CredentialFiles {
    headers = Map.copyOf(headers);
    if (token.isPresent() && login.isPresent()) {
      throw new IllegalArgumentException(
          "there are a bearer token and a login for the remote store; expected one of them");
    }
  }

  @Override
  public Credentials credentials() throws IOException {
    HttpHeaders all = HttpHeaders.EMPTY;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      all = all.and(header.getKey(), header.getValue());
    }
    if (token.isPresent()) {
      all = all.and("Authorization", Authorization.bearer(read("token", token.get()).strip()));
    }
    if (login.isPresent()) {
      String password = read("password", login.get().password()).replaceAll("[\r\n]+$", "");
      all = all.and("Authorization", Authorization.basic(login.get().username(), password));
    }
    return new Credentials(all, tls());
  }

  private TlsOptions tls() throws IOException {
    TlsOptions tls = TlsOptions.SYSTEM.withInsecureSkipVerify(insecureSkipVerify);
    if (ca.isPresent()) {
      tls = tls.withCa(read("CA bundle", ca.get()));
    }
    if (client.isPresent()) {
      tls =
          tls.withClient(
              new TlsOptions.ClientCertificate(
                  read("client certificate", client.get().certificate()),
                  read("client key", client.get().key())));
    }
    return tls;
  }

  private static String read(String what, Path file) throws IOException {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new IOException("it is larger than 1 MiB");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException("the %s file %s does not exist".formatted(what, file), e);
    } catch (IOException e) {
      throw new IOException(
          "the %s file %s cannot be read: %s".formatted(what, file, e.getMessage()), e);
    }
  }
}
