// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import dev.skopos.model.Labels;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a target.
 *
 * @param error of the last scrape; empty when it went well or there was none yet
 * @param samples of the last scrape, before relabeling
 */
public record TargetSnapshot(
    Labels labels,
    Labels discovered,
    URI url,
    Duration interval,
    Duration timeout,
    Health health,
    String error,
    Optional<Instant> lastScrape,
    Duration lastDuration,
    int samples) {

  /** Whether the last scrape went well. */
  public enum Health {
    UP("up"),
    DOWN("down"),
    /** Not scraped yet. */
    UNKNOWN("unknown");

    private final String word;

    Health(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
