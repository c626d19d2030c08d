// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skopos.net.SecretReference;
import dev.skopos.net.UnreadableSecretException;
import dev.skopos.net.UnreadableSecretException.Cause;
import dev.skopos.probe.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnusableSecretTest {

  private static final SecretReference TOKEN = SecretReference.secret("shop", "api", "token");

  @ParameterizedTest
  @CsvSource({
    "FORBIDDEN, SECRET_FORBIDDEN",
    "UNAVAILABLE, SECRET_UNAVAILABLE",
    "NOT_READ_YET, SECRET_UNAVAILABLE"
  })
  void whatCannotBeReadIsNotCalledMissing(Cause why, Reason reason) {
    Secrets secrets =
        new Secrets(
            reference -> {
              throw new UnreadableSecretException(reference, why, "the API server answered 503");
            });

    UnusableSecretException failure =
        catchThrowableOfType(UnusableSecretException.class, () -> secrets.text(TOKEN));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.sentence())
        .isEqualTo("key \"token\" of Secret shop/api cannot be read: the API server answered 503");
  }
}
