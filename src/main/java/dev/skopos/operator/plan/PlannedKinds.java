// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.kube.ConfigObject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All kinds, in the order of their turns. */
public final class PlannedKinds {

  private final List<Planned> kinds;

  public PlannedKinds(Collection<? extends Planned> kinds) {
    this.kinds =
        kinds.stream()
            .<Planned>map(kind -> kind)
            .sorted(Comparator.comparing(Planned::turn))
            .toList();
  }

  /**
   * Puts in force what was accepted before the restart: first what others refer to, so that an
   * alert that fires in the first moment finds its channel.
   */
  public void restore() {
    kinds.forEach(Planned::restore);
  }

  /** Takes out of force what was deleted. */
  public void sweep() {
    kinds.forEach(Planned::sweep);
  }

  /** The Secrets and ConfigMaps that what is in force refers to. */
  public Set<ConfigObject> secrets() {
    return kinds.stream()
        .flatMap(kind -> kind.secrets().stream())
        .map(ConfigObject::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the cluster's resources of all kinds are known. */
  public boolean synced() {
    return kinds.stream().allMatch(Planned::synced);
  }
}
