// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.net.NetFailure;

/** How failures of the network count for a delivery. */
final class NetResults {

  private NetResults() {}

  /** The failure of what was tried; neither text holds a credential. */
  static SendResult.Failed failed(NetFailure failure, String tried) {
    SendResult.Kind kind =
        switch (failure.kind()) {
          case TIMEOUT, CONNECT_TIMEOUT -> SendResult.Kind.TIMEOUT;
          case TLS -> SendResult.Kind.TLS;
          case BLOCKED, REDIRECT -> SendResult.Kind.REJECTED;
          case RESOLVE, CONNECT_REFUSED, RESET, PROTOCOL, TOO_LARGE -> SendResult.Kind.NETWORK;
        };
    return SendResult.Failed.of(kind, tried + ": " + failure.message());
  }
}
