// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.SecretReference;

/** A probe that cannot be made; the message is meant for its author. */
public final class MissingSecretException extends Exception {

  private static final long serialVersionUID = 1L;

  public MissingSecretException(SecretReference reference) {
    super(
        "%s \"%s\" has no key \"%s\""
            .formatted(reference.kind().title(), reference.name(), reference.key()));
  }
}
