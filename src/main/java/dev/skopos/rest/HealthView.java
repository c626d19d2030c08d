// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.insight.score.Health;
import dev.skopos.insight.score.Score;
import dev.skopos.insight.score.Subject;
import dev.skopos.insight.trend.Trends;
import dev.skopos.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Scores as Skopos' API shows them; one that is absent is not known. */
final class HealthView {

  private HealthView() {}

  /** All that a caller may see. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Overview(
      String time,
      @Nullable Double score,
      long namespacesWithIssues,
      List<Share> shares,
      TrendView.OfScore trend,
      List<Namespace> namespaces,
      int workloadsLeftOut) {}

  record Share(String namespace, int score, double points) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Namespace(
      String namespace,
      @Nullable Integer score,
      boolean hasIssues,
      Map<String, Integer> basis,
      List<Deduction> deductions,
      int beyondCaps,
      TrendView.OfScore trend,
      List<Workload> workloads) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Workload(
      String workload,
      @Nullable Integer score,
      boolean hasIssues,
      Map<String, Integer> basis,
      List<Deduction> deductions,
      int beyondCaps,
      TrendView.OfScore trend) {}

  /** What was taken, of the points that the finding has. */
  record Deduction(String kind, Resource resource, String message, int points, int findingPoints) {}

  record Resource(String kind, String namespace, String name) {

    static Resource of(ResourceId id) {
      return new Resource(id.kind(), id.namespace(), id.name());
    }
  }

  static Overview overview(Health health, Trends trends) {
    OptionalDouble whole = health.whole().value();
    return new Overview(
        health.at().toString(),
        TrendView.value(whole),
        health.namespacesWithIssues(),
        health.whole().shares().stream()
            .map(each -> new Share(each.namespace(), each.score(), each.points()))
            .toList(),
        TrendView.score(trends, new Subject.Whole(), whole),
        health.namespaces().stream().map(each -> namespace(each, trends)).toList(),
        health.leftOut());
  }

  private static Namespace namespace(Health.NamespaceHealth each, Trends trends) {
    Score score = each.score();
    return new Namespace(
        each.namespace(),
        value(score),
        score.hasIssues(),
        basis(score),
        deductions(score),
        score.beyond(),
        trend(score, trends),
        each.workloads().stream().map(workload -> workload(workload, trends)).toList());
  }

  private static Workload workload(Score score, Trends trends) {
    return new Workload(
        name(score.subject()),
        value(score),
        score.hasIssues(),
        basis(score),
        deductions(score),
        score.beyond(),
        trend(score, trends));
  }

  private static TrendView.OfScore trend(Score score, Trends trends) {
    return TrendView.score(trends, score.subject(), score.exact());
  }

  private static String name(Subject subject) {
    return switch (subject) {
      case Subject.Workload(_, String name) -> name;
      case Subject.Namespace(String name) -> name;
      case Subject.Whole() -> "";
    };
  }

  private static Map<String, Integer> basis(Score score) {
    Map<String, Integer> basis = new TreeMap<>();
    score.basis().forEach((kind, number) -> basis.put(kind.word(), number));
    return basis;
  }

  private static List<Deduction> deductions(Score score) {
    return score.deductions().stream()
        .map(
            each ->
                new Deduction(
                    each.finding().kind().word(),
                    Resource.of(each.finding().source()),
                    each.finding().message(),
                    each.points(),
                    each.finding().points()))
        .toList();
  }

  private static @Nullable Integer value(Score score) {
    return score.value().isPresent() ? score.value().getAsInt() : null;
  }
}
