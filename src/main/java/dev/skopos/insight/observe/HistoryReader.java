// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import dev.skopos.model.Series;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Answers the expressions of those who look: asks the store, wherever it is. Thread-safe. */
@FunctionalInterface
public interface HistoryReader {

  /**
   * Evaluates the expression at one instant: an instant vector comes as series with one sample, a
   * range vector with those of its range.
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
