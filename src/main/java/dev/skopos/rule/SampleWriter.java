// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.Labels;
import java.util.List;

/** Takes the samples that rules make. Thread-safe. */
@FunctionalInterface
public interface SampleWriter {

  /**
   * Writes one batch; it is readable when the method returns. Samples that the store refuses are
   * left out, counted and logged by the writer, and do not hinder the others.
   */
  void write(List<RuleSample> batch);

  /**
   * One sample of one series.
   *
   * @param labels identify the series, its metric name among them
   * @param timestamp milliseconds since the epoch
   * @param value the value, or {@code Sample.STALE} to end the series
   */
  record RuleSample(Labels labels, long timestamp, double value) {}
}
