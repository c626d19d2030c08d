// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/** The runs of checks in one time; those of checks that are not asked for are left out. */
final class Runs {

  private static final double[] NONE = {};

  private final Map<ResourceId, Long> runs = new HashMap<>();
  private final Map<ResourceId, Long> failed = new HashMap<>();
  private final Map<ResourceId, double[]> seconds = new HashMap<>();

  /**
   * Runs of these checks.
   *
   * @param results how many runs had each result
   * @param durations values of how long runs took
   */
  Runs(Set<ResourceId> checks, List<Series> results, List<Series> durations) {
    for (Series each : results) {
      String result = each.labels().get("result");
      if (checks.contains(check(each.labels())) && !result.equals("not_run")) {
        long number = Math.round(Summaries.last(each));
        runs.merge(check(each.labels()), number, Long::sum);
        failed.merge(check(each.labels()), result.equals("failed") ? number : 0, Long::sum);
      }
    }
    for (Series each : durations) {
      if (checks.contains(check(each.labels()))) {
        seconds.merge(check(each.labels()), each.values(), Runs::both);
      }
    }
  }

  private static double[] both(double[] one, double[] other) {
    return DoubleStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
  }

  private static ResourceId check(Labels labels) {
    return new ResourceId("HealthCheck", labels.get("namespace"), labels.get("name"));
  }

  Figures of(ResourceId check) {
    return new Figures(
        runs.getOrDefault(check, 0L),
        failed.getOrDefault(check, 0L),
        Latency.of(seconds.getOrDefault(check, NONE)));
  }

  Figures all() {
    return new Figures(
        runs.values().stream().mapToLong(Long::longValue).sum(),
        failed.values().stream().mapToLong(Long::longValue).sum(),
        Latency.of(seconds.values().stream().flatMapToDouble(Arrays::stream).toArray()));
  }
}
