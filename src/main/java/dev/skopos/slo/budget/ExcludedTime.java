// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.calendar.Span;
import dev.skopos.slo.count.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Time whose events do not count, widened to the grid of the accounts. Immutable.
 *
 * @param spans in ascending order, none touches the next
 */
record ExcludedTime(List<Span> spans) {

  private static final Duration FINE = Duration.ofMinutes(1);
  private static final Duration COARSE = Duration.ofMinutes(15);

  ExcludedTime {
    spans = List.copyOf(spans);
  }

  /** What the exclusions leave out of the span. */
  static ExcludedTime of(ExclusionSpans exclusions, Accounts accounts, Span within) {
    List<Span> widened =
        exclusions.within(within).stream()
            .map(span -> new Span(accounts.edge(span.begin()), edgeFrom(accounts, span.end())))
            .sorted(Comparator.comparing(Span::begin))
            .toList();
    return new ExcludedTime(merged(widened));
  }

  /** The first edge at or after the instant. */
  private static Instant edgeFrom(Accounts accounts, Instant instant) {
    Instant edge = accounts.edge(instant);
    if (edge.equals(instant)) {
      return instant;
    }
    Instant next = accounts.edge(instant.plus(FINE));
    return next.isAfter(edge) ? next : accounts.edge(instant.plus(COARSE));
  }

  private static List<Span> merged(List<Span> ascending) {
    List<Span> merged = new ArrayList<>();
    for (Span span : ascending) {
      if (!merged.isEmpty() && !span.begin().isAfter(merged.getLast().end())) {
        Span last = merged.removeLast();
        Instant end = last.end().isAfter(span.end()) ? last.end() : span.end();
        merged.add(new Span(last.begin(), end));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  /** What of it lies between the instants. */
  List<Span> between(Instant from, Instant to) {
    if (spans.isEmpty() || !to.isAfter(from)) {
      return List.of();
    }
    Span window = new Span(from, to);
    List<Span> found = new ArrayList<>();
    for (Span span : spans) {
      if (span.overlaps(window)) {
        found.add(
            new Span(
                span.begin().isBefore(from) ? from : span.begin(),
                span.end().isAfter(to) ? to : span.end()));
      }
    }
    return found;
  }
}
