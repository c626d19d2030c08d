// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.model.Labels;
import dev.skopos.slo.count.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How the budget of one group came to stand as it does: what an evaluation would have given at
 * instants of the past, with the exclusions of today. Immutable.
 *
 * @param points in ascending order of time
 */
public record BudgetCourse(List<Point> points) {

  /** The most points of a course. */
  public static final int MOST_POINTS = 1000;

  /** The budget at an instant. */
  public record Point(Instant at, BudgetState state) {}

  public BudgetCourse {
    points = List.copyOf(points);
  }

  /**
   * The course between two instants, on the grid of the accounts.
   *
   * @param points how many, evenly spread and both ends included; from 2 to {@value #MOST_POINTS}
   */
  public static BudgetCourse of(
      Evaluator evaluator, Accounts accounts, Labels group, Instant from, Instant to, int points) {
    if (points < 2 || points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "%d points, expected from 2 to %d".formatted(points, MOST_POINTS));
    }
    Instant first = from.isBefore(accounts.since()) ? accounts.since() : from;
    if (!first.isBefore(to)) {
      return new BudgetCourse(List.of());
    }
    Duration span = Duration.between(first, to);
    List<Point> course = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      Instant at = first.plus(span.multipliedBy(i).dividedBy(points - 1));
      Instant edge = i == points - 1 ? to : accounts.edge(at);
      course.add(new Point(edge, evaluator.evaluate(accounts, group, edge)));
    }
    return new BudgetCourse(course);
  }
}
