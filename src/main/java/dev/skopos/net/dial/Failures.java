// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dial;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.tls.TlsFailures;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Says in plain words why a socket failed. */
final class Failures {
  private Failures() {}

  /** A failure while connecting. */
  static NetException connecting(IOException e, boolean timedOut, InetSocketAddress address) {
    String target = text(address);
    return switch (e) {
      case NetException known -> known;
      case IOException _ when timedOut || e instanceof SocketTimeoutException ->
          new NetException(
              NetFailure.Kind.CONNECT_TIMEOUT,
              "no answer from %s while connecting".formatted(target),
              e);
      case NoRouteToHostException _ ->
          new NetException(NetFailure.Kind.CONNECT_TIMEOUT, "no route to %s".formatted(target), e);
      case ConnectException _ when mentions(e, "refused") ->
          new NetException(
              NetFailure.Kind.CONNECT_REFUSED, "connection to %s refused".formatted(target), e);
      default ->
          new NetException(
              NetFailure.Kind.CONNECT_TIMEOUT,
              "connecting to %s failed: %s".formatted(target, e.getMessage()),
              e);
    };
  }

  /** A failure on a connection that was made. */
  static NetException talking(IOException e, boolean timedOut, String step) {
    if (timedOut) {
      return new NetException(NetFailure.Kind.TIMEOUT, "timeout " + step, e);
    }
    return switch (e) {
      case NetException known -> known;
      case SocketTimeoutException _ ->
          new NetException(NetFailure.Kind.TIMEOUT, "timeout " + step, e);
      case SSLException tls
          when !(tls.getCause() instanceof EOFException) && !mentions(tls, "connection reset") ->
          TlsFailures.explain(tls);
      default ->
          new NetException(NetFailure.Kind.RESET, "connection closed by the peer " + step, e);
    };
  }

  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  private static boolean mentions(IOException e, String word) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(word);
  }
}
