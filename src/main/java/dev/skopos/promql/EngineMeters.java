// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.promql.column.QueryException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What an engine tells of its work: {@code skopos_query_duration_seconds} by slice, with the slices
 * of Prometheus, {@code skopos_query_samples_total} and {@code skopos_queries_failed_total} by
 * reason.
 */
final class EngineMeters {

  private final Timer preparation;
  private final Timer evaluation;
  private final Timer sorting;
  private final Counter samples;
  private final Counter syntax;
  private final Map<QueryException.Kind, Counter> failures =
      new EnumMap<>(QueryException.Kind.class);

  EngineMeters(MeterRegistry registry) {
    preparation = slice("prepare_time", registry);
    evaluation = slice("inner_eval", registry);
    sorting = slice("result_sort", registry);
    samples =
        Counter.builder("skopos.query.samples")
            .description("Samples that queries looked at")
            .register(registry);
    syntax = failed("syntax", registry);
    for (QueryException.Kind kind : QueryException.Kind.values()) {
      failures.put(kind, failed(kind.name().toLowerCase(Locale.ROOT), registry));
    }
  }

  static Timer slice(String name, MeterRegistry registry) {
    return Timer.builder("skopos.query.duration")
        .description("How long the parts of queries took")
        .tag("slice", name)
        .register(registry);
  }

  private static Counter failed(String reason, MeterRegistry registry) {
    return Counter.builder("skopos.queries.failed")
        .description("Queries that were not answered")
        .tag("reason", reason)
        .register(registry);
  }

  void answered(QueryStatistics statistics) {
    preparation.record(statistics.preparation());
    evaluation.record(statistics.evaluation());
    sorting.record(statistics.sorting());
    samples.increment((double) statistics.samples().total());
  }

  void refused() {
    syntax.increment();
  }

  void failed(QueryException failure) {
    Objects.requireNonNull(failures.get(failure.kind())).increment();
  }
}
