// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.index;

/** One value of a label in an index, and the series that have it. */
public interface LabelValue {

  String text();

  /** How many series there are at most; a rough figure. */
  int size();

  /** The numbers of the series, ascending; the caller may keep the array. */
  int[] series();
}
