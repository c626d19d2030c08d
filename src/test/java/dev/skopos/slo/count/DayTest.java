// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayTest {

  private final Random random = new Random(3);

  private Buckets traffic(int length, int perBucket) {
    Buckets buckets = new Buckets(length);
    for (int i = 0; i < length; i++) {
      double total = Math.rint(perBucket + Math.sqrt(perBucket) * random.nextGaussian());
      buckets.add(i, random.nextInt(20) == 0 ? random.nextInt(5) : 0, Math.max(0, total));
      buckets.see(i);
    }
    return buckets;
  }

  private static Events sum(Day day, int from, int to) {
    Tally tally = new Tally();
    day.addTo(tally, from, to);
    return tally.events();
  }

  @Test
  void sumsEachSpanAsTheBucketsDo() {
    Buckets buckets = traffic(Grid.DAY_MINUTES, 1_000);
    Day day = Day.of(20_000, buckets);

    for (int i = 0; i < 500; i++) {
      int from = random.nextInt(Grid.DAY_MINUTES);
      int to = from + random.nextInt(Grid.DAY_MINUTES - from) + 1;
      Tally expected = new Tally();
      buckets.addTo(expected, from, to);
      assertThat(sum(day, from, to)).isEqualTo(expected.events());
    }
  }

  @Test
  void sumsSpansOfPartsOfEvents() {
    Buckets buckets = new Buckets(Grid.DAY_MINUTES);
    for (int i = 0; i < Grid.DAY_MINUTES; i++) {
      buckets.add(i, random.nextDouble(), 1 + random.nextDouble());
    }
    Day day = Day.of(20_000, buckets);
    Tally expected = new Tally();
    buckets.addTo(expected, 100, 1_000);

    assertThat(sum(day, 100, 1_000).bad()).isCloseTo(expected.bad(), within(1e-9));
  }

  @Test
  void isReadAsItWasWritten() {
    Day day = Day.of(20_000, traffic(Grid.DAY_MINUTES, 100));

    Day read = Day.read(20_000, day.data()).orElseThrow();

    assertThat(sum(read, 17, 1_111)).isEqualTo(sum(day, 17, 1_111));
    assertThat(sum(read, 0, Grid.DAY_MINUTES)).isEqualTo(sum(day, 0, Grid.DAY_MINUTES));
  }

  @Test
  void whatIsNoNumberIsReadAsNothing() {
    Buckets buckets = new Buckets(Grid.DAY_MINUTES);
    for (int i = 0; i < 10; i++) {
      buckets.add(i, 1, i == 4 ? Double.NaN : i == 7 ? Double.POSITIVE_INFINITY : 3);
      buckets.see(i);
    }

    Day read = Day.read(20_000, Day.of(20_000, buckets).data()).orElseThrow();

    assertThat(sum(read, 0, Grid.DAY_MINUTES)).isEqualTo(new Events(8, 24, 8));
    assertThat(sum(read, 4, 6)).isEqualTo(new Events(1, 3, 1));
  }

  @Test
  void keepsItsSumsInBucketsOf15Minutes() {
    Day day = Day.of(20_000, traffic(Grid.DAY_MINUTES, 100));

    Day coarse = day.coarse();

    assertThat(coarse.isCoarse()).isTrue();
    assertThat(sum(coarse, 45, 600)).isEqualTo(sum(day, 45, 600));
    assertThat(coarse.hour(3).total()[14]).isEqualTo(sum(day, 180, 195).total());
    assertThat(sum(coarse.withHour(3, coarse.hour(3)), 0, 600)).isEqualTo(sum(day, 0, 600));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, -9, -5, -1})
  void aChangedByteIsFound(int place) {
    byte[] data = Day.of(20_000, traffic(Grid.DAY_MINUTES, 100)).data().clone();
    int at = Math.floorMod(place, data.length);
    boolean isPadding = at >= data.length - 4;
    data[at] ^= 0x40;

    assertThat(Day.read(20_000, data).isPresent()).isEqualTo(isPadding);
  }

  @Test
  void aShortenedBlockIsFound() {
    byte[] data = Day.of(20_000, traffic(Grid.DAY_MINUTES, 100)).data();

    for (int length = 0; length < data.length; length += 7) {
      assertThat(Day.read(20_000, java.util.Arrays.copyOf(data, length))).isEmpty();
    }
  }

  @Test
  void aBusyDayTakesLittleRoom() {
    int fine = Day.of(1, traffic(Grid.DAY_MINUTES, 1_000)).data().length;
    int coarse = Day.of(1, traffic(96, 15_000)).data().length;

    assertThat(fine).isLessThan(2_200);
    assertThat(coarse).isLessThan(220);
  }

  @Test
  void aDayWithoutTrafficTakesALineOfBytes() {
    assertThat(Day.of(1, new Buckets(Grid.DAY_MINUTES)).data()).hasSizeLessThan(160);
  }
}
