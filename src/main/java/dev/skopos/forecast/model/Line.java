// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** A straight line over time in days. */
record Line(double level, double slope, double at) {

  double value(double time) {
    return level + slope * (time - at);
  }
}
