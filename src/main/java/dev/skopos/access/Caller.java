// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

/** Who makes a request. */
public sealed interface Caller {

  /** Nobody in particular. */
  record Anonymous() implements Caller {}

  /**
   * Somebody whom the cluster knows.
   *
   * @param name the cluster's name for the user
   * @param token the bearer token, never shown
   */
  record User(String name, String token) implements Caller {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A token that the cluster does not accept. */
  record Unknown() implements Caller {}
}
