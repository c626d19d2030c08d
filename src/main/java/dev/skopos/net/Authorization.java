// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes values of the {@code Authorization} header. */
public final class Authorization {
  private Authorization() {}

  /** RFC 7617, the pair in UTF-8. */
  public static String basic(String username, String password) {
    if (username.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user name of basic authentication cannot hold a colon");
    }
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** RFC 6750. */
  public static String bearer(String token) {
    return "Bearer " + token;
  }
}
