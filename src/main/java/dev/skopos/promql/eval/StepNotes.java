// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotations;
import org.jspecify.annotations.Nullable;

/** What is to be said of each step of an operation: of several things the last one. */
final class StepNotes {
  private final int count;
  private @Nullable Annotation @Nullable [] notes;

  StepNotes(int count) {
    this.count = count;
  }

  /** Notes something for a step; null says nothing. */
  void put(int step, @Nullable Annotation note) {
    if (note != null) {
      if (notes == null) {
        notes = new Annotation[count];
      }
      notes[step] = note;
    }
  }

  void addTo(Annotations annotations) {
    if (notes != null) {
      for (Annotation note : notes) {
        if (note != null) {
          annotations.add(note);
        }
      }
    }
  }
}
