// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

/**
 * The value of a Secret or ConfigMap that may well exist and cannot be read; what does not exist is
 * no such case. The message is a sentence for users, without a value and without a full stop.
 */
public final class UnreadableSecretException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why it cannot be read. */
  public enum Cause {
    /** Nothing was read since the start, which is what happens in the first moment. */
    NOT_READ_YET,
    /** Who may read it must be changed before it can be read. */
    FORBIDDEN,
    /** The cluster gives no answer; a later attempt may succeed. */
    UNAVAILABLE
  }

  private final Cause why;

  /**
   * About one key.
   *
   * @param explanation what goes behind "cannot be read: "
   */
  public UnreadableSecretException(SecretReference reference, Cause why, String explanation) {
    super(reference.describe() + " cannot be read: " + explanation);
    this.why = why;
  }

  public Cause why() {
    return why;
  }

  /** The message, which this exception always has. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
