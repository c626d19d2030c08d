// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.target.Target;
import java.util.Optional;

/** Gets what a target exposes. Thread-safe; blocks for the target's timeout at most. */
@FunctionalInterface
public interface Fetcher {

  /**
   * An answer with status 200.
   *
   * @param body decoded, whole
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Exposition(Optional<String> contentType, byte[] body) {}

  /**
   * Asks the target.
   *
   * @throws ScrapeException when there is no whole answer with status 200
   */
  Exposition fetch(Target target, ScrapeDefinition definition) throws ScrapeException;
}
