// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.calendar.Span;
import dev.skopos.slo.definition.Exclusion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExclusionSpansTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Exclusion> EXCLUSIONS =
      List.of(
          Exclusion.Recurring.of(
              "30 1 * * *", Duration.ofHours(3), ZoneId.of("Europe/Berlin"), "nightly", null),
          new Exclusion.OneOff(
              BEGIN.plus(Duration.ofDays(20)), BEGIN.plus(Duration.ofDays(22)), "moved", null));

  @Test
  void whatIsKeptIsTheSameAsWhatTheExclusionsGive() {
    ExclusionSpans spans = new ExclusionSpans(EXCLUSIONS);
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      Instant from = BEGIN.plusSeconds(random.nextLong(Duration.ofDays(1200).toSeconds()));
      Span wanted = new Span(from, from.plusSeconds(1 + random.nextLong(5_000_000)));

      assertThat(spans.within(wanted))
          .containsExactlyInAnyOrderElementsOf(
              EXCLUSIONS.stream().flatMap(one -> one.within(wanted).stream()).toList())
          .isSortedAccordingTo(java.util.Comparator.comparing(Span::begin));
    }
  }
}
