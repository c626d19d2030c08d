// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dial;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;

/** A connection that did not come about, with what was measured and learned until then. */
public final class DialException extends NetException {
  private final transient DialTrace trace;

  DialException(NetFailure failure, DialTrace trace, Throwable cause) {
    super(failure, cause);
    this.trace = trace;
  }

  public DialTrace trace() {
    return trace;
  }
}
