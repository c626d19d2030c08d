// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench.forecast;

import java.util.Random;

/** Kinds of usage whose way is known: the level by the day, the start being 1. */
public enum Family {
  FLAT {
    @Override
    Way way(Random random) {
      return day -> 1;
    }
  },
  /** 0.5 % of the start each day. */
  LINEAR {
    @Override
    Way way(Random random) {
      return Family::line;
    }
  },
  /** A day of ±20 % and a weekend of −40 % upon it. */
  SEASON {
    @Override
    Way way(Random random) {
      double shift = random.nextInt(168) / 24.0;
      return day ->
          line(day)
              * (1 + 0.2 * Math.sin(2 * Math.PI * (day + shift)))
              * ((day + shift) % 7 >= 5 ? 0.6 : 1);
    }
  },
  /** Doubles in 60 days. */
  EXPONENTIAL {
    @Override
    Way way(Random random) {
      return day -> Math.pow(2, day / 60);
    }
  },
  /** To 80 % of the limit, half of it at any time of the second to twelfth week. */
  LOGISTIC {
    @Override
    Way way(Random random) {
      double middle = 20 + 64 * random.nextDouble();
      double rate = 4 / (20 + 20 * random.nextDouble());
      return day -> 1 / (1 + Math.exp(-rate * (day - middle)));
    }
  },
  /** Fills in 3 days and drops by 70 %; its peaks rise by 1 % a day. */
  SAWTOOTH {
    @Override
    Way way(Random random) {
      return day -> 1 + 0.01 * day;
    }

    @Override
    double within(double day) {
      return 0.3 + 0.7 * (day / 3 - Math.floor(day / 3));
    }
  },
  /** A line that is 30 % of the start higher from day 60 on. */
  STEP {
    @Override
    Way way(Random random) {
      return day -> line(day) + (day >= 60 ? 0.3 : 0);
    }
  },
  /** Level until day 70, then 1 % a day. */
  TREND {
    @Override
    Way way(Random random) {
      return day -> 1 + 0.01 * Math.max(0, day - 70);
    }
  },
  /** A line; one value in a hundred is off by the level times Student's t with 2 degrees. */
  SPIKES {
    @Override
    Way way(Random random) {
      return Family::line;
    }

    @Override
    double disturb(double value, Random random) {
      double student = random.nextGaussian() / Math.sqrt(exponential(random));
      return random.nextDouble() < 0.01 ? value * (1 + student) : value;
    }
  },
  /** A line; a tenth of the values is missing in runs, and five times it is near zero for hours. */
  GAPS {
    @Override
    Way way(Random random) {
      return Family::line;
    }

    @Override
    void damage(double[] values, Random random) {
      for (int hour = 0; hour < values.length; hour++) {
        if (random.nextDouble() < 0.1 / 6) {
          int end = Math.min(hour + 1 + random.nextInt(11), values.length);
          for (; hour < end; hour++) {
            values[hour] = Double.NaN;
          }
        }
      }
      for (int reset = 0; reset < 5; reset++) {
        int from = random.nextInt(values.length - 3);
        for (int hour = from; hour <= from + random.nextInt(3); hour++) {
          values[hour] *= 0.05 * random.nextDouble();
        }
      }
    }
  },
  /** A line whose limit was raised by half on day 50. */
  LIMIT {
    @Override
    Way way(Random random) {
      return Family::line;
    }
  };

  /** The level at a day. */
  interface Way {
    double at(double day);
  }

  abstract Way way(Random random);

  /** The share of the level that is used. */
  double within(double day) {
    return 1;
  }

  double disturb(double value, Random random) {
    return value;
  }

  void damage(double[] values, Random random) {}

  boolean crosses() {
    return this != FLAT && this != LOGISTIC;
  }

  private static double line(double day) {
    return 1 + 0.005 * day;
  }

  private static double exponential(Random random) {
    return -Math.log(1 - random.nextDouble());
  }
}
