// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.definition.ResourceType.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How amounts are written: as quantities of Kubernetes, with three digits that count. */
public sealed interface Quantities {

  /** The amount, for instance {@code 12.5Gi}, {@code 250m} or {@code 480}. */
  String text(double amount);

  /** An amount that is easy to read and not less. */
  double roundedUp(double amount);

  /** Those of a unit. */
  static Quantities of(Unit unit) {
    return switch (unit) {
      case BYTES -> new Bytes();
      case CORES -> new Cores();
      case COUNT -> new Counts();
    };
  }

  /** Powers of 1024. */
  record Bytes() implements Quantities {
    private static final String[] SUFFIXES = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

    @Override
    public String text(double amount) {
      int power = power(amount);
      return plain(amount / Math.pow(1024, power)) + SUFFIXES[power];
    }

    @Override
    public double roundedUp(double amount) {
      double unit = Math.pow(1024, power(amount));
      return twoDigitsUp(amount / unit) * unit;
    }

    private static int power(double amount) {
      int power = 0;
      while (power < SUFFIXES.length - 1 && Math.abs(amount) >= Math.pow(1024, power + 1)) {
        power++;
      }
      return power;
    }
  }

  /** Thousandths below ten. */
  record Cores() implements Quantities {
    @Override
    public String text(double amount) {
      return Math.abs(amount) < 10 && Double.isFinite(amount)
          ? plain(amount * 1000) + "m"
          : plain(amount);
    }

    @Override
    public double roundedUp(double amount) {
      return twoDigitsUp(amount);
    }
  }

  /** Without a suffix. */
  record Counts() implements Quantities {
    @Override
    public String text(double amount) {
      return plain(amount);
    }

    @Override
    public double roundedUp(double amount) {
      return twoDigitsUp(amount);
    }
  }

  private static String plain(double amount) {
    if (!Double.isFinite(amount)) {
      return "unknown";
    }
    BigDecimal exact = BigDecimal.valueOf(amount);
    BigDecimal rounded =
        Math.abs(amount) < 1000
            ? exact.round(new MathContext(3))
            : exact.setScale(0, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static double twoDigitsUp(double amount) {
    return amount > 0
        ? BigDecimal.valueOf(amount).round(new MathContext(2, RoundingMode.CEILING)).doubleValue()
        : 0;
  }
}
