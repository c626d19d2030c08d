// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.net.http.Timings;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.Latency;
import dev.skopos.probe.CheckSnapshot.PastRun;
import dev.skopos.probe.CheckSnapshot.Phases;
import dev.skopos.probe.CheckSnapshot.Uptime;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.CheckState.Buckets;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.ProbeOutcome.Result;
import dev.skopos.probe.definition.CheckDefinition.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that a check remembers of its runs. Not thread-safe. */
final class TrackRecord {

  private static final int MAX_LATENCIES = 60;
  private static final int MINUTES_PER_HOUR = 60;
  private static final int HOURS_PER_DAY = 24;

  private final Deque<PastRun> history = new ArrayDeque<>();
  private final Deque<Duration> latencies = new ArrayDeque<>();
  private final Map<Result, Long> counts = new EnumMap<>(Result.class);
  private final UptimeBuckets minutes;
  private final UptimeBuckets hours;
  private Standing standing;
  private Timings timings = Timings.NONE;

  TrackRecord(Optional<CheckState> saved) {
    standing = Standing.restored(saved);
    minutes =
        new UptimeBuckets(
            Duration.ofMinutes(1),
            MINUTES_PER_HOUR,
            saved.map(CheckState::minutes).orElse(Buckets.EMPTY));
    hours =
        new UptimeBuckets(
            Duration.ofHours(1),
            30 * HOURS_PER_DAY,
            saved.map(CheckState::hours).orElse(Buckets.EMPTY));
    for (Result result : Result.values()) {
      counts.put(result, saved.map(s -> s.resultCounts().get(result.label())).orElse(0L));
    }
    saved.ifPresent(
        state -> {
          history.addAll(state.history());
          state.recentLatencyMicros().forEach(us -> latencies.add(Duration.ofNanos(us * 1000)));
        });
  }

  void add(RunResult run, Thresholds thresholds) {
    ProbeOutcome outcome = run.outcome();
    standing = standing.after(outcome, run.begin(), thresholds);
    counts.merge(outcome.result(), 1L, Long::sum);
    history.addFirst(
        new PastRun(run.begin(), outcome.result(), outcome.duration(), outcome.explanation()));
    if (history.size() > CheckSnapshot.MAX_HISTORY) {
      history.removeLast();
    }
    if (outcome.result() != Result.NOT_RUN) {
      boolean good = outcome.result() != Result.FAILED;
      minutes.count(run.begin(), good);
      hours.count(run.begin(), good);
    }
    run.measurement()
        .filter(measured -> measured.response().isPresent())
        .ifPresent(
            measured -> {
              timings = measured.timings();
              latencies.addLast(timings.total());
              if (latencies.size() > MAX_LATENCIES) {
                latencies.removeFirst();
              }
            });
  }

  /** The check comes to rest, or was at rest and is no more. */
  void restart(Instant time) {
    standing = standing.restarted(time);
  }

  CheckState.Standing standing() {
    return standing.now();
  }

  Map<Result, Long> counts() {
    return Map.copyOf(counts);
  }

  List<PastRun> history() {
    return List.copyOf(history);
  }

  @Nullable Instant lastProbe() {
    return history.isEmpty() ? null : history.getFirst().time();
  }

  Uptime uptime(Instant now) {
    return new Uptime(
        minutes.ratio(now, MINUTES_PER_HOUR),
        hours.ratio(now, HOURS_PER_DAY),
        hours.ratio(now, 7 * HOURS_PER_DAY),
        hours.ratio(now, 30 * HOURS_PER_DAY));
  }

  Optional<Latency> latency() {
    if (latencies.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> sorted = latencies.stream().sorted().toList();
    return Optional.of(
        new Latency(
            latencies.getLast(),
            percentile(sorted, 50),
            percentile(sorted, 95),
            new Phases(
                timings.resolve(),
                timings.connect(),
                timings.tls(),
                timings.processing(),
                timings.transfer()),
            new ArrayList<>(latencies)));
  }

  /** The nearest rank. */
  private static Duration percentile(List<Duration> sorted, int percent) {
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }

  CheckState save() {
    Map<String, Long> byLabel = new TreeMap<>();
    counts.forEach((result, count) -> byLabel.put(result.label(), count));
    return new CheckState(
        standing.now(),
        history(),
        byLabel,
        latencies.stream().map(latency -> latency.toNanos() / 1000).toList(),
        minutes.save(),
        hours.save());
  }
}
