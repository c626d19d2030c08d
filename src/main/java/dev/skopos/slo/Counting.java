// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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

  /**
   * Until when it had been counted before this process counted it; empty: never, or not known
   * before the first {@link #advance}.
   */
  default Optional<Instant> resumedAt() {
    return Optional.empty();
  }

  /** How far the samples of the indicator are apart; empty: not known, or it has none. */
  default Optional<Duration> sampleSpacing() {
    return Optional.empty();
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

    /**
     * These are all that there are of the kind, told again and again: what was counted of others is
     * not kept, also that of those which were deleted while the process did not run.
     */
    void retainOnly(String kind, Set<ResourceId> objectives);
  }

  /** Samples could not be read; the message is meant for the author of the objective. */
  final class CountingFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public CountingFailedException(String message) {
      super(message);
    }
  }
}
