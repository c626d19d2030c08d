// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

import dev.skopos.insight.observe.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The scores of all that is watched at one instant. Immutable; a pure function of snapshots.
 *
 * @param namespaces in ascending order of names
 * @param leftOut workloads that are not shown because there are more than {@link #MOST_WORKLOADS}
 */
public record Health(Instant at, Whole whole, List<NamespaceHealth> namespaces, int leftOut) {

  /** How many workloads have a score; those with the worst scores come first. */
  public static final int MOST_WORKLOADS = 1000;

  private static final int UNKNOWN = 101;

  private static final Comparator<Subject.Workload> BY_NAME =
      Comparator.comparing(Subject.Workload::namespace).thenComparing(Subject.Workload::name);

  public Health {
    namespaces = List.copyOf(namespaces);
  }

  /**
   * The mean of the scores of all namespaces that have one: 100 less all shares.
   *
   * @param value with one decimal; empty: nothing is known of any
   * @param shares what namespaces take, the most first; those with a score of 100 take nothing
   */
  public record Whole(OptionalDouble value, List<Share> shares) {
    public Whole {
      shares = List.copyOf(shares);
    }
  }

  /**
   * What a namespace takes from the whole.
   *
   * @param points with one decimal
   */
  public record Share(String namespace, int score, double points) {}

  /**
   * A namespace.
   *
   * @param workloads in ascending order of names
   */
  public record NamespaceHealth(String namespace, Score score, List<Score> workloads) {
    public NamespaceHealth {
      workloads = List.copyOf(workloads);
    }
  }

  /** The scores of what is observed. */
  public static Health of(Observed observed) {
    return of(observed.at(), Observations.of(observed), MOST_WORKLOADS);
  }

  static Health of(Instant at, List<Observation> observations, int mostWorkloads) {
    Map<String, List<Observation>> byNamespace = new TreeMap<>();
    Map<Subject.Workload, List<Observation>> byWorkload = new TreeMap<>(BY_NAME);
    for (Observation each : observations) {
      byNamespace.computeIfAbsent(each.namespace(), _ -> new ArrayList<>()).add(each);
      if (!each.workload().isEmpty()) {
        byWorkload
            .computeIfAbsent(
                new Subject.Workload(each.namespace(), each.workload()), _ -> new ArrayList<>())
            .add(each);
      }
    }
    Set<Subject.Workload> shown = new HashSet<>();
    Map<Subject.Workload, Score> scores = new TreeMap<>(BY_NAME);
    byWorkload.forEach((workload, seen) -> scores.put(workload, Score.of(workload, seen)));
    scores.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> each.getValue().value().orElse(UNKNOWN)))
        .limit(mostWorkloads)
        .forEach(each -> shown.add(each.getKey()));
    Map<String, List<Score>> workloads = new HashMap<>();
    scores.forEach(
        (workload, score) -> {
          if (shown.contains(workload)) {
            workloads.computeIfAbsent(workload.namespace(), _ -> new ArrayList<>()).add(score);
          }
        });
    List<NamespaceHealth> namespaces = new ArrayList<>();
    byNamespace.forEach(
        (name, seen) ->
            namespaces.add(
                new NamespaceHealth(
                    name,
                    Score.of(new Subject.Namespace(name), seen),
                    workloads.getOrDefault(name, List.of()))));
    return new Health(at, whole(namespaces), namespaces, scores.size() - shown.size());
  }

  /**
   * In tenths, each the difference of two rounded sums, so that the shares add up to what the whole
   * has lost.
   */
  private static Whole whole(List<NamespaceHealth> namespaces) {
    List<NamespaceHealth> known =
        namespaces.stream().filter(each -> each.score().value().isPresent()).toList();
    List<Share> shares = new ArrayList<>();
    long lost = 0;
    long taken = 0;
    for (NamespaceHealth each : known) {
      int score = each.score().value().orElseThrow();
      lost += 100 - score;
      long tenths = Math.round(10.0 * lost / known.size()) - taken;
      if (tenths > 0) {
        shares.add(new Share(each.namespace(), score, tenths / 10.0));
        taken += tenths;
      }
    }
    shares.sort(Comparator.comparingDouble(Share::points).reversed());
    return new Whole(
        known.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of((1000 - taken) / 10.0),
        shares);
  }

  /** Those of namespaces and workloads. */
  public Stream<Score> scores() {
    return namespaces.stream()
        .flatMap(each -> Stream.concat(Stream.of(each.score()), each.workloads().stream()));
  }

  /** The same of one namespace alone; nothing where it is not known. */
  public Health in(String namespace) {
    List<NamespaceHealth> one =
        namespaces.stream().filter(each -> each.namespace().equals(namespace)).toList();
    return new Health(at, whole(one), one, 0);
  }

  /** How many namespaces ask for attention. */
  public long namespacesWithIssues() {
    return namespaces.stream().filter(each -> each.score().hasIssues()).count();
  }
}
