// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The buckets of one day in UTC, packed: a version, the minutes of a bucket, then for each hour (of
 * 15-minute buckets: for the day) the columns bad, total and minutes with samples, then a checksum
 * and room for {@link Packing}. What has bad, total and minutes in it is summed without unpacking
 * the others. Immutable.
 */
final class Day {
  private static final byte VERSION = 1;
  private static final int HEADER = 2;
  private static final int COLUMNS = 3;

  private final long number;
  private final int bucketMinutes;
  private final byte[] data;
  private final double bad;
  private final double total;
  private final int minutes;
  private final int firstSeen;

  private Day(long number, int bucketMinutes, byte[] data, Buckets unpacked) {
    this.number = number;
    this.bucketMinutes = bucketMinutes;
    this.data = data;
    Tally tally = new Tally();
    unpacked.addTo(tally, 0, unpacked.length());
    this.bad = tally.bad();
    this.total = tally.total();
    this.minutes = (int) tally.minutes();
    this.firstSeen = unpacked.firstSeen();
  }

  /** A day of minutes, or of buckets of 15 minutes. */
  static Day of(long number, Buckets buckets) {
    int bucketMinutes = Grid.DAY_MINUTES / buckets.length();
    int chunk = chunk(bucketMinutes);
    byte[] room =
        new byte
            [HEADER
                + COLUMNS * (buckets.length() / chunk) * Packing.maxBytes(chunk)
                + Packing.TRAILER];
    room[0] = VERSION;
    room[1] = (byte) bucketMinutes;
    int end = HEADER;
    for (int from = 0; from < buckets.length(); from += chunk) {
      end = Packing.write(buckets.bad(), from, from + chunk, room, end);
      end = Packing.write(buckets.total(), from, from + chunk, room, end);
      end = Packing.write(buckets.minutes(), from, from + chunk, room, end);
    }
    byte[] data = Arrays.copyOf(room, end + Packing.TRAILER);
    long checksum = checksum(data);
    for (int i = 0; i < Integer.BYTES; i++) {
      data[end + i] = (byte) (checksum >>> (8 * i));
    }
    return new Day(number, bucketMinutes, data, buckets);
  }

  /**
   * A saved day; empty when it is damaged. Buckets that hold no number, as counters that were
   * infinite once left them, are empty. The array is handed over.
   */
  static Optional<Day> read(long number, byte[] data) {
    if (data.length < HEADER + Packing.TRAILER || data[0] != VERSION || !isWhole(data)) {
      return Optional.empty();
    }
    int bucketMinutes = data[1];
    if (bucketMinutes != 1 && bucketMinutes != Grid.COARSE) {
      return Optional.empty();
    }
    Buckets buckets = unpack(data);
    return Optional.of(
        buckets.clearUncountable()
            ? of(number, buckets)
            : new Day(number, bucketMinutes, data, buckets));
  }

  private static boolean isWhole(byte[] data) {
    int end = data.length - Packing.TRAILER;
    long saved = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      saved |= (data[end + i] & 0xFFL) << (8 * i);
    }
    return saved == checksum(data);
  }

  private static long checksum(byte[] data) {
    CRC32C checksum = new CRC32C();
    checksum.update(data, 0, data.length - Packing.TRAILER);
    return checksum.getValue();
  }

  private static int chunk(int bucketMinutes) {
    return bucketMinutes == 1 ? Grid.HOUR_MINUTES : Grid.DAY_MINUTES / bucketMinutes;
  }

  private static Buckets unpack(byte[] data) {
    int chunk = chunk(data[1]);
    Buckets buckets = new Buckets(Grid.DAY_MINUTES / data[1]);
    int at = HEADER;
    for (int from = 0; from < buckets.length(); from += chunk) {
      at = Packing.read(data, at, chunk, buckets.bad(), from);
      at = Packing.read(data, at, chunk, buckets.total(), from);
      at = Packing.read(data, at, chunk, buckets.minutes(), from);
    }
    return buckets;
  }

  long number() {
    return number;
  }

  boolean isCoarse() {
    return bucketMinutes == Grid.COARSE;
  }

  /** As it is saved; not to be changed. */
  byte[] data() {
    return data;
  }

  /** The first minute of the day that may have a sample; -1 when there is none. */
  int firstSeen() {
    return firstSeen < 0 ? -1 : firstSeen * bucketMinutes;
  }

  /** The last minute of the day that may have a sample; -1 when there is none. */
  int lastSeen() {
    int last = unpack(data).lastSeen();
    return last < 0 ? -1 : (last + 1) * bucketMinutes - 1;
  }

  /** The first hours of this day; the day itself when there is nothing after them. */
  Day until(int hours) {
    if (hours == 24) {
      return this;
    }
    Buckets first = unpack(data);
    int from = hours * Grid.HOUR_MINUTES / bucketMinutes;
    first.put(from, new Buckets(first.length() - from));
    return of(number, first);
  }

  /** Whether there are events beside the total. */
  boolean hasBad() {
    return bad != 0;
  }

  boolean isEmpty() {
    return bad == 0 && total == 0 && minutes == 0;
  }

  /** The minutes of one hour; in a coarse day the last of 15 minutes stands for them. */
  Buckets hour(int hour) {
    int perHour = Grid.HOUR_MINUTES / bucketMinutes;
    Buckets buckets = unpack(data).slice(hour * perHour, (hour + 1) * perHour);
    return isCoarse() ? buckets.spread(Grid.COARSE) : buckets;
  }

  /** This day with other minutes in one of its hours. */
  Day withHour(int hour, Buckets byMinutes) {
    Buckets changed = unpack(data);
    int perHour = Grid.HOUR_MINUTES / bucketMinutes;
    changed.put(hour * perHour, isCoarse() ? byMinutes.merged(Grid.COARSE) : byMinutes);
    return of(number, changed);
  }

  /** This day in buckets of 15 minutes. */
  Day coarse() {
    return isCoarse() ? this : of(number, unpack(data).merged(Grid.COARSE));
  }

  /** Adds the span from the begin of one minute of this day to that of another. */
  void addTo(Tally tally, int fromMinute, int toMinute) {
    if (fromMinute <= 0 && toMinute >= Grid.DAY_MINUTES) {
      tally.add(bad, total, minutes);
      return;
    }
    int from = fromMinute / bucketMinutes;
    int to = toMinute / bucketMinutes;
    int chunk = chunk(bucketMinutes);
    int at = HEADER;
    for (int begin = 0; begin < to; begin += chunk) {
      int totals = Packing.end(data, at, chunk);
      int presence = Packing.end(data, totals, chunk);
      int first = Math.max(0, from - begin);
      int end = Math.min(chunk, to - begin);
      if (first < end) {
        tally.add(
            Packing.sum(data, at, first, end),
            Packing.sum(data, totals, first, end),
            Packing.sum(data, presence, first, end));
      }
      at = Packing.end(data, presence, chunk);
    }
  }
}
