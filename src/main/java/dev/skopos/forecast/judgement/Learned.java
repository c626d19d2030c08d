// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.model.Labels;
import dev.skopos.rule.QueryFunction.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the series of a rule. Immutable.
 *
 * @param at when it was learned
 * @param series by their labels without the name
 * @param leftOut how many more there are than are judged
 */
record Learned(Instant at, SortedMap<Labels, Knowledge> series, int leftOut) {

  /** A model that could not be made anew is good for so long. */
  private static final Duration GOOD = Duration.ofHours(6);

  Learned {
    series = Collections.unmodifiableSortedMap(new TreeMap<>(series));
  }

  boolean isGood(Instant now) {
    return !at.plus(GOOD).isBefore(now);
  }

  /** How many series are judged. */
  int judged() {
    return series.size() - learning();
  }

  /** How many have too short a past. */
  int learning() {
    return (int) series.values().stream().filter(Knowledge.TooShort.class::isInstance).count();
  }

  /** Whether as many series are judged, too young and left out. */
  boolean countsAs(Learned other) {
    return judged() == other.judged() && learning() == other.learning() && leftOut == other.leftOut;
  }

  /** The series among these values that are not known, when there is room for them. */
  List<Labels> strangers(List<Element> values) {
    return series.size() >= JudgementSnapshot.MOST_SERIES
        ? List.of()
        : values.stream()
            .map(each -> each.labels().withoutMetricName())
            .filter(labels -> !series.containsKey(labels))
            .toList();
  }
}
