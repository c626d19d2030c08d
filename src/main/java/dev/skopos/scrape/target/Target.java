// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.target;

import dev.skopos.model.Labels;
import java.net.URI;
import java.time.Duration;

/**
 * Something to scrape.
 *
 * @param labels that its samples get; none begins with two underscores
 * @param discovered what it had before relabeling
 */
public record Target(
    Labels labels, Labels discovered, URI url, Duration interval, Duration timeout) {

  /** Two targets with the same key are the same, whatever else was discovered of them. */
  public record Key(Labels labels, URI url) {}

  public Key key() {
    return new Key(labels, url);
  }
}
