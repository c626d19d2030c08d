// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Histogram.Buckets;
import dev.skopos.wire.Numbers;
import dev.skopos.wire.ProtoReader;
import dev.skopos.wire.WireException;
import java.util.Arrays;

/**
 * One side of a native histogram as Prometheus' protobuf messages carry it: spans of consecutive
 * buckets, and for each bucket its count or the difference to the one before.
 */
public final class SpannedBuckets {

  private final String side;
  private final ProtoReader span = new ProtoReader();
  private final Numbers offsets = new Numbers();
  private final Numbers lengths = new Numbers();
  private final Numbers deltas = new Numbers();
  private final Numbers counts = new Numbers();

  /**
   * No buckets.
   *
   * @param side positive or negative, for errors
   */
  public SpannedBuckets(String side) {
    this.side = side;
  }

  public void clear() {
    offsets.clear();
    lengths.clear();
    deltas.clear();
    counts.clear();
  }

  /** Whether there is a span, be it empty. */
  public boolean hasSpan() {
    return offsets.size() > 0;
  }

  /** Reads a field that is a {@code BucketSpan}. */
  public void addSpan(ProtoReader field, byte[] bytes) throws WireException {
    field.span();
    span.open(bytes, field.from(), field.to());
    long offset = 0;
    long length = 0;
    while (span.next()) {
      switch (span.field()) {
        case 1 -> offset = (int) span.zigZag();
        case 2 -> length = span.varint() & 0xffff_ffffL;
        default -> {}
      }
    }
    offsets.add(offset);
    lengths.add(length);
  }

  /** Reads a field of differences. */
  public void addDeltas(ProtoReader field) throws WireException {
    field.zigZags(deltas);
  }

  /** Reads a field of counts. */
  public void addCounts(ProtoReader field) throws WireException {
    field.float64s(counts);
  }

  /**
   * The buckets that hold something.
   *
   * @param floats whether the counts are what counts, not the differences
   * @throws WireException when spans and numbers do not fit together, or a count is negative
   */
  public Buckets buckets(boolean floats) throws WireException {
    int given = floats ? counts.size() : deltas.size();
    checkLength(given);
    int[] indexes = new int[given];
    double[] values = new double[given];
    int filled = 0;
    int next = 0;
    long index = 0;
    long running = 0;
    for (int s = 0; s < offsets.size(); s++) {
      index += offsets.get(s);
      for (long i = 0; i < lengths.get(s); i++, next++) {
        running += floats ? 0 : deltas.get(next);
        double count = floats ? counts.getDouble(next) : running;
        checkBucket(count, index);
        if (count != 0) {
          indexes[filled] = (int) index;
          values[filled++] = count;
        }
        index++;
      }
    }
    return filled == 0
        ? Buckets.NONE
        : new Buckets(Arrays.copyOf(indexes, filled), Arrays.copyOf(values, filled));
  }

  private void checkLength(int given) throws WireException {
    long needed = 0;
    for (int s = 0; s < lengths.size(); s++) {
      needed += lengths.get(s);
      if (s > 0 && offsets.get(s) < 0) {
        throw new WireException(
            "%s side: span %d has the negative offset %d".formatted(side, s + 1, offsets.get(s)));
      }
    }
    if (needed != given) {
      throw new WireException(
          "%s side: spans need %d buckets, have %d".formatted(side, needed, given));
    }
  }

  private void checkBucket(double count, long index) throws WireException {
    if (!(count >= 0) || index != (int) index) {
      throw new WireException(
          "%s side: the bucket %d has the count %s".formatted(side, index, count));
    }
  }
}
