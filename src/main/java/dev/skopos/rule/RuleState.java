// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.ResolveReason;
import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rule remembers over a restart: plain values that any mapper of JSON can write and read.
 *
 * @param savedAt when this was the state
 * @param channels where the alerts went, so that they can be ended when the rule is gone
 */
public record RuleState(Instant savedAt, List<ResourceId> channels, List<SavedAlert> alerts) {

  public RuleState {
    channels = List.copyOf(channels);
    alerts = List.copyOf(alerts);
  }

  /**
   * One alert of the rule.
   *
   * @param labels all labels of the alert
   * @param firedAt when it went from pending to firing; null: it did not
   * @param clearedAt when the condition ceased to hold while the alert is kept firing; null: it
   *     holds
   * @param resolvedAt when it ended; null: it did not
   * @param resolveReason null as long as it did not end
   */
  public record SavedAlert(
      SortedMap<String, String> labels,
      SortedMap<String, String> annotations,
      double value,
      Instant activeAt,
      @Nullable Instant firedAt,
      @Nullable Instant clearedAt,
      @Nullable Instant resolvedAt,
      @Nullable ResolveReason resolveReason) {

    public SavedAlert {
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
      annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }
  }
}
