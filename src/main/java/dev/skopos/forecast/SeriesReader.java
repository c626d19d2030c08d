// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.model.Series;
import java.time.Instant;
import java.util.List;

/** Answers expressions: asks the store, wherever it is. Thread-safe. */
@FunctionalInterface
public interface SeriesReader {

  /**
   * Evaluates the expression at one instant: an instant vector comes as series with one sample, a
   * range vector with those of its range.
   *
   * @throws ReadFailedException when there is no answer; an empty answer is no failure
   */
  List<Series> read(String expr, Instant at) throws ReadFailedException;

  /** An expression without an answer; the message is meant for the author of the forecast. */
  final class ReadFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ReadFailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
