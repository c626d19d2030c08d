// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.net.SecretReference;
import java.util.Set;

/** What the start of the operator and its clock ask of each kind. */
public interface Planned {

  /** Kinds are put in force in this order, so that what is referred to is there already. */
  enum Turn {
    /** What other kinds refer to. */
    REFERRED_TO,
    REFERRING
  }

  /** When it is this kind's turn. */
  Turn turn();

  /** Puts in force what was accepted before the restart; called once, before the first event. */
  void restore();

  /**
   * Takes out of force what was deleted; called each second. Does nothing before the cluster's
   * resources are known.
   */
  void sweep();

  /** The Secrets and ConfigMaps that what is in force refers to. */
  Set<SecretReference> secrets();

  /** Whether the cluster's resources of this kind are known. */
  boolean synced();
}
