// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** On which side of what is expected a value is strange. */
public enum Side {
  ABOVE,
  BELOW,
  BOTH
}
