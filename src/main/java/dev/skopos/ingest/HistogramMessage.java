// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.exposition.SpannedBuckets;
import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Sample;
import dev.skopos.wire.Numbers;
import dev.skopos.wire.ProtoReader;
import dev.skopos.wire.WireException;

/** The message {@code Histogram}, which is the same in both versions; for reuse. */
final class HistogramMessage {

  private static final int LEAST_SCHEMA = -4;
  private static final int MOST_SCHEMA = 8;

  private final ProtoReader reader = new ProtoReader();
  private final SpannedBuckets positive = new SpannedBuckets("positive");
  private final SpannedBuckets negative = new SpannedBuckets("negative");
  private final Numbers bounds = new Numbers();
  private double count;
  private double zeroCount;
  private boolean floats;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private Histogram.ResetHint hint = Histogram.ResetHint.UNKNOWN;
  private long timestamp;

  void read(byte[] bytes, int from, int to) throws WireException {
    clear();
    reader.open(bytes, from, to);
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> count = reader.varint();
        case 2 -> {
          count = reader.float64();
          floats = true;
        }
        case 3 -> sum = reader.float64();
        case 4 -> schema = (int) reader.zigZag();
        case 5 -> zeroThreshold = reader.float64();
        case 6 -> zeroCount = reader.varint();
        case 7 -> zeroCount = reader.float64();
        case 8 -> negative.addSpan(reader, bytes);
        case 9 -> negative.addDeltas(reader);
        case 10 -> negative.addCounts(reader);
        case 11 -> positive.addSpan(reader, bytes);
        case 12 -> positive.addDeltas(reader);
        case 13 -> positive.addCounts(reader);
        case 14 -> hint = hint(reader.varint());
        case 15 -> timestamp = reader.varint();
        case 16 -> reader.float64s(bounds);
        default -> {}
      }
    }
  }

  private void clear() {
    positive.clear();
    negative.clear();
    bounds.clear();
    count = 0;
    zeroCount = 0;
    floats = false;
    sum = 0;
    schema = 0;
    zeroThreshold = 0;
    hint = Histogram.ResetHint.UNKNOWN;
    timestamp = 0;
  }

  private static Histogram.ResetHint hint(long number) {
    return switch ((int) number) {
      case 1 -> Histogram.ResetHint.RESET;
      case 2 -> Histogram.ResetHint.NOT_RESET;
      case 3 -> Histogram.ResetHint.GAUGE;
      default -> Histogram.ResetHint.UNKNOWN;
    };
  }

  long timestamp() {
    return timestamp;
  }

  /**
   * The histogram.
   *
   * @throws InvalidSeriesException when its parts do not fit together
   */
  Histogram histogram() throws InvalidSeriesException {
    try {
      Buckets above = positive.buckets(floats);
      Buckets below = negative.buckets(floats);
      double total = Sample.isStale(sum) || !Double.isNaN(sum) ? sum : Double.NaN;
      if (schema == Histogram.CUSTOM_BOUNDS) {
        return Histogram.custom(hint, count, total, customBounds(), above);
      }
      if (schema < LEAST_SCHEMA || schema > MOST_SCHEMA) {
        throw new InvalidSeriesException(
            "a histogram of schema %d, expected %d to %d, or %d"
                .formatted(schema, LEAST_SCHEMA, MOST_SCHEMA, Histogram.CUSTOM_BOUNDS));
      }
      return Histogram.exponential(
          hint, schema, zeroThreshold, zeroCount, count, total, above, below);
    } catch (WireException e) {
      throw new InvalidSeriesException("a histogram whose " + e.getMessage());
    }
  }

  private double[] customBounds() throws InvalidSeriesException {
    double[] values = new double[bounds.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bounds.getDouble(i);
      boolean ascends = i == 0 || values[i] > values[i - 1];
      if (!ascends || !Double.isFinite(values[i])) {
        throw new InvalidSeriesException(
            "a histogram whose bounds are not finite or do not ascend");
      }
    }
    if (negative.hasSpan() || zeroCount != 0 || zeroThreshold != 0) {
      throw new InvalidSeriesException(
          "a histogram with custom bounds and a zero bucket or negative buckets");
    }
    return values;
  }
}
