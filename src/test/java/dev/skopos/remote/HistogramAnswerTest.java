// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramAnswerTest {

  private static double limit(int schema, int index) {
    return Math.pow(2, Math.scalb((double) index, -schema));
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, -1, 0, 2, 5, 8})
  void theSchemaIsThatOfTheLimits(int schema) {
    int[] indexes = {-7, -2, 1, 5, 60};
    HistogramAnswer answer = new HistogramAnswer(20, 3.5);
    answer.add(3, -0.001, 0.001, 2);
    answer.add(1, -limit(schema, 4), -limit(schema, 3), 3);
    answer.add(1, -limit(schema, 2), -limit(schema, 1), 5);
    for (int index : indexes) {
      answer.add(0, limit(schema, index - 1), limit(schema, index), 2);
    }

    assertThat(answer.histogram())
        .isEqualTo(
            Histogram.exponential(
                ResetHint.UNKNOWN,
                schema,
                0.001,
                2,
                20,
                3.5,
                new Buckets(indexes, new double[] {2, 2, 2, 2, 2}),
                new Buckets(new int[] {2, 4}, new double[] {5, 3})));
  }

  @Test
  void otherLimitsAreCustomBounds() {
    HistogramAnswer answer = new HistogramAnswer(6, 1);
    answer.add(0, Double.NEGATIVE_INFINITY, 0.005, 1);
    answer.add(0, 0.005, 0.01, 2);
    answer.add(0, 0.1, Double.POSITIVE_INFINITY, 3);

    assertThat(answer.histogram())
        .isEqualTo(
            Histogram.custom(
                ResetHint.UNKNOWN,
                6,
                1,
                new double[] {0.005, 0.01, 0.1},
                new Buckets(new int[] {0, 1, 3}, new double[] {1, 2, 3})));
  }

  @Test
  void aHistogramMayHoldNothing() {
    assertThat(new HistogramAnswer(0, 0).histogram().positive()).isEqualTo(Buckets.NONE);
  }
}
