// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.SecretReference;
import dev.skopos.net.UnreadableSecretException;
import dev.skopos.probe.Reason;

/** A probe that cannot be made; the message is meant for its author. */
public final class UnusableSecretException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  private UnusableSecretException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public static UnusableSecretException missing(SecretReference reference) {
    return new UnusableSecretException(
        Reason.SECRET_MISSING,
        "%s \"%s\" has no key \"%s\""
            .formatted(reference.kind().title(), reference.name(), reference.key()));
  }

  static UnusableSecretException unreadable(UnreadableSecretException unreadable) {
    Reason reason =
        switch (unreadable.why()) {
          case FORBIDDEN -> Reason.SECRET_FORBIDDEN;
          case NOT_READ_YET, UNAVAILABLE -> Reason.SECRET_UNAVAILABLE;
        };
    return new UnusableSecretException(reason, unreadable.sentence());
  }

  public Reason reason() {
    return reason;
  }

  /** The message, which this exception always has. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
