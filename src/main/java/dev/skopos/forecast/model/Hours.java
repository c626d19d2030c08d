// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** Lengths of seasons in hours. */
final class Hours {

  static final int DAY = 24;
  static final int WEEK = 168;

  private Hours() {}
}
