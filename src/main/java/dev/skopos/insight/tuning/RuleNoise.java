// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The firings of one rule in a window, and what they suggest. */
final class RuleNoise {

  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final long USUAL_INTERVAL = 60_000;

  /** How late an evaluation may be on a busy machine. */
  private static final long LATE = 15_000;

  private static final double WEEK = Duration.ofDays(7).toMillis();
  private static final double NEARLY_ALWAYS = 0.9;

  /** Fewer short ones may have been chance. */
  private static final int FEW = 3;

  /** Once a day. */
  private static final double OFTEN = 7;

  private final NoisyRule.Name name;
  private final List<KnownRule> sources;
  private final List<Firing> firings;
  private final Instant from;
  private final Instant to;
  private final long interval;

  RuleNoise(
      NoisyRule.Name name,
      List<KnownRule> sources,
      List<Firing> firings,
      Instant from,
      Instant to) {
    this.name = name;
    this.sources = sources;
    this.firings = firings;
    this.from = from;
    this.to = to;
    this.interval = interval();
  }

  /** That of the rule in force, else the shortest that was seen. */
  private long interval() {
    OptionalLong declared =
        sources.stream().mapToLong(each -> each.group().interval().toMillis()).min();
    OptionalLong seen = firings.stream().mapToLong(Firing::spacing).filter(each -> each > 0).min();
    return declared.orElseGet(() -> seen.orElse(USUAL_INTERVAL));
  }

  /** An alert that was not written for the time of two evaluations has ended. */
  private boolean isFiringNow(Firing firing) {
    long offset =
        sources.stream().mapToLong(each -> each.group().queryOffset().toMillis()).max().orElse(0);
    return to.toEpochMilli() - firing.last() <= Math.max(5 * interval / 2, LATE) + offset;
  }

  /** It ended with the evaluation after the last one. */
  private long duration(Firing firing) {
    long end = isFiringNow(firing) ? to.toEpochMilli() : firing.last() + interval;
    return Math.min(end, to.toEpochMilli()) - firing.first();
  }

  private boolean isShort(Firing firing) {
    return !isFiringNow(firing) && duration(firing) < SHORT.toMillis();
  }

  /**
   * What is to be said of it.
   *
   * @param allFirings of all rules
   */
  NoisyRule rule(long allFirings) {
    double[] durations = firings.stream().mapToDouble(this::duration).sorted().toArray();
    long brief = firings.stream().filter(this::isShort).count();
    int now = (int) firings.stream().filter(this::isFiringNow).count();
    long ended = (long) firings.size() - now;
    double perWeek = firings.size() * WEEK / windowMillis();
    return new NoisyRule(
        name,
        sources,
        firings.size(),
        perWeek,
        (double) firings.size() / Math.max(1, allFirings),
        Duration.ofMillis((long) Arrays.stream(durations).sum()),
        Duration.ofMillis((long) Baselines.quantile(durations, 0.5)),
        brief,
        ended == 0 ? 0 : (double) brief / ended,
        now,
        action(brief, ended, perWeek));
  }

  private long windowMillis() {
    return Duration.between(from, to).toMillis();
  }

  private NoiseAction action(long brief, long ended, double perWeek) {
    if (longest() >= NEARLY_ALWAYS * windowMillis()) {
      return new NoiseAction.DeleteOrFix();
    }
    if (brief >= FEW && 2 * brief >= ended) {
      return raisedHold();
    }
    return perWeek > OFTEN && sources.size() == 1 && sources.getFirst().isTunable()
        ? new NoiseAction.MoveThreshold(sources.getFirst())
        : new NoiseAction.Keep();
  }

  /** How long the alert fired that fired for longest. */
  private long longest() {
    Map<Labels, Long> alerts = new HashMap<>();
    firings.forEach(each -> alerts.merge(each.alert(), duration(each), Long::sum));
    return alerts.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /**
   * An alert fires at an evaluation at which its condition has held for as long as is demanded: the
   * least whole minutes that none of the short ones reached.
   */
  private NoiseAction raisedHold() {
    long held =
        firings.stream().filter(this::isShort).mapToLong(Firing::heldMillis).max().orElse(0);
    Duration hold = Duration.ofMinutes(held / 60_000 + 1);
    long left = firings.stream().filter(each -> each.heldMillis() >= hold.toMillis()).count();
    String patch =
        sources.size() == 1 && sources.getFirst().isWritten()
            ? sources.getFirst().patchHold(hold.toMinutes() + "m")
            : null;
    return new NoiseAction.RaiseHold(hold, left, patch);
  }
}
