// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench.forecast;

import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A series of a family, its limit and the truth.
 *
 * @param usage 84 days with noise of 2 % of the level
 * @param crossing the hours after the end of usage after which the level without noise (the peaks
 *     of a sawtooth) reaches the limit; empty when it does not within 60 days
 */
public record Scenario(Family family, HourlySeries usage, Limit limit, OptionalInt crossing) {

  /** Hours that are known. */
  public static final int PAST = 84 * 24;

  /** Hours that are forecast. */
  public static final int FUTURE = 60 * 24;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final double NOISE = 0.02;

  /** The same for the same seed. */
  public static Scenario of(Family family, long seed) {
    Random random = new Random(31 * seed + family.name().hashCode());
    double size = Math.exp(10 * random.nextDouble());
    Family.Way way = family.way(random);
    double[] level = new double[PAST + FUTURE];
    Arrays.setAll(level, hour -> size * way.at(hour / 24.0));
    double phase = 3 * random.nextDouble();
    double[] values = new double[PAST];
    for (int hour = 0; hour < PAST; hour++) {
      double used = level[hour] * family.within(hour / 24.0 + phase);
      values[hour] = family.disturb(used * (1 + NOISE * random.nextGaussian()), random);
    }
    family.damage(values, random);
    double limit = limit(family, level, size, random);
    int first = PAST;
    while (first < level.length && level[first] < limit) {
      first++;
    }
    return new Scenario(
        family,
        HourlySeries.of(START, values),
        path(family, limit),
        first < level.length ? OptionalInt.of(first - PAST) : OptionalInt.empty());
  }

  /** Reached after 5 to 60 days, or for three in ten a tenth to twice above all of the truth. */
  private static double limit(Family family, double[] level, double size, Random random) {
    if (family == Family.LOGISTIC) {
      return size / 0.8;
    }
    double share = random.nextDouble();
    double draw = random.nextDouble();
    if (!family.crosses() || share < 0.3) {
      return Arrays.stream(level).max().orElseThrow() * (1.1 + 0.9 * draw);
    }
    int target = PAST + 5 * 24 + (int) ((FUTURE - 5 * 24) * draw);
    double highest = Arrays.stream(level, 0, target + 1).max().orElseThrow();
    double before = Arrays.stream(level, 0, target - 23).max().orElseThrow();
    // not the very top of a peak, which the next one passes as well as not
    return highest > before ? (highest + before) / 2 : highest * 1.002;
  }

  private static Limit path(Family family, double limit) {
    if (family != Family.LIMIT) {
      return new Limit.Constant(limit);
    }
    double[] limits = new double[PAST];
    Arrays.setAll(limits, hour -> hour < 50 * 24 ? limit / 1.5 : limit);
    return new Limit.Varying(HourlySeries.of(START, limits));
  }
}
