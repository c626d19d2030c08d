// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.List;
import java.util.OptionalLong;

/** Reads the samples of an indicator. Not thread-safe. */
interface Reading {

  /** Up to when there is something to read when it is that late. */
  long reach(long now);

  /** How far before the last reading samples may still come. */
  long overlap();

  /**
   * A number that is another one after something came later than that; empty: it is not known. The
   * first is asked for before anything is read.
   */
  OptionalLong pastRevision();

  /** Whether there may be samples at or before the time. */
  boolean hasSamplesBefore(long time) throws UnansweredException;

  /** The cursors where they stand after the samples up to {@code at}, to read on up to a time. */
  Cursors cursors(long at, long to);

  /**
   * Counts what is after one time and up to another.
   *
   * @return how much work it was, in samples read
   */
  long count(long after, long to, Cursors cursors, Counts counts) throws UnansweredException;

  /** What is wrong at the moment. */
  List<CountProblem> problems(Cursors cursors);
}
