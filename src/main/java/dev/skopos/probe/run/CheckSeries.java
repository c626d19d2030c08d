// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.ProbeOutcome.Result;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.prober.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The series of one check. Those named {@code probe_*} have the labels {@code job="healthcheck"},
 * {@code instance} (the target), {@code namespace} and {@code name}, as blackbox_exporter's have
 * job and instance; those named {@code skopos_check_*} have {@code namespace}, {@code name} and
 * {@code target}. A series that a run no longer gives ends with a stale marker. Not thread-safe.
 */
final class CheckSeries {

  private static final String JOB = "healthcheck";

  private final SampleWriter writer;
  private Map<Labels, Double> current;
  private long lastTimestamp;

  /**
   * The series of a check.
   *
   * @param before those it had before a start, with their newest samples
   */
  CheckSeries(SampleWriter writer, Map<Labels, Sample> before) {
    this.writer = writer;
    Map<Labels, Double> values = new HashMap<>();
    before.forEach((labels, sample) -> values.put(labels, sample.value()));
    this.current = Map.copyOf(values);
    this.lastTimestamp = before.values().stream().mapToLong(Sample::timestamp).max().orElse(0);
  }

  /** Whether the series, which has the name of such a one, is not from somewhere else. */
  static boolean isOwn(Labels labels) {
    return labels.metricName().startsWith("skopos_") || JOB.equals(labels.get("job"));
  }

  /** Appends what a run gave; the former series that it does not give any more end. */
  void append(Instant now, Map<Labels, Double> values) {
    Map<Labels, Double> batch = new HashMap<>(values);
    for (Labels former : current.keySet()) {
      batch.putIfAbsent(former, Sample.STALE);
    }
    current = Map.copyOf(values);
    write(now, batch);
  }

  /** Appends the last values once more, since queries look back a few minutes only. */
  void repeat(Instant now) {
    write(now, current);
  }

  /** Ends all series. */
  void end(Instant now) {
    append(now, Map.of());
  }

  /** A series takes no two samples of one millisecond. */
  private void write(Instant now, Map<Labels, Double> batch) {
    if (!batch.isEmpty()) {
      lastTimestamp = Math.max(now.toEpochMilli(), lastTimestamp + 1);
      writer.write(lastTimestamp, batch);
    }
  }

  /** All values after a run. */
  static Map<Labels, Double> values(CheckDefinition check, RunResult run, TrackRecord track) {
    ResourceId id = check.id();
    Labels probe =
        Labels.of(
            "job",
            JOB,
            "instance",
            check.probe().target(),
            "namespace",
            id.namespace(),
            "name",
            id.name());
    Labels own =
        Labels.of("namespace", id.namespace(), "name", id.name(), "target", check.probe().target());
    Map<Labels, Double> values = new LinkedHashMap<>();
    run.measurement().ifPresent(measured -> putProbe(values, probe, run.outcome(), measured));
    if (check.probe() instanceof HttpProbe && run.measurement().isPresent()) {
      values.put(named(probe, "probe_failed_due_to_regex"), run.failedByText(check) ? 1.0 : 0.0);
    }
    values.put(named(own, "skopos_check_duration_seconds"), seconds(run.took()));
    values.put(
        named(own, "skopos_check_last_run_timestamp_seconds"), run.begin().toEpochMilli() / 1e3);
    track
        .counts()
        .forEach(
            (result, count) ->
                values.put(
                    named(own, "skopos_check_results_total").with("result", result.label()),
                    count.doubleValue()));
    for (State state : State.values()) {
      if (state != State.SUSPENDED) {
        values.put(
            named(own, "skopos_check_state").with("state", state.word()),
            state == track.standing().state() ? 1.0 : 0.0);
      }
    }
    return values;
  }

  private static void putProbe(
      Map<Labels, Double> values, Labels labels, ProbeOutcome outcome, Measurement measured) {
    values.put(named(labels, "probe_success"), outcome.result() == Result.FAILED ? 0.0 : 1.0);
    values.put(named(labels, "probe_duration_seconds"), seconds(measured.timings().total()));
    for (Measurement.Gauge gauge : measured.gauges()) {
      Labels.Builder builder = named(labels, gauge.name()).toBuilder();
      gauge.labels().forEach(builder::set);
      values.put(builder.build(), gauge.value());
    }
  }

  private static Labels named(Labels labels, String name) {
    return labels.with(Labels.METRIC_NAME, name);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
