// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.log;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;

/** Who takes the records of a log, in the order in which they were written. */
public interface LogRecords {

  /** A series; what follows with this number belongs to it. */
  void series(int number, Labels labels);

  void sample(int number, long timestamp, double value);

  void histogram(int number, long timestamp, Histogram value);

  void exemplar(int number, Exemplar exemplar);

  /** The samples of these series in the span, both ends included, were deleted. */
  void deletion(long from, long to, int[] numbers);
}
