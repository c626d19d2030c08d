// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** What the newest break of a trend was. */
public enum TrendChange {
  NONE,
  /** The level moved, growth went on as before. */
  LEVEL,
  /** Growth changed. */
  SLOPE
}
