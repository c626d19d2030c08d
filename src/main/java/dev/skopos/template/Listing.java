// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.util.List;
import java.util.Map;

/**
 * A list that has members of its own beside its elements, as Alertmanager's {@code .Alerts} has
 * {@code .Alerts.Firing}.
 */
public record Listing(List<?> items, Map<String, ?> members) {

  public Listing {
    items = List.copyOf(items);
    members = Map.copyOf(members);
  }
}
