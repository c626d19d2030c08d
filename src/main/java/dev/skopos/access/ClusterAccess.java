// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import java.util.Optional;

/** Asks the cluster about a caller, with the caller's own token. Thread-safe; blocks. */
public interface ClusterAccess {

  /**
   * The user that the token belongs to.
   *
   * @return empty when the cluster does not accept the token
   * @throws ClusterUnavailableException when the cluster gives no answer
   */
  Optional<String> userOf(String token) throws ClusterUnavailableException;

  /**
   * Whether the token's user may.
   *
   * @throws ClusterUnavailableException when the cluster gives no answer
   */
  boolean may(String token, Permission permission) throws ClusterUnavailableException;
}
