// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.calendar.Span;
import dev.skopos.slo.definition.Exclusion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * The spans of exclusions. Schedules are gone through once a day, not at each look: windows move on
 * by seconds. Thread-safe.
 */
final class ExclusionSpans {

  private static final Duration LONGEST = Duration.ofDays(900);

  private final List<Exclusion> exclusions;
  private volatile Known known = new Known(Instant.EPOCH, Instant.EPOCH, List.of());

  /** All spans that have time in common with that between the instants, in ascending order. */
  private record Known(Instant from, Instant to, List<Span> spans) {

    private boolean covers(Span wanted) {
      return !from.isAfter(wanted.begin()) && !to.isBefore(wanted.end());
    }
  }

  ExclusionSpans(List<Exclusion> exclusions) {
    this.exclusions = List.copyOf(exclusions);
  }

  boolean isEmpty() {
    return exclusions.isEmpty();
  }

  /** Those that have time in common with the span, by their begin. */
  List<Span> within(Span wanted) {
    Known present = known;
    if (!present.covers(wanted)) {
      present = around(wanted, present);
      known = present;
    }
    return present.spans().stream().filter(span -> span.overlaps(wanted)).toList();
  }

  /** Whole days, and also what was known, as long as that is not too much. */
  private Known around(Span wanted, Known before) {
    Instant from = wanted.begin().truncatedTo(ChronoUnit.DAYS);
    Instant to = wanted.end().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    Instant first = before.from().isBefore(from) ? before.from() : from;
    Instant last = before.to().isAfter(to) ? before.to() : to;
    return Duration.between(first, last).compareTo(LONGEST) <= 0
        ? expanded(first, last)
        : expanded(from, to);
  }

  private Known expanded(Instant from, Instant to) {
    Span range = new Span(from, to);
    List<Span> spans =
        exclusions.stream()
            .flatMap(exclusion -> exclusion.within(range).stream())
            .sorted(Comparator.comparing(Span::begin))
            .toList();
    return new Known(from, to, spans);
  }
}
