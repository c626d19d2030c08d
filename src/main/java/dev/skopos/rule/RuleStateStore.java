// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.ResourceId;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the state of rules over restarts. Thread-safe. A state that cannot be kept or read is
 * counted and logged by the store; the rule goes on with what it has in memory.
 */
public interface RuleStateStore {

  /** The state saved last; empty when there is none or it cannot be read. */
  Optional<RuleState> load(ResourceId rule);

  void save(ResourceId rule, RuleState state);

  /** Forgets the rule; nothing happens when there is no state. */
  void delete(ResourceId rule);

  /** The rules that have a saved state. */
  Set<ResourceId> ids();
}
