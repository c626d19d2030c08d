// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.model.Series;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Answers expressions about the past: asks the store, wherever it is. Thread-safe. */
@FunctionalInterface
public interface HistoryReader {

  /**
   * Evaluates an expression that gives a range vector at one instant.
   *
   * @param cancelled asked often where that is possible; once it is true the query ends
   * @throws ReadFailedException when there is no answer; an empty answer is no failure
   */
  List<Series> read(String expr, Instant at, BooleanSupplier cancelled) throws ReadFailedException;

  /** An expression without an answer; the message is meant for whoever asked. */
  final class ReadFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ReadFailedException(String message) {
      super(message);
    }

    public ReadFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
