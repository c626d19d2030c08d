// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import java.time.Instant;

/**
 * A browser that logged in.
 *
 * @param id the cookie's value, 256 random bits
 * @param formToken what each form of this session must send back
 */
public record Session(String id, String formToken, Caller.User user, Instant until) {
  @Override
  public String toString() {
    return "session of " + user.name();
  }
}
