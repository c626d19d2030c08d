// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import dev.skopos.model.Labels;
import java.util.List;

/**
 * What is known of a source.
 *
 * @param targets in no order
 * @param dropped by relabeling; the first of them, as they were discovered
 * @param droppedCount all of them
 * @param problem why some of what was discovered is no target; empty: nothing of that kind
 */
public record SourceSnapshot(
    ScrapeDefinition definition,
    List<TargetSnapshot> targets,
    List<Labels> dropped,
    int droppedCount,
    String problem) {

  public SourceSnapshot {
    targets = List.copyOf(targets);
    dropped = List.copyOf(dropped);
  }

  /** How many targets were scraped well. */
  public long up() {
    return targets.stream().filter(t -> t.health() == TargetSnapshot.Health.UP).count();
  }

  /** How many targets could not be scraped. */
  public long down() {
    return targets.stream().filter(t -> t.health() == TargetSnapshot.Health.DOWN).count();
  }
}
