// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Instant;
import java.util.stream.Stream;

/** Counts the events of one objective. Used by one thread at a time, but for {@link #accounts}. */
public interface Counting {

  /**
   * Counts what happened up to the instant.
   *
   * @throws CountingFailedException when the samples cannot be read; what was counted stays
   */
  void advance(Instant to) throws CountingFailedException;

  /** What was counted. */
  Accounts accounts();

  /**
   * Since when all that there is is counted: older samples may still wait. {@code MIN}: none do.
   */
  default Instant countedFrom() {
    return Instant.MIN;
  }

  /** What the newest count leaves out, for the author of the objective. */
  default Stream<String> gaps() {
    return Stream.empty();
  }

  /** Opens countings. Thread-safe; no method waits. */
  interface Factory {

    /** Goes on with what was counted before of the same indicator. */
    Counting open(ObjectiveDefinition objective);

    /** The objective is gone: what was counted of it is not kept. */
    void forget(ResourceId objective);
  }

  /** Samples could not be read; the message is meant for the author of the objective. */
  final class CountingFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public CountingFailedException(String message) {
      super(message);
    }
  }
}
