// SPDX-License-Identifier: Apache-2.0
package dev.skopos.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RecurringWindowTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @Test
  void findsWhatOverlapsASpan() {
    RecurringWindow nightly = window("30 23 * * *", Duration.ofHours(1));
    Span night = span("2026-06-01T22:00:00Z", "2026-06-02T21:30:00Z");

    assertThat(nightly.within(night))
        .containsExactly(span("2026-06-01T21:30:00Z", "2026-06-01T22:30:00Z"));
  }

  @Test
  void keepsItsLengthWhereTheClocksChange() {
    RecurringWindow sunday = window("0 1 * * SUN", Duration.ofHours(4));

    assertThat(sunday.within(span("2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z")))
        .containsExactly(span("2026-03-29T00:00:00Z", "2026-03-29T04:00:00Z"));
  }

  @Test
  void containsItsBeginAndNotItsEnd() {
    RecurringWindow window = window("0 12 * * *", Duration.ofHours(1));

    assertThat(window.contains(Instant.parse("2026-06-01T09:59:59Z"))).isFalse();
    assertThat(window.contains(Instant.parse("2026-06-01T10:00:00Z"))).isTrue();
    assertThat(window.contains(Instant.parse("2026-06-01T10:59:59Z"))).isTrue();
    assertThat(window.contains(Instant.parse("2026-06-01T11:00:00Z"))).isFalse();
  }

  @Test
  void longerThanItsPeriodIsRefused() {
    assertThatThrownBy(() -> window("0 8,20 * * *", Duration.ofHours(13)))
        .hasMessage(
            "duration PT13H: expected at most PT12H, which can lie between two begins of \"0 8,20 *"
                + " * *\"");
    assertThatThrownBy(() -> window("0 8 * * *", Duration.ZERO))
        .hasMessage("duration PT0S: expected more than zero");
    assertThatCode(() -> window("0 0 * * *", Duration.ofDays(1))).doesNotThrowAnyException();
  }

  private static RecurringWindow window(String schedule, Duration duration) {
    return new RecurringWindow(CronSchedule.parse(schedule), duration, PARIS);
  }

  private static Span span(String begin, String end) {
    return new Span(Instant.parse(begin), Instant.parse(end));
  }
}
