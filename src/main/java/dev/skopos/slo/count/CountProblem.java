// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Why something is not counted, for the author of the objective. Immutable. */
public sealed interface CountProblem {

  /** A sentence without a full stop. */
  String message();

  /**
   * A classic histogram cannot tell what is above the threshold.
   *
   * @param bounds those that there are, in ascending order
   */
  record MissingBound(double threshold, List<Double> bounds) implements CountProblem {
    public MissingBound {
      bounds = List.copyOf(bounds);
    }

    @Override
    public String message() {
      return "spec.indicator.latency.threshold: %s s, expected a bound of a bucket of the histogram: %s"
          .formatted(text(threshold), bounds.stream().map(MissingBound::text).toList());
    }

    /** As the label {@code le} has it. */
    private static String text(double bound) {
      return bound == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(bound);
    }
  }

  /**
   * Some series of a classic histogram have no bucket for the threshold; they are not counted.
   *
   * @param series how many
   */
  record BoundMissingInPart(double threshold, int series) implements CountProblem {
    @Override
    public String message() {
      return "%d series of the histogram have no bucket with the bound %s and are not counted"
          .formatted(series, threshold);
    }
  }

  /**
   * An expression gives no answer. The minute is tried again: a few times where the expression is
   * refused, then it is left out; otherwise until there is an answer.
   */
  record QueryFailed(Instant minute, String reason) implements CountProblem {
    @Override
    public String message() {
      return "no answer for %s: %s".formatted(minute, reason);
    }
  }

  /** The samples cannot be read at the moment; counting goes on where it stopped. */
  record SamplesUnavailable(String reason) implements CountProblem {
    @Override
    public String message() {
      return "samples cannot be read: " + reason;
    }
  }

  /** What was counted before cannot be loaded at the moment; nothing is counted until then. */
  record BlocksUnavailable(String reason) implements CountProblem {
    @Override
    public String message() {
      return "what was counted before cannot be loaded: " + reason;
    }
  }

  /**
   * The clock was ahead for a while, and goes right again or is behind now.
   *
   * @param from up to when was counted
   * @param to from when on is counted again
   */
  record ClockWentBack(Instant from, Instant to) implements CountProblem {
    @Override
    public String message() {
      return "the clock went back from %s to %s, and what happens is counted from there"
          .formatted(from, to);
    }
  }

  /** A saved day is damaged; it is counted again as far as there are samples. */
  record DamagedDay(Labels group, LocalDate day) implements CountProblem {
    @Override
    public String message() {
      return "what was saved of %s %s is damaged and counted again from its samples"
          .formatted(day, group);
    }
  }

  /**
   * What an indicator names beside its total has groups that the total does not have, so that what
   * happens there is in no budget.
   *
   * @param group one of them
   * @param groups how many
   */
  record GroupsDiffer(Labels group, int groups) implements CountProblem {
    @Override
    public String message() {
      return "GroupsDiffer: %d groups have good or bad events but no total, such as %s;"
              .formatted(groups, group)
          + " both need the labels of groupBy";
    }
  }

  /**
   * There are more groups than may be.
   *
   * @param refused how many more, at least
   */
  record TooManyGroups(int max, int refused) implements CountProblem {
    @Override
    public String message() {
      return "only %d groups are counted; there are %d more".formatted(max, refused);
    }
  }
}
