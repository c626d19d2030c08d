// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.rule.SampleWriter;
import dev.skopos.rule.SampleWriter.RuleSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Series that are written together: one that has no value any more ends. Not thread-safe. */
public final class WrittenSeries {

  private final SampleWriter writer;
  private final Set<Labels> present = new HashSet<>();
  private long newest = 0;

  /** Without any series yet. */
  public WrittenSeries(SampleWriter writer) {
    this.writer = writer;
  }

  /** Writes the values of an instant; none: all series end. */
  public void write(Map<Labels, Double> values, Instant at) {
    List<RuleSample> batch = new ArrayList<>();
    // Two writes within a millisecond would be two values for one time.
    long time = Math.max(at.toEpochMilli(), newest + 1);
    newest = time;
    values.forEach((labels, value) -> batch.add(new RuleSample(labels, time, value)));
    present.stream()
        .filter(labels -> !values.containsKey(labels))
        .forEach(labels -> batch.add(new RuleSample(labels, time, Sample.STALE)));
    present.clear();
    present.addAll(values.keySet());
    if (!batch.isEmpty()) {
      writer.write(batch);
    }
  }
}
