// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import dev.skopos.model.Labels;
import java.util.Map;

/**
 * What a target says of its metrics.
 *
 * @param target its labels
 * @param families by their names
 */
public record TargetMetadata(Labels target, Map<String, FamilyMetadata> families) {

  public TargetMetadata {
    families = Map.copyOf(families);
  }
}
