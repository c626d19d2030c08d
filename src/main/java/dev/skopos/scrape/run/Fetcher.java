// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.net.http.BodyBuffer;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.target.Target;
import java.util.Optional;

/** Gets what a target exposes. Thread-safe; blocks for the target's timeout at most. */
@FunctionalInterface
public interface Fetcher {

  /**
   * An answer with status 200.
   *
   * @param body decoded, whole; it may be longer than the exposition
   * @param length of the exposition
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Exposition(Optional<String> contentType, byte[] body, int length) {}

  /**
   * Asks the target.
   *
   * @param buffer may take the body, which then stays as it is until the next use of the buffer
   * @throws ScrapeException when there is no whole answer with status 200
   */
  Exposition fetch(Target target, ScrapeDefinition definition, BodyBuffer buffer)
      throws ScrapeException;
}
