// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.COUNTERS;
import static dev.skopos.slo.count.CounterLab.HOUR;
import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.all;
import static dev.skopos.slo.count.CounterLab.definition;
import static dev.skopos.slo.count.CounterLab.finish;
import static dev.skopos.slo.count.CounterLab.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import org.junit.jupiter.api.Test;

/** A target all of whose series have other labels after it was away for three hours. */
class RenamedTargetTest {

  private static final Labels FAILED = requests("a", "500");
  private static final Labels RENAMED = FAILED.with("team", "shop");
  private static final Labels PROCESS =
      Labels.of("__name__", "process_start_time_seconds", "job", "shop", "instance", "a");
  private static final long BACK = START + 3 * HOUR;

  private final CounterLab lab = new CounterLab();

  /** Ten minutes of scrapes, an event a minute. */
  private void scrapes(Labels series, long from, double value) {
    for (int i = 0; i < 10; i++) {
      lab.samples.add(series, from + i * MINUTE, value + i);
    }
  }

  private void process(long from, long began) {
    for (int i = 0; i < 10; i++) {
      lab.samples.add(PROCESS, from + i * MINUTE, began / 1_000.0);
    }
  }

  /** As it goes and at once. */
  private double bad() {
    EventCounter counter = lab.counter(definition(COUNTERS));
    for (long now = START; now <= BACK + 10 * MINUTE; now += MINUTE) {
      finish(counter, now);
    }
    EventCounter atOnce = lab.counter(definition(COUNTERS));
    finish(atOnce, BACK + 10 * MINUTE);
    double bad = all(counter.accounts(), Labels.EMPTY).bad();
    assertThat(all(atOnce.accounts(), Labels.EMPTY).bad()).isEqualTo(bad);
    return bad;
  }

  @Test
  void theSameProcessGoesOn() {
    scrapes(FAILED, START, 1_000);
    process(START, START - HOUR);
    scrapes(RENAMED, BACK, 1_200);
    process(BACK, START - HOUR);

    assertThat(bad()).isEqualTo(9 + 9);
  }

  @Test
  void theSameProcessGoesOnAlthoughItsCounterWasEmptied() {
    scrapes(FAILED, START, 1_000);
    process(START, START - HOUR);
    scrapes(RENAMED, BACK, 3);
    process(BACK, START - HOUR);

    assertThat(bad()).isEqualTo(9 + 9);
  }

  @Test
  void anotherProcessBeganAtZeroHoweverMuchItCounted() {
    scrapes(FAILED, START, 1_000);
    process(START, START - HOUR);
    scrapes(RENAMED, BACK, 5_000);
    process(BACK, BACK - 2 * HOUR);

    assertThat(bad()).isEqualTo(9 + 5_000 + 9);
  }

  @Test
  void whoDoesNotSayWhenItBeganGoesOnWhenItCountedMore() {
    scrapes(FAILED, START, 1_000);
    scrapes(RENAMED, BACK, 1_009);

    assertThat(bad()).isEqualTo(9 + 9);
  }

  @Test
  void whoDoesNotSayWhenItBeganBeganAtZeroWhenItCountedLess() {
    scrapes(FAILED, START, 1_000);
    scrapes(RENAMED, BACK, 1_008);

    assertThat(bad()).isEqualTo(9 + 1_008 + 9);
  }
}
