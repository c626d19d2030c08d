// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.scrape.HistogramOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramLimitsTest {

  private static final Buckets POSITIVE =
      new Buckets(new int[] {-3, -2, -1, 0, 1, 2, 5}, new double[] {1, 2, 3, 4, 5, 6, 7});

  private static Histogram exponential(int schema, Buckets positive) {
    return Histogram.exponential(
        ResetHint.UNKNOWN, schema, 0.01, 2, 40, 9.5, positive, Buckets.NONE);
  }

  private static Histogram limited(int buckets, double factor, Histogram histogram)
      throws ScrapeException {
    return new HistogramLimits(new HistogramOptions(true, false, buckets, factor))
        .applyTo(histogram);
  }

  @Test
  void withoutLimitsAHistogramStaysAsItIs() throws ScrapeException {
    assertThat(limited(0, 0, exponential(3, POSITIVE))).isEqualTo(exponential(3, POSITIVE));
    assertThat(limited(7, 1, exponential(3, POSITIVE))).isEqualTo(exponential(3, POSITIVE));
  }

  @Test
  void bucketsAreMergedUntilTheyAreFewEnough() throws ScrapeException {
    Buckets once = new Buckets(new int[] {-1, 0, 1, 3}, new double[] {3, 7, 11, 7});
    Buckets twice = new Buckets(new int[] {0, 1, 2}, new double[] {10, 11, 7});

    assertThat(limited(6, 0, exponential(3, POSITIVE))).isEqualTo(exponential(2, once));
    assertThat(limited(3, 0, exponential(3, POSITIVE))).isEqualTo(exponential(1, twice));
  }

  /** The schema is the finest whose buckets grow by at least the factor. */
  @ParameterizedTest
  @CsvSource({"1.002, 8", "1.1, 2", "1.09, 3", "2, 0", "2.1, -1", "65536, -4", "70000, -4"})
  void theFactorDecidesTheSchema(double factor, int schema) throws ScrapeException {
    assertThat(limited(0, factor, exponential(8, Buckets.NONE)).schema()).isEqualTo(schema);
  }

  @Test
  void aHistogramThatCannotBeCoarserFailsTheScrape() {
    Buckets far = new Buckets(new int[] {-50, 50}, new double[] {1, 1});
    Histogram custom =
        Histogram.custom(
            ResetHint.UNKNOWN,
            2,
            3,
            new double[] {1, 2},
            new Buckets(new int[] {0, 1}, new double[] {1, 1}));

    assertThatThrownBy(() -> limited(1, 0, exponential(-4, far)))
        .isInstanceOf(ScrapeException.class)
        .hasMessage("histogram bucket limit exceeded: more than 1 buckets");
    assertThatThrownBy(() -> limited(1, 0, custom)).isInstanceOf(ScrapeException.class);
  }
}
