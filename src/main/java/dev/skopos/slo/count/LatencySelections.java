// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.slo.count.Histograms.Part;
import dev.skopos.slo.count.Measure.Increments;
import dev.skopos.slo.count.Measure.Observations;
import dev.skopos.slo.count.Selection.Weight;
import dev.skopos.store.Queryable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the series of a histogram: the native one, and of the classic one the count and the buckets
 * with the threshold as bound, however it is written. Which of them counts is said by {@link
 * Histograms}.
 */
record LatencySelections(Queryable store, Indicator.Latency latency) {

  private static final String BOUND = "le";

  /** What a listing of buckets tells. */
  private static final class Listing {
    private final Set<String> texts = new TreeSet<>();
    private final Set<Double> bounds = new TreeSet<>();
    private final Set<Labels> all = new HashSet<>();
    private final Set<Labels> withBound = new HashSet<>();

    private void add(Labels series, double threshold) {
      String text = series.get(BOUND);
      Labels key = Part.BUCKET.whole(series);
      all.add(key);
      double bound = parse(text);
      if (bound == threshold) {
        texts.add(text);
        withBound.add(key);
      } else if (!Double.isNaN(bound)) {
        bounds.add(bound);
      }
    }

    private static double parse(String text) {
      try {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
      } catch (NumberFormatException _) {
        return Double.NaN;
      }
    }
  }

  /** Those that have samples in the span. */
  Selections at(long from, long to) {
    List<Matcher> buckets = named("_bucket");
    Set<Labels> natives = new HashSet<>(store.series(from, to, latency.histogram()));
    Listing listing = new Listing();
    store.series(from, to, buckets).forEach(series -> listing.add(series, latency.threshold()));
    Set<Labels> lacking = new HashSet<>(listing.all);
    lacking.removeAll(listing.withBound);
    lacking.removeAll(natives);
    Selection ofNatives =
        selection(latency.histogram(), 1, 1, new Observations(latency.threshold()), Part.NATIVE);
    if (listing.texts.isEmpty()) {
      return new Selections(
          List.of(ofNatives, Selection.nothing(), Selection.nothing()),
          !natives.isEmpty() && listing.all.isEmpty(),
          natives.isEmpty() ? missing(listing) : lacking(lacking.size()));
    }
    List<Matcher> atThreshold = new ArrayList<>(buckets);
    atThreshold.add(oneOf(listing.texts));
    return new Selections(
        List.of(
            ofNatives,
            selection(named("_count"), 1, 1, new Increments(), Part.COUNT),
            selection(atThreshold, -1, 0, new Increments(), Part.BUCKET)),
        true,
        lacking(lacking.size()));
  }

  private static Selection selection(
      List<Matcher> matchers, double bad, double total, Measure measure, Part part) {
    return new Selection(
        matchers, List.of(new Weight(List.of(), bad, total)), measure, Optional.of(part));
  }

  private List<CountProblem> missing(Listing listing) {
    return listing.all.isEmpty()
        ? List.of()
        : List.of(new CountProblem.MissingBound(latency.threshold(), List.copyOf(listing.bounds)));
  }

  private List<CountProblem> lacking(int series) {
    return series == 0
        ? List.of()
        : List.of(new CountProblem.BoundMissingInPart(latency.threshold(), series));
  }

  private List<Matcher> named(String suffix) {
    return latency.histogram().stream().map(matcher -> named(matcher, suffix)).toList();
  }

  static Matcher named(Matcher matcher, String suffix) {
    if (!matcher.name().equals(Labels.METRIC_NAME)) {
      return matcher;
    }
    return switch (matcher.type()) {
      case EQUAL, NOT_EQUAL -> Matcher.of(matcher.type(), matcher.name(), matcher.value() + suffix);
      case REGEX, NOT_REGEX ->
          Matcher.of(matcher.type(), matcher.name(), "(?:%s)%s".formatted(matcher.value(), suffix));
    };
  }

  private static Matcher oneOf(Set<String> texts) {
    if (texts.size() == 1) {
      return Matcher.equal(BOUND, texts.iterator().next());
    }
    String expression =
        texts.stream()
            .map(text -> text.replace(".", "\\.").replace("+", "\\+"))
            .collect(Collectors.joining("|"));
    return Matcher.of(Matcher.Type.REGEX, BOUND, expression);
  }
}
