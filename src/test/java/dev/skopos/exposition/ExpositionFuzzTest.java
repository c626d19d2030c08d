// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever bytes come, reading ends, with entries or with the one documented error. */
class ExpositionFuzzTest {

  private static final List<ExpositionFormat> FORMATS = List.of(ExpositionFormat.values());

  @RepeatedTest(12)
  void changedExpositionsAreReadOrRefused(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 1_000; i++) {
      ExpositionFormat format = FORMATS.get(random.nextInt(FORMATS.size()));
      byte[] body = Seeds.changed(Seeds.of(format), random);
      try {
        List<String> entries = Reading.of(format, body, new ExpositionOptions(true, true));
        assertThat(entries.size()).isLessThanOrEqualTo(body.length);
      } catch (InvalidExpositionException e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(500);
      } catch (RuntimeException e) {
        fail(
            "%s, repetition %d, number %d".formatted(format, repetition.getCurrentRepetition(), i),
            e);
      }
    }
  }
}
