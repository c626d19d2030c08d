// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the samples that rules make. Thread-safe. */
@FunctionalInterface
public interface SampleWriter {

  /**
   * Writes one batch; it is readable when the method returns. Samples that the store refuses are
   * left out, counted and logged by the writer, and do not hinder the others.
   *
   * @return what was refused; empty: nothing
   */
  Optional<Refused> write(List<RuleSample> batch);

  /**
   * Samples that the store refused.
   *
   * @param reason of the first one, for the author of the rule
   */
  record Refused(int samples, String reason) {}

  /**
   * One sample of one series.
   *
   * @param labels identify the series, its metric name among them
   * @param timestamp milliseconds since the epoch
   * @param value the value, or {@code Sample.STALE} to end the series; 0 where it is a histogram
   * @param histogram null: it is a number
   */
  record RuleSample(Labels labels, long timestamp, double value, @Nullable Histogram histogram) {

    /** A number. */
    public RuleSample(Labels labels, long timestamp, double value) {
      this(labels, timestamp, value, null);
    }
  }
}
