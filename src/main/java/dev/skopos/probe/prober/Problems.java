// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.NetFailure;
import dev.skopos.probe.Reason;
import dev.skopos.probe.prober.Measurement.Problem;
import java.time.Duration;

/** Turns failures of the network into problems of a check. */
final class Problems {

  private Problems() {}

  /** What a failure means, after this time. */
  static Problem of(NetFailure failure, Duration took) {
    Reason reason = reason(failure.kind());
    boolean waited = reason == Reason.TIMED_OUT;
    return new Problem(
        reason,
        waited ? failure.message() + " after " + took.toMillis() + "ms" : failure.message());
  }

  private static Reason reason(NetFailure.Kind kind) {
    return switch (kind) {
      case RESOLVE -> Reason.NAME_NOT_RESOLVED;
      case BLOCKED -> Reason.ADDRESS_DENIED;
      case CONNECT_REFUSED, CONNECT_TIMEOUT -> Reason.CONNECTION_FAILED;
      case TLS -> Reason.TLS_FAILED;
      case TIMEOUT -> Reason.TIMED_OUT;
      case RESET, PROTOCOL, TOO_LARGE -> Reason.INVALID_ANSWER;
      case REDIRECT -> Reason.REDIRECT_FAILED;
    };
  }
}
