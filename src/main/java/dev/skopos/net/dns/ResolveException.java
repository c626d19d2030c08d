// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;

/** A name that did not become an address; of kind {@code RESOLVE}, with the reason told apart. */
public final class ResolveException extends NetException {
  private final Reason reason;

  /** What the name servers said. */
  public enum Reason {
    /** The name does not exist (NXDOMAIN), with none of the search domains. */
    NO_SUCH_HOST,
    /** The name exists and has no address of the family asked for. */
    NO_ADDRESS,
    /** A name server failed or refused to answer. */
    SERVER_FAILURE,
    /** No name server answered in time. */
    NO_ANSWER
  }

  ResolveException(Reason reason, String message) {
    super(NetFailure.Kind.RESOLVE, message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
