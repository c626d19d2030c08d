// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster that knows these users by their tokens, and what was granted to each. */
public final class FakeCluster implements ClusterAccess {

  public final Map<String, String> users = new HashMap<>();
  public final Map<String, Set<Permission>> granted = new HashMap<>();
  public boolean away;

  @Override
  public Optional<String> userOf(String token) throws ClusterUnavailableException {
    answer();
    return Optional.ofNullable(users.get(token));
  }

  @Override
  public boolean may(String token, Permission permission) throws ClusterUnavailableException {
    answer();
    return granted.getOrDefault(token, Set.of()).contains(permission);
  }

  private void answer() throws ClusterUnavailableException {
    if (away) {
      throw new ClusterUnavailableException("away");
    }
  }
}
