// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** How the level changes, the profile of the week and outliers aside. */
public sealed interface Growth {

  /** The probability of a slope as steep as the one seen without any growth. */
  double chance();

  /** No growth that chance would not show as well, at a level of one percent. */
  record Stable(double chance) implements Growth {}

  /** In units a day at the end of the series; negative when usage shrinks. */
  record Changing(double perDay, double chance) implements Growth {}
}
