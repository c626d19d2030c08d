// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final SecretReference TOKEN = SecretReference.secret("shop", "api", "token");

  @Test
  void givenATextWithLineBreaksAtItsEndThenTheyAreNotPartOfIt() throws UnreadableSecretException {
    SecretSource source = _ -> Optional.of(" geheim \r\n\n".getBytes(StandardCharsets.UTF_8));

    assertThat(source.readText(TOKEN)).contains(" geheim ");
  }

  @Test
  void givenAMissingKeyThenItIsEmptyAndTheReferenceSaysWhich() throws UnreadableSecretException {
    SecretSource source = _ -> Optional.empty();

    assertThat(source.readText(TOKEN)).isEmpty();
    assertThat(TOKEN.describe()).isEqualTo("key \"token\" of Secret shop/api");
    assertThat(SecretReference.configMap("shop", "ca", "ca.crt").describe())
        .isEqualTo("key \"ca.crt\" of ConfigMap shop/ca");
  }

  @Test
  void givenCredentialsThenTheHeaderIsMadeAsTheRfcsSay() throws UnreadableSecretException {
    assertThat(Authorization.basic("Aladdin", "open sesame"))
        .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assertThat(Authorization.bearer("mF_9.B5f")).isEqualTo("Bearer mF_9.B5f");
    assertThatThrownBy(() -> Authorization.basic("a:b", "geheim"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("geheim");
  }
}
