// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.wire.Numbers;
import dev.skopos.wire.ProtoReader;
import dev.skopos.wire.WireException;

/** Where messages {@code io.prometheus.client.LabelPair} have their names and values. */
final class LabelPairs {

  private final ProtoReader reader = new ProtoReader();
  private final Numbers positions = new Numbers();

  void clear() {
    positions.clear();
  }

  int size() {
    return positions.size() / 4;
  }

  int at(int index) {
    return (int) positions.get(index);
  }

  void add(byte[] bytes, ProtoReader field) throws WireException {
    field.span();
    if (size() == SeriesText.MAX_LABELS) {
      throw new WireException("more than " + SeriesText.MAX_LABELS + " labels");
    }
    reader.open(bytes, field.from(), field.to());
    int nameFrom = 0;
    int nameTo = 0;
    int valueFrom = 0;
    int valueTo = 0;
    while (reader.next()) {
      if (reader.field() == 1) {
        reader.span();
        nameFrom = reader.from();
        nameTo = reader.to();
      } else if (reader.field() == 2) {
        reader.span();
        valueFrom = reader.from();
        valueTo = reader.to();
      }
    }
    positions.add(nameFrom);
    positions.add(nameTo);
    positions.add(valueFrom);
    positions.add(valueTo);
  }

  void addTo(LabelCollector labels, byte[] bytes) throws InvalidExpositionException {
    for (int i = 0; i < positions.size(); i += 4) {
      labels.add(
          Excerpt.utf8("a label name", bytes, at(i), at(i + 1)),
          Excerpt.utf8("the label value", bytes, at(i + 2), at(i + 3)));
    }
  }
}
