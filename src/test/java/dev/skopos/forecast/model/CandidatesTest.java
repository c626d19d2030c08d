// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CandidatesTest {

  private static final int SIZE = 20 * 24;

  @Test
  void theSeasonalNaiveOneTakesTheNewestKnownValueOfThePhase() {
    double[] values = {1, 2, 3, 4, Double.NaN, 6};

    double[] path = new SeasonalNaive(3).paths(values, Origins.end(6, 5))[0];

    assertThat(path).containsExactly(4, 2, 6, 4, 2);
  }

  @Test
  void originsLieInThePastAndEndWithTheSeries() {
    Origins origins = Origins.of(700, 48, 0);

    assertThat(origins.count()).isEqualTo(15);
    assertThat(origins.at()[0]).isEqualTo(700 - 14 * 24);
    assertThat(origins.size()).isEqualTo(700);
    assertThat(origins.horizon(13)).isEqualTo(24);
    assertThat(origins.horizon(0)).isEqualTo(48);
  }

  @Test
  void noOriginLiesBeforeABreak() {
    assertThat(Origins.of(84 * 24, 60 * 24, 77 * 24).at()[0]).isGreaterThanOrEqualTo(77 * 24);
  }

  @Test
  void pathsOfThePastDoNotKnowTheFuture() {
    double[] values = values(hour -> 10 + hour % 24 + 3 * Math.sin(hour));
    double[] changed = values.clone();
    Origins origins = Origins.of(SIZE, 48, 0);
    int from = origins.at()[3];
    Arrays.fill(changed, from, SIZE, 1000);

    for (Candidate candidate :
        List.of(
            new SeasonalNaive(24),
            new DoubleSeasonal(false, true),
            new DoubleSeasonal(true, false),
            new RobustTrend())) {
      double[] path = candidate.paths(values, origins)[3];
      double[] same = candidate.paths(changed, origins)[3];
      assertThat(same).as(candidate.toString()).containsExactly(path);
    }
  }

  @Test
  void smoothingFollowsADayThatRepeats() {
    Origins origins = Origins.of(SIZE, 48, 0);
    double[][] paths = new DoubleSeasonal(false, false).paths(values(hour -> hour % 24), origins);
    double[] path = paths[origins.last()];

    for (int ahead = 0; ahead < 48; ahead++) {
      assertThat(path[ahead]).isCloseTo((SIZE + ahead) % 24, within(1e-6));
    }
  }

  @Test
  void logarithmsSayNothingOfZero() {
    double[] path =
        new DoubleSeasonal(true, true).paths(values(hour -> hour % 24), Origins.end(SIZE, 3))[0];

    assertThat(path).containsOnly(Double.NaN);
  }

  @Test
  void aSawtoothGoesOnWithHigherPeaks() {
    // fills from 20 to 100 in 48 hours, and peaks rise by 10 a day
    IntToDoubleFunction teeth = hour -> (100 + hour / 2.4) * (0.2 + 0.8 * (hour % 48) / 48.0);
    double[] values = values(teeth);

    Teeth found = Teeth.of(values, SIZE, Resampling.LAST).orElseThrow();
    double[] path = new Sawtooth(Resampling.LAST).paths(values, Origins.end(SIZE, 96))[0];

    assertThat(found.ends()).startsWith(96, 144);
    assertThat(found.envelope(SIZE).growth(0)).isCloseTo(10, within(0.3));
    for (int ahead : new int[] {1, 20, 46, 49, 90}) {
      assertThat(path[ahead]).isCloseTo(teeth.applyAsDouble(SIZE + ahead), within(8.0));
    }
  }

  @Test
  void aDayIsNoSawtooth() {
    assertThat(Teeth.of(values(hour -> 10 + Math.sin(hour * Math.PI / 12)), SIZE, Resampling.LAST))
        .isEmpty();
  }

  @Test
  void aQuotaAddsUpAndStartsAgain() {
    double[] values = values(hour -> 5 * (hour % 24) + 5);

    double[] path =
        new Quota(OptionalInt.empty(), Set.of()).paths(values, Origins.end(SIZE, 48))[0];

    for (int ahead = 0; ahead < 48; ahead++) {
      assertThat(path[ahead]).isCloseTo(5 * (ahead % 24) + 5, within(1e-6));
    }
  }

  @Test
  void aQuotaWithoutARegularResetNeedsItsPeriod() {
    double[] values = values(hour -> 5 * (hour < 300 ? hour : hour - 300) + 5);

    assertThat(new Quota(OptionalInt.empty(), Set.of()).describes(values)).isFalse();
    double[] path =
        new Quota(OptionalInt.of(200), Set.of()).paths(values, Origins.end(SIZE, 40))[0];
    assertThat(path[19]).isCloseTo(5 * 199 + 5, within(5.0));
    assertThat(path[20]).isCloseTo(5, within(1.0));
  }

  @Test
  void theProfileOfNoiseIsFlatAndThatOfAFactorGrows() {
    Random random = new Random(1);
    assertThat(Profile.of(values(_ -> 10 + random.nextGaussian()), SIZE).add(50, 7)).isEqualTo(50);

    double[] values =
        values(
            hour -> (1000 + hour) * (hour % 24 < 12 ? 1 : 2) * (1 + 0.001 * random.nextGaussian()));
    Profile profile = Profile.of(values, SIZE);
    double night = profile.add(1000, 3);
    assertThat(profile.add(1000, 15)).isCloseTo(2 * night, within(20.0));
    assertThat(profile.add(3000, 15)).isCloseTo(6 * night, within(60.0));
    assertThat(profile.remove(profile.add(77, 15), 15)).isCloseTo(77, within(1e-9));
  }

  @Test
  void outliersAreTakenOutButPeaksOfEachDayStay() {
    double[] values = values(hour -> 10 + 0.1 * Math.sin(hour) + (hour % 24 == 4 ? 100 : 0));
    values[200] = 90;
    double[] clean = OutlierFilter.clean(values);

    assertThat(clean[200]).isNaN();
    assertThat(clean[4 + 240]).isEqualTo(values[4 + 240]);
    assertThat(Arrays.stream(clean).filter(Double::isNaN).count()).isEqualTo(1);
  }

  @Test
  void gapsAreNoOutliers() {
    Random random = new Random(2);
    double[] values = values(hour -> hour % 7 == 0 ? Double.NaN : 10 + 0.1 * random.nextGaussian());
    values[200] = 0;

    assertThat(OutlierFilter.clean(values)[200]).isNaN();
    assertThat(OutlierFilter.clean(values)[201]).isEqualTo(values[201]);
  }

  private static double[] values(IntToDoubleFunction value) {
    double[] values = new double[SIZE];
    Arrays.setAll(values, value);
    return values;
  }
}
