// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.bench.forecast.Calls;
import dev.skopos.bench.forecast.Family;
import dev.skopos.bench.forecast.Scenario;
import org.junit.jupiter.api.Test;

/** A few seeds of each synthetic family; the benchmark runs many. */
class FamiliesTest {

  private static final int SEEDS = 2;

  @Test
  void datesAreNearTheTruth() {
    Calls calls = new Calls();
    for (Family family : Family.values()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        calls.add(Scenario.of(family, seed));
      }
    }
    assertThat(calls.dates()).isGreaterThan(SEEDS * 4);
    assertThat(calls.error(0.5)).as(calls.toString()).isLessThanOrEqualTo(1.5);
    assertThat(calls.error(0.9)).as(calls.toString()).isLessThanOrEqualTo(4);
    assertThat(calls.falseAlarms()).as(calls.toString()).isZero();
    assertThat(calls.recall()).as(calls.toString()).isEqualTo(1);
  }
}
