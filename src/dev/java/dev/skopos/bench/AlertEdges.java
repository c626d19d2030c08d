// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When alerts began, fired and ended, in seconds after things turned; those of the two programs are
 * compared. Immutable.
 *
 * @param times the first evaluation that saw it
 * @param seconds for how long it was looked
 */
record AlertEdges(Map<Edge, Double> times, double seconds) {

  /** Seconds between two evaluations. */
  static final int EVALUATION = 30;

  /** What happened to the alert of a tier. */
  enum Kind {
    BEGINS,
    FIRES,
    ENDS
  }

  /** An alert that began, fired or ended. */
  record Edge(int tier, Kind kind, String service) {}

  /**
   * One edge in both programs.
   *
   * @param apart how many whole times between two evaluations lie between both; the largest number
   *     when only one has it
   */
  record Comparison(Edge edge, int apart) {}

  AlertEdges {
    times = Map.copyOf(times);
  }

  /** Those in the samples of {@code ALERTS}. */
  static AlertEdges of(JsonNode alerts, ObjectiveOutput output, Instant turn, Duration looked) {
    Map<Edge, List<Double>> active = new HashMap<>();
    Map<Edge, List<Double>> firing = new HashMap<>();
    for (JsonNode series : alerts) {
      JsonNode labels = series.path("metric");
      int tier = output.tiers().indexOf(labels.path(output.tierLabel()).asText());
      Edge begin = new Edge(tier, Kind.BEGINS, labels.path("service").asText());
      boolean fires = labels.path("alertstate").asText().equals("firing");
      for (JsonNode sample : series.path("values")) {
        double time = sample.path(0).asDouble() - turn.getEpochSecond();
        active.computeIfAbsent(begin, _ -> new ArrayList<>()).add(time);
        if (fires) {
          firing.computeIfAbsent(begin, _ -> new ArrayList<>()).add(time);
        }
      }
    }
    Map<Edge, Double> times = new HashMap<>();
    active.forEach((edge, seen) -> addBegin(times, edge, seen));
    // how long one was pending that began before depends on when the program began to look
    firing.keySet().retainAll(times.keySet());
    firing.forEach((edge, seen) -> addBegin(times, with(edge, Kind.FIRES), seen));
    double end = looked.toSeconds();
    active.forEach((edge, seen) -> addEnd(times, with(edge, Kind.ENDS), seen, end));
    return new AlertEdges(times, end);
  }

  private static Edge with(Edge edge, Kind kind) {
    return new Edge(edge.tier(), kind, edge.service());
  }

  private static void addBegin(Map<Edge, Double> times, Edge edge, List<Double> seen) {
    double first = seen.stream().mapToDouble(each -> each).min().orElseThrow();
    if (first > 0) {
      times.put(edge, first);
    }
  }

  private static void addEnd(Map<Edge, Double> times, Edge edge, List<Double> seen, double looked) {
    double gone = seen.stream().mapToDouble(each -> each).max().orElseThrow() + EVALUATION;
    if (gone > 0 && gone < looked - EVALUATION) {
      times.put(edge, gone);
    }
  }

  private static double missed(@Nullable Double here, @Nullable Double there) {
    return here != null ? here : there != null ? there : Double.MAX_VALUE;
  }

  /** Without what one program may have seen too late to be looked at. */
  List<Comparison> compare(AlertEdges other) {
    double certain = Math.min(seconds, other.seconds) - 3 * EVALUATION;
    Set<Edge> all = new HashSet<>(times.keySet());
    all.addAll(other.times.keySet());
    List<Comparison> comparisons = new ArrayList<>();
    for (Edge edge : all) {
      Double here = times.get(edge);
      Double there = other.times.get(edge);
      if (here != null && there != null) {
        comparisons.add(new Comparison(edge, (int) (Math.abs(here - there) / EVALUATION)));
      } else if (missed(here, there) < certain) {
        comparisons.add(new Comparison(edge, Integer.MAX_VALUE));
      }
    }
    return comparisons;
  }
}
