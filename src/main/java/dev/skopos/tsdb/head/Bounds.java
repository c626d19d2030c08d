// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

/**
 * Which times the head takes.
 *
 * @param lateFloor late samples are not older than this
 * @param blockMillis chunks end where blocks do, at multiples of this
 */
record Bounds(long lateFloor, long blockMillis) {}
