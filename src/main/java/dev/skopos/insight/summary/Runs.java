// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/** The runs of all checks in one time. Not changed after it was made. */
final class Runs {

  private static final double[] NONE = {};

  private final boolean counted;
  private final Map<ResourceId, Long> runs = new HashMap<>();
  private final Map<ResourceId, Long> failed = new HashMap<>();
  private final Map<ResourceId, double[]> seconds = new HashMap<>();

  private Runs(boolean counted) {
    this.counted = counted;
  }

  /**
   * The runs that series tell of.
   *
   * @param results how many runs had each result; empty: not known
   * @param durations values of how long runs took
   */
  static Runs of(Optional<List<Series>> results, List<Series> durations) {
    Runs runs = new Runs(results.isPresent());
    for (Series each : results.orElse(List.of())) {
      runs.count(check(each.labels()), each.labels().get("result"), SummaryMaker.last(each));
    }
    for (Series each : durations) {
      runs.seconds.merge(check(each.labels()), each.values(), Runs::both);
    }
    return runs;
  }

  private void count(ResourceId check, String result, double number) {
    if (!result.equals("not_run")) {
      runs.merge(check, Math.round(number), Long::sum);
      failed.merge(check, result.equals("failed") ? Math.round(number) : 0, Long::sum);
    }
  }

  private static double[] both(double[] one, double[] other) {
    return DoubleStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
  }

  private static ResourceId check(Labels labels) {
    return new ResourceId("HealthCheck", labels.get("namespace"), labels.get("name"));
  }

  Figures of(ResourceId check) {
    return of(List.of(check));
  }

  /** Those of some checks together. */
  Figures of(Collection<ResourceId> checks) {
    return new Figures(
        sum(checks, runs),
        sum(checks, failed),
        Latency.of(
            checks.stream()
                .flatMapToDouble(each -> Arrays.stream(seconds.getOrDefault(each, NONE)))
                .toArray()));
  }

  /** Without any check it is 0, whatever is known. */
  private OptionalLong sum(Collection<ResourceId> checks, Map<ResourceId, Long> numbers) {
    return counted || checks.isEmpty()
        ? OptionalLong.of(checks.stream().mapToLong(each -> numbers.getOrDefault(each, 0L)).sum())
        : OptionalLong.empty();
  }
}
