// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import java.util.Arrays;
import java.util.BitSet;

/** The series that have one value of one label, as their ids. Guarded by the index's lock. */
final class Postings {
  private int[] ids = new int[1];
  private int length;

  /** Adds a series that is newer than all others. */
  void add(int id) {
    if (length == ids.length) {
      ids = Arrays.copyOf(ids, length + Math.max(1, length / 2));
    }
    ids[length++] = id;
  }

  void remove(BitSet collected) {
    int kept = 0;
    for (int i = 0; i < length; i++) {
      if (!collected.get(ids[i])) {
        ids[kept++] = ids[i];
      }
    }
    if (kept < length) {
      ids = Arrays.copyOf(ids, Math.max(1, kept));
      length = kept;
    }
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  int[] toArray() {
    return Arrays.copyOf(ids, length);
  }
}
