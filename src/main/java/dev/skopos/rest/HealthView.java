// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.insight.score.Health;
import dev.skopos.insight.score.Score;
import dev.skopos.insight.score.Subject;
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
      List<Workload> workloads) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Workload(
      String workload,
      @Nullable Integer score,
      boolean hasIssues,
      Map<String, Integer> basis,
      List<Deduction> deductions,
      int beyondCaps) {}

  /** What was taken, of the points that the finding has. */
  record Deduction(String kind, Resource resource, String message, int points, int findingPoints) {}

  record Resource(String kind, String namespace, String name) {

    static Resource of(ResourceId id) {
      return new Resource(id.kind(), id.namespace(), id.name());
    }
  }

  static Overview overview(Health health) {
    return new Overview(
        health.at().toString(),
        value(health.whole().value()),
        health.namespacesWithIssues(),
        health.whole().shares().stream()
            .map(each -> new Share(each.namespace(), each.score(), each.points()))
            .toList(),
        health.namespaces().stream().map(HealthView::namespace).toList(),
        health.leftOut());
  }

  private static Namespace namespace(Health.NamespaceHealth each) {
    Score score = each.score();
    return new Namespace(
        each.namespace(),
        value(score),
        score.hasIssues(),
        basis(score),
        deductions(score),
        score.beyond(),
        each.workloads().stream().map(HealthView::workload).toList());
  }

  private static Workload workload(Score score) {
    return new Workload(
        name(score.subject()),
        value(score),
        score.hasIssues(),
        basis(score),
        deductions(score),
        score.beyond());
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

  private static @Nullable Double value(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
