// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The constants of double seasonal smoothing: how much of an error goes into the level, the day and
 * the week, and how much of the remainder is left after an hour.
 */
record Smoothing(double level, double memory, double daily, double weekly) {

  /** Pairs of level and memory: from a fixed level with a long memory to a level that follows. */
  private static final double[][] LEVELS = {
    {0.003, 0},
    {0.003, 0.9},
    {0.003, 0.97},
    {0.02, 0.8},
    {0.02, 0.93},
    {0.1, 0},
    {0.1, 0.7},
    {0.3, 0},
    {0.7, 0}
  };

  private static final double[] DAILY = {0, 0.1, 0.4};
  private static final double[] WEEKLY = {0, 0.15, 0.5};

  /** The same for all series. */
  static List<Smoothing> grid(boolean week) {
    return Stream.of(LEVELS)
        .flatMap(
            level ->
                DoubleStream.of(DAILY)
                    .boxed()
                    .flatMap(
                        daily ->
                            DoubleStream.of(week ? WEEKLY : new double[] {0})
                                .mapToObj(
                                    weekly -> new Smoothing(level[0], level[1], daily, weekly))))
        .toList();
  }
}
