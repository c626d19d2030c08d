// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.count.CountProblem;
import dev.skopos.slo.count.EventCounter;
import dev.skopos.slo.count.Indicator;
import dev.skopos.slo.count.SampleSpacing;
import dev.skopos.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The counting of one objective from the samples of the store. */
final class CountingFromSamples implements Counting {

  private static final Logger LOG = Logger.getLogger(CountingFromSamples.class);

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN_SOON = Duration.ofMinutes(1);

  private final EventCounter counter;
  private final Indicator indicator;
  private final SampleSpacing samples;
  private volatile List<CountProblem> gaps = List.of();
  private Optional<Duration> spacing = Optional.empty();
  private Instant nextLook = Instant.MIN;

  CountingFromSamples(EventCounter counter, Indicator indicator, SampleSpacing samples) {
    this.counter = counter;
    this.indicator = indicator;
    this.samples = samples;
  }

  @Override
  public void advance(Instant to) throws CountingFailedException {
    List<CountProblem> problems = counter.advance(to).problems();
    gaps = problems.stream().filter(problem -> !stops(problem)).toList();
    Optional<CountProblem> stop = problems.stream().filter(CountingFromSamples::stops).findFirst();
    if (stop.isPresent()) {
      throw new CountingFailedException(stop.get().message());
    }
    look(to);
  }

  /** Now and then: how often samples come changes with a setting only. */
  private void look(Instant now) {
    if (now.isBefore(nextLook)) {
      return;
    }
    try {
      spacing = samples.of(indicator, now);
      nextLook = now.plus(spacing.isPresent() ? LOOK_AGAIN : LOOK_AGAIN_SOON);
    } catch (StoreUnavailableException e) {
      LOG.debugf("How often samples come is not known: %s", e.getMessage());
    }
  }

  @Override
  public Optional<Duration> sampleSpacing() {
    return spacing;
  }

  /** Whether nothing was counted because of it. */
  private static boolean stops(CountProblem problem) {
    return switch (problem) {
      case CountProblem.MissingBound _,
          CountProblem.QueryFailed _,
          CountProblem.SamplesUnavailable _,
          CountProblem.BlocksUnavailable _ ->
          true;
      case CountProblem.BoundMissingInPart _,
          CountProblem.ClockWentBack _,
          CountProblem.DamagedDay _,
          CountProblem.GroupsDiffer _,
          CountProblem.TooManyGroups _ ->
          false;
    };
  }

  @Override
  public Accounts accounts() {
    return counter.accounts();
  }

  @Override
  public Instant countedFrom() {
    return counter.countedFrom();
  }

  @Override
  public Optional<Instant> resumedAt() {
    return counter.resumedAt();
  }

  @Override
  public Stream<String> gaps() {
    return gaps.stream().map(CountProblem::message);
  }
}
