// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.log;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import dev.skopos.tsdb.chunk.HistogramCodec;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.ByteWriter;
import dev.skopos.tsdb.format.CorruptDataException;

/** The content of the log's records: a byte that tells the kind, then as many entries as fit. */
final class LogCodec {

  static final int SERIES = 1;
  static final int SAMPLES = 2;
  static final int HISTOGRAMS = 3;
  static final int EXEMPLARS = 4;
  static final int DELETION = 5;

  private LogCodec() {}

  static void writeLabels(ByteWriter out, Labels labels) {
    out.putVarint(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      out.putText(labels.name(i));
      out.putText(labels.value(i));
    }
  }

  private static Labels readLabels(ByteReader in) {
    String[] pairs = new String[2 * in.getCount(2)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = in.getText();
    }
    try {
      return Labels.ofSorted(pairs);
    } catch (IllegalArgumentException e) {
      throw new CorruptDataException(e.getMessage(), e);
    }
  }

  /**
   * Hands the entries of a record over.
   *
   * @throws CorruptDataException when the bytes are not a record
   */
  static void read(ByteReader in, LogRecords target) {
    int kind = in.getByte();
    switch (kind) {
      case SERIES -> {
        while (in.hasMore()) {
          target.series(number(in.getVarint()), readLabels(in));
        }
      }
      case SAMPLES -> readSamples(in, target);
      case HISTOGRAMS -> {
        while (in.hasMore()) {
          target.histogram(number(in.getVarint()), in.getSigned(), HistogramCodec.read(in, null));
        }
      }
      case EXEMPLARS -> {
        while (in.hasMore()) {
          int number = number(in.getVarint());
          long timestamp = in.getSigned();
          double value = in.getDouble();
          target.exemplar(number, new Exemplar(readLabels(in), timestamp, value));
        }
      }
      case DELETION -> readDeletion(in, target);
      default -> throw new CorruptDataException("a record of kind " + kind);
    }
  }

  private static void readSamples(ByteReader in, LogRecords target) {
    long number = 0;
    long time = 0;
    while (in.hasMore()) {
      number += in.getSigned();
      time += in.getSigned();
      target.sample(number(number), time, in.getDouble());
    }
  }

  private static void readDeletion(ByteReader in, LogRecords target) {
    long from = in.getSigned();
    long to = in.getSigned();
    int[] numbers = new int[in.getCount(1)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(in.getVarint());
    }
    target.deletion(from, to, numbers);
  }

  private static int number(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new CorruptDataException("series number " + number);
    }
    return (int) number;
  }
}
