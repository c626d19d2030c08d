// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.tls.TlsOptions;
import java.io.IOException;

/**
 * Proves to the store who we are. Asked before every request, so that what rotates is followed.
 * Thread-safe.
 */
@FunctionalInterface
public interface StoreAccess {

  /**
   * What to send and whom to trust now.
   *
   * @throws IOException when a part of it cannot be read; the message names which, not its content
   */
  Credentials credentials() throws IOException;

  /** Headers that go with a request, and how TLS is spoken. */
  record Credentials(HttpHeaders headers, TlsOptions tls) {
    public static final Credentials NONE = new Credentials(HttpHeaders.EMPTY, TlsOptions.SYSTEM);

    /** Without the values. */
    @Override
    public String toString() {
      return "Credentials[...]";
    }
  }
}
