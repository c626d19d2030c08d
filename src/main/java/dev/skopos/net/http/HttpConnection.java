// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetException;
import dev.skopos.net.dial.Connection;

/** A connection and what came over it; for one exchange after another. */
record HttpConnection(Connection connection, HttpInput in) {

  static HttpConnection over(Connection connection) throws NetException {
    return new HttpConnection(connection, new HttpInput(connection.input()));
  }
}
