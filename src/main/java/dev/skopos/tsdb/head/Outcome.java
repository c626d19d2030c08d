// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

/** What becomes of a sample. */
enum Outcome {
  APPENDED,
  /** It came late, within the window, and has its place among the others. */
  LATE,
  /** The very same sample was there already; nothing to do, as in Prometheus. */
  REPEATED,
  DUPLICATE,
  OUT_OF_ORDER,
  /** The series was collected in the meantime: look it up again. */
  COLLECTED
}
