// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an expression gave in the last 30 days, a day at a time, at the interval of its rule
 * where that is not too much, else at 1, 2 or 5 minutes. Bounded in series and values.
 */
final class HistoryQuery {

  static final Duration LONGEST = Duration.ofDays(30);
  static final int MOST_SERIES = 1_000;

  /** 1,000 series at 5 minutes, or 200 at one: 69 MB. */
  static final long MOST_POINTS = 8_640_000;

  private static final long SHORTEST_STEP = 15_000;
  private static final long[] COARSER = {60_000, 120_000, 300_000};
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final HistoryReader reader;
  private final BooleanSupplier cancelled;

  HistoryQuery(HistoryReader reader, BooleanSupplier cancelled) {
    this.reader = reader;
    this.cancelled = cancelled;
  }

  /**
   * Reads.
   *
   * @param interval of the rule
   * @throws ReadFailedException when a query failed, or there is too much
   */
  History read(String measured, Duration interval, Instant now) throws ReadFailedException {
    for (long step : steps(interval)) {
      History read = read(measured, grid(step, now));
      if (read != null) {
        return read;
      }
    }
    throw new ReadFailedException(
        "the expression gives more than %d values in %d days; narrow it down"
            .formatted(MOST_POINTS, LONGEST.toDays()));
  }

  private static List<Long> steps(Duration interval) {
    long finest = Math.max(SHORTEST_STEP, interval.toMillis());
    List<Long> steps = new ArrayList<>(List.of(finest));
    for (long coarser : COARSER) {
      if (coarser > finest) {
        steps.add(coarser);
      }
    }
    return steps;
  }

  /** Steps at multiples of their distance, as subqueries have them. */
  private static History.Grid grid(long step, Instant now) {
    long end = Math.floorDiv(now.toEpochMilli(), step) * step;
    int sliceSteps = (int) Math.max(1, DAY / step);
    int slices = (int) Math.ceilDiv(LONGEST.toMillis(), sliceSteps * step);
    return new History.Grid(end - (long) slices * sliceSteps * step, step, sliceSteps, slices);
  }

  /** Null: there are too many values for this step. */
  private @Nullable History read(String measured, History.Grid grid) throws ReadFailedException {
    History history = new History(grid);
    String expr = "(%s)[%dms:%dms]".formatted(measured, grid.sliceMillis(), grid.step());
    for (int slice = grid.slices() - 1; slice >= 0; slice--) {
      if (cancelled.getAsBoolean()) {
        throw new ReadFailedException("it took longer than a query may take");
      }
      Instant at = Instant.ofEpochMilli(grid.endOf(slice));
      for (Series series : reader.read(expr, at, cancelled)) {
        history.add(slice, series);
      }
      if (history.series() > MOST_SERIES) {
        throw new ReadFailedException(
            "the expression gives more than %d series in %d days; narrow it down"
                .formatted(MOST_SERIES, LONGEST.toDays()));
      }
      if (history.points() > MOST_POINTS) {
        return null;
      }
    }
    return history;
  }
}
