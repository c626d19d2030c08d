// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.ProbeOutcome.Result;
import dev.skopos.store.Queryable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the store knows of {@code skopos_check_results_total}. States are saved once a minute, so
 * after a kill the store may be ahead of them; a counter that went on from the saved value would
 * fall, and PromQL would count everything before as new.
 */
record StoredCounts(Queryable store) {

  /** The last values after the state was saved; results without one are left out. */
  Map<Result, Long> since(CheckState saved, ResourceId check, Instant now) {
    Map<Result, Long> counts = new EnumMap<>(Result.class);
    for (Result result : Result.values()) {
      List<Matcher> matchers =
          List.of(
              Matcher.equal(Labels.METRIC_NAME, CheckSeries.RESULTS),
              Matcher.equal("namespace", check.namespace()),
              Matcher.equal("name", check.name()),
              Matcher.equal("result", result.label()));
      store
          .select(saved.savedAt().toEpochMilli(), now.toEpochMilli(), matchers)
          .forEach(series -> counts.merge(result, largest(series), Math::max));
    }
    return counts;
  }

  private static long largest(Series series) {
    double largest = 0;
    for (double value : series.values()) {
      largest = Sample.isStale(value) ? largest : Math.max(largest, value);
    }
    return (long) largest;
  }
}
