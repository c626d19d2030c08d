// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.remote.CredentialFiles.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialFilesTest {

  @TempDir Path folder;

  private static CredentialFiles files(Optional<Path> token, Optional<Login> login) {
    return new CredentialFiles(
        Map.of("X-Scope-OrgID", "shop"), token, login, Optional.empty(), Optional.empty(), false);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void aTokenIsReadAgainForEachRequest() throws Exception {
    Path token = file("token", "one\n");
    CredentialFiles files = files(Optional.of(token), Optional.empty());

    assertThat(files.credentials().headers().all("Authorization")).containsExactly("Bearer one");
    file("token", "two");

    assertThat(files.credentials().headers().all("Authorization")).containsExactly("Bearer two");
    assertThat(files.credentials().headers().all("X-Scope-OrgID")).containsExactly("shop");
  }

  @Test
  void aPasswordKeepsItsSpaces() throws Exception {
    Login login = new Login("me", file("password", " a b \r\n"));

    assertThat(
            files(Optional.empty(), Optional.of(login))
                .credentials()
                .headers()
                .all("Authorization"))
        .containsExactly("Basic bWU6IGEgYiA=");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> files(Optional.of(missing), Optional.empty()).credentials())
        .isInstanceOf(IOException.class)
        .hasMessage("the token file %s does not exist".formatted(missing));
  }

  @Test
  void tokenAndLoginTogetherAreRefused() throws Exception {
    Path token = file("token", "one");

    assertThatThrownBy(() -> files(Optional.of(token), Optional.of(new Login("me", token))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one of them");
  }

  @Test
  void certificatesBecomeTlsOptions() throws Exception {
    CredentialFiles files =
        new CredentialFiles(
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(file("ca", "CA")),
            Optional.of(
                new CredentialFiles.ClientCertificate(file("crt", "CRT"), file("key", "KEY"))),
            true);

    var tls = files.credentials().tls();

    assertThat(tls.caPem()).contains("CA");
    assertThat(tls.client().orElseThrow().certificatePem()).isEqualTo("CRT");
    assertThat(tls.client().orElseThrow().keyPem()).isEqualTo("KEY");
    assertThat(tls.insecureSkipVerify()).isTrue();
    assertThat(files.credentials()).hasToString("Credentials[...]");
  }
}
