// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

/**
 * What a head knows beside its series.
 *
 * @param floor everything before is in blocks
 * @param minTime of the oldest sample; {@code Long.MAX_VALUE} when there is none
 * @param maxTime of the newest one; {@code Long.MIN_VALUE} when there is none
 * @param nextNumber of the next series in the log
 */
record HeadState(long floor, long minTime, long maxTime, int nextNumber) {

  static final HeadState EMPTY = new HeadState(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 0);
}
