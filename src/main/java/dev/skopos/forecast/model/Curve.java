// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** A scale on which growth is a straight line. */
sealed interface Curve {

  double straighten(double value);

  double bend(double value);

  /** How much the fit must be better than a straight one: in lines of {@link Segments}. */
  double price();

  /** The same amount each day. */
  record Straight() implements Curve {

    @Override
    public double straighten(double value) {
      return value;
    }

    @Override
    public double bend(double value) {
      return value;
    }

    @Override
    public double price() {
      return 0;
    }
  }

  /** The same share each day. */
  record Exponential() implements Curve {

    /** Forecasts stay finite. */
    private static final double LARGEST = 300;

    @Override
    public double straighten(double value) {
      return Math.log(value);
    }

    @Override
    public double bend(double value) {
      return Math.exp(Math.min(value, LARGEST));
    }

    @Override
    public double price() {
      return 0.5;
    }
  }

  /** A share each day that shrinks towards a ceiling. */
  record Logistic(double ceiling) implements Curve {

    @Override
    public double straighten(double value) {
      return Math.log(value / (ceiling - value));
    }

    @Override
    public double bend(double value) {
      return ceiling / (1 + Math.exp(-value));
    }

    @Override
    public double price() {
      return 1;
    }
  }
}
