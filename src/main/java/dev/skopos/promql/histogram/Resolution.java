// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

/** Brings buckets of an exponential schema to a coarser one. */
final class Resolution {
  private Resolution() {}

  /** Merges buckets; does nothing when the schemas are the same. */
  static void reduce(Tally tally, int schema, int coarser, boolean exact) {
    int shift = schema - coarser;
    if (shift > 0) {
      tally.map(index -> ((index - 1) >> shift) + 1, exact);
    }
  }
}
