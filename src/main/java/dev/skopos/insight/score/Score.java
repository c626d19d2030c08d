// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A score with all that it is made of: it begins at 100, and each deduction takes its points.
 * Immutable.
 *
 * @param value 100 less all points; empty: nothing is known of the subject
 * @param deductions those that take points, by kind, the most points first
 * @param beyond how many findings take none because their kind has reached its cap, or the score 0
 * @param basis how many observations of each kind there are; those of which nothing is known are
 *     not among them
 */
public record Score(
    Subject subject,
    OptionalInt value,
    List<Deduction> deductions,
    int beyond,
    Map<Kind, Integer> basis) {

  /** Scores below it mean that something asks for attention. */
  public static final int HEALTHY = 80;

  private static final int FULL = 100;

  private static final Comparator<Observation> WORST_FIRST =
      Comparator.comparing(Observation::kind)
          .thenComparing(Comparator.comparingInt(Observation::points).reversed())
          .thenComparing(Observation::source)
          .thenComparing(Observation::message);

  /**
   * What one finding takes.
   *
   * @param points at most those of the finding: a cap may leave less
   */
  public record Deduction(Observation finding, int points) {}

  public Score {
    deductions = List.copyOf(deductions);
    basis = Map.copyOf(basis);
  }

  /** The score that these observations give. */
  static Score of(Subject subject, List<Observation> observations) {
    Map<Kind, Integer> basis = new EnumMap<>(Kind.class);
    Map<Kind, Integer> left = new EnumMap<>(Kind.class);
    observations.stream()
        .filter(Observation::known)
        .forEach(each -> basis.merge(each.kind(), 1, Integer::sum));
    int value = FULL;
    int beyond = 0;
    List<Deduction> deductions = new ArrayList<>();
    for (Observation each : observations.stream().sorted(WORST_FIRST).toList()) {
      int room = left.getOrDefault(each.kind(), each.kind().cap());
      int points = Math.min(each.points(), Math.min(room, value));
      if (points > 0) {
        deductions.add(new Deduction(each, points));
      } else if (each.points() > 0) {
        beyond++;
      }
      left.put(each.kind(), room - points);
      value -= points;
    }
    return new Score(
        subject,
        basis.isEmpty() ? OptionalInt.empty() : OptionalInt.of(value),
        deductions,
        beyond,
        basis);
  }

  /** The value as a number of any kind. */
  public OptionalDouble exact() {
    return value.isPresent() ? OptionalDouble.of(value.getAsInt()) : OptionalDouble.empty();
  }

  /** Whether something asks for attention. */
  public boolean hasIssues() {
    return value.isPresent() && value.getAsInt() < HEALTHY;
  }
}
