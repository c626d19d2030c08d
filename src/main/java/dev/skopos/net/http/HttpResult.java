// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetFailure;

/** How a request ended. */
public sealed interface HttpResult {
  HttpTrace trace();

  /** The server answered, with whatever status. */
  record Answered(HttpResponse response, HttpTrace trace) implements HttpResult {}

  /**
   * There is no whole answer; for {@code REDIRECT} and {@code BLOCKED} the trace tells which URL.
   */
  record Failed(NetFailure failure, HttpTrace trace) implements HttpResult {}
}
