// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Histogram;
import dev.skopos.wire.Numbers;
import dev.skopos.wire.ProtoReader;
import dev.skopos.wire.WireException;

/** The message {@code io.prometheus.client.Histogram}, classic and native part; for reuse. */
final class HistogramMessage {

  private final ProtoReader reader = new ProtoReader();
  private final ProtoReader bucket = new ProtoReader();
  private final SpannedBuckets positive = new SpannedBuckets("positive");
  private final SpannedBuckets negative = new SpannedBuckets("negative");
  private final Numbers bounds = new Numbers();
  private final Numbers cumulative = new Numbers();

  /** Where the exemplar of a bucket is, from and to; zeros: there is none. */
  private final Numbers bucketExemplars = new Numbers();

  private final Numbers exemplars = new Numbers();
  private long count;
  private double countFloat;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private long zeroCount;
  private double zeroCountFloat;

  void read(byte[] bytes, int from, int to) throws WireException {
    clear();
    reader.open(bytes, from, to);
    while (reader.next()) {
      switch (reader.field()) {
        case 1 -> count = reader.varint();
        case 2 -> sum = reader.float64();
        case 3 -> readBucket(bytes);
        case 4 -> countFloat = reader.float64();
        case 5 -> schema = (int) reader.zigZag();
        case 6 -> zeroThreshold = reader.float64();
        case 7 -> zeroCount = reader.varint();
        case 8 -> zeroCountFloat = reader.float64();
        case 9 -> negative.addSpan(reader, bytes);
        case 10 -> negative.addDeltas(reader);
        case 11 -> negative.addCounts(reader);
        case 12 -> positive.addSpan(reader, bytes);
        case 13 -> positive.addDeltas(reader);
        case 14 -> positive.addCounts(reader);
        case 16 -> addSpan(exemplars, reader);
        default -> {}
      }
    }
  }

  private void clear() {
    positive.clear();
    negative.clear();
    bounds.clear();
    cumulative.clear();
    bucketExemplars.clear();
    exemplars.clear();
    count = 0;
    countFloat = 0;
    sum = 0;
    schema = 0;
    zeroThreshold = 0;
    zeroCount = 0;
    zeroCountFloat = 0;
  }

  private static void addSpan(Numbers spans, ProtoReader field) throws WireException {
    field.span();
    spans.add(field.from());
    spans.add(field.to());
  }

  private void readBucket(byte[] bytes) throws WireException {
    reader.span();
    bucket.open(bytes, reader.from(), reader.to());
    long whole = 0;
    double parts = 0;
    double bound = 0;
    int spans = bucketExemplars.size();
    while (bucket.next()) {
      switch (bucket.field()) {
        case 1 -> whole = bucket.varint();
        case 2 -> bound = bucket.float64();
        case 3 -> {
          if (bucketExemplars.size() == spans) {
            addSpan(bucketExemplars, bucket);
          }
        }
        case 4 -> parts = bucket.float64();
        default -> {}
      }
    }
    if (bucketExemplars.size() == spans) {
      bucketExemplars.add(0);
      bucketExemplars.add(0);
    }
    bounds.add(Double.doubleToRawLongBits(bound));
    cumulative.add(Double.doubleToRawLongBits(parts == 0 ? unsigned(whole) : parts));
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0;
  }

  /** As Prometheus: a span, a zero bucket or its width make a histogram a native one. */
  boolean isNative() {
    return positive.hasSpan()
        || negative.hasSpan()
        || zeroThreshold > 0
        || zeroCount != 0
        || zeroCountFloat > 0;
  }

  double count() {
    return countFloat == 0 ? unsigned(count) : countFloat;
  }

  double sum() {
    return sum;
  }

  int buckets() {
    return bounds.size();
  }

  double bound(int index) {
    return bounds.getDouble(index);
  }

  double cumulative(int index) {
    return cumulative.getDouble(index);
  }

  /** The native part. */
  Histogram histogram(boolean gauge) throws WireException {
    if (schema < -4 || schema > 8) {
      throw new WireException("the schema %d is not from -4 to 8".formatted(schema));
    }
    boolean floats = countFloat > 0 || zeroCountFloat > 0;
    return Histogram.exponential(
        gauge ? Histogram.ResetHint.GAUGE : Histogram.ResetHint.UNKNOWN,
        schema,
        zeroThreshold,
        floats ? zeroCountFloat : unsigned(zeroCount),
        floats ? countFloat : unsigned(count),
        sum,
        positive.buckets(floats),
        negative.buckets(floats));
  }

  /** Where the exemplars of the native part are, from and to; else those of all buckets. */
  Numbers nativeExemplars() {
    return exemplars.size() > 0 ? exemplars : bucketExemplars;
  }

  Numbers bucketExemplars() {
    return bucketExemplars;
  }
}
