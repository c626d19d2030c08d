// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

/**
 * Why a network operation failed.
 *
 * @param message one sentence without a final stop that a person understands; holds no credentials
 */
public record NetFailure(Kind kind, String message) {

  /** The kinds of failures that callers tell apart. */
  public enum Kind {
    /** The name does not resolve. */
    RESOLVE,
    /** The address guard denies every address of the target. */
    BLOCKED,
    CONNECT_REFUSED,
    /** No answer while connecting, or no route. */
    CONNECT_TIMEOUT,
    /** Handshake or certificate. */
    TLS,
    /** The deadline passed after the connection was made. */
    TIMEOUT,
    /** The peer closed or reset the connection in the middle of an answer. */
    RESET,
    /** The peer does not follow the protocol. */
    PROTOCOL,
    /** A part of the answer that must be read whole is larger than its limit. */
    TOO_LARGE,
    /** Too many redirects, a loop, or a redirect to nowhere. */
    REDIRECT
  }
}
