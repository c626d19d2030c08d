// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of an expression at evenly spaced steps, series by series. Where there is no value
 * there is the stale marker. Memory is taken by slices of steps, and only where there are values.
 * Not thread-safe while it is filled.
 */
final class History {

  private final Grid grid;
  private final Map<Labels, Course> courses = new HashMap<>();
  private long points;
  private int firstStep;

  /**
   * The steps: {@code slices} times {@code sliceSteps} of them.
   *
   * @param begin of the step before the first, milliseconds since the epoch
   * @param step milliseconds
   */
  record Grid(long begin, long step, int sliceSteps, int slices) {

    int steps() {
      return sliceSteps * slices;
    }

    long sliceMillis() {
      return step * sliceSteps;
    }

    long endOf(int slice) {
      return begin + sliceMillis() * (slice + 1);
    }
  }

  /** One series. */
  static final class Course {
    private final int sliceSteps;
    private final double[] @Nullable [] slices;

    private Course(Grid grid) {
      this.sliceSteps = grid.sliceSteps();
      this.slices = new double[grid.slices()][];
    }

    /** Null: no value in any step of the slice. */
    double @Nullable [] slice(int slice) {
      return slices[slice];
    }

    int count() {
      return slices.length;
    }

    private boolean set(int slice, int step, double value) {
      double[] values = slices[slice];
      boolean fresh = values == null;
      if (values == null) {
        values = new double[sliceSteps];
        Arrays.fill(values, Sample.STALE);
        slices[slice] = values;
      }
      values[step] = value;
      return fresh;
    }

    /** The finite values, in no order that matters. */
    double[] finite() {
      int size = 0;
      double[] found = new double[sliceSteps];
      for (double[] values : slices) {
        if (values == null) {
          continue;
        }
        if (found.length < size + sliceSteps) {
          found = Arrays.copyOf(found, Math.max(2 * size, size + sliceSteps));
        }
        for (double value : values) {
          if (Double.isFinite(value)) {
            found[size++] = value;
          }
        }
      }
      return Arrays.copyOf(found, size);
    }
  }

  History(Grid grid) {
    this.grid = grid;
    this.firstStep = grid.steps();
  }

  Grid grid() {
    return grid;
  }

  /** Takes the values of one slice; native histograms are no values to compare. */
  void add(int slice, Series series) {
    long before = grid.endOf(slice) - grid.sliceMillis();
    Course course = courses.computeIfAbsent(series.labels(), _ -> new Course(grid));
    for (int i = 0; i < series.length(); i++) {
      long step = (series.timestamps()[i] - before) / grid.step() - 1;
      boolean number = series.histogram(i) == null && !Sample.isStale(series.values()[i]);
      if (number && step >= 0 && step < grid.sliceSteps()) {
        if (course.set(slice, (int) step, series.values()[i])) {
          points += grid.sliceSteps();
        }
        firstStep = Math.min(firstStep, slice * grid.sliceSteps() + (int) step);
      }
    }
  }

  /** How many values it has room for. */
  long points() {
    return points;
  }

  int series() {
    return courses.size();
  }

  Collection<Course> courses() {
    return new ArrayList<>(courses.values());
  }

  /** From the first step with a value to the last step of all; 0 without any value. */
  long observedMillis() {
    return (grid.steps() - firstStep) * grid.step();
  }
}
