// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Exemplar;
import java.util.List;
import java.util.Optional;

/** The exemplar at the end of a line. */
final class ExemplarText {

  private final SeriesText labels;
  private boolean present;
  private double value;
  private long timestamp;

  ExemplarText(SeriesText labels) {
    this.labels = labels;
  }

  void clear() {
    present = false;
  }

  /**
   * Reads the labels from behind the opening brace; returns the position behind the closing one.
   */
  int read(int from) throws InvalidExpositionException {
    int behind = labels.readExemplarLabels(from);
    present = true;
    timestamp = ExpositionReader.NO_TIMESTAMP;
    return behind;
  }

  void setValue(double number) {
    value = number;
  }

  void setTimestamp(long millis) {
    timestamp = millis;
  }

  List<Exemplar> list(long otherwise) throws InvalidExpositionException {
    if (!present) {
      return List.of();
    }
    long time = timestamp == ExpositionReader.NO_TIMESTAMP ? otherwise : timestamp;
    return List.of(new Exemplar(labels.labels(Optional.empty()), time, value));
  }
}
