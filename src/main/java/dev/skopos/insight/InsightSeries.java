// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight;

import dev.skopos.insight.issue.Issue;
import dev.skopos.insight.observe.InsightMetric;
import dev.skopos.insight.score.Health;
import dev.skopos.insight.score.Score;
import dev.skopos.insight.score.Subject;
import dev.skopos.model.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names the series of insights and gives their values. What is not known has no series. */
final class InsightSeries {

  static final String NAMESPACE = "namespace";
  static final String WORKLOAD = "workload";

  private InsightSeries() {}

  /** The series of a subject's score. */
  static Labels labels(Subject subject) {
    return switch (subject) {
      case Subject.Whole() -> named(InsightMetric.WHOLE);
      case Subject.Namespace(String namespace) ->
          named(InsightMetric.NAMESPACE).with(NAMESPACE, namespace);
      case Subject.Workload(String namespace, String name) ->
          named(InsightMetric.WORKLOAD).with(NAMESPACE, namespace).with(WORKLOAD, name);
    };
  }

  private static Labels named(InsightMetric metric) {
    return Labels.of(Labels.METRIC_NAME, metric.text());
  }

  /** The values of all scores. */
  static Map<Labels, Double> values(Health health) {
    Map<Labels, Double> values = new LinkedHashMap<>();
    health.whole().value().ifPresent(value -> values.put(labels(new Subject.Whole()), value));
    health.scores().forEach(score -> put(values, score));
    return values;
  }

  private static void put(Map<Labels, Double> values, Score score) {
    score.value().ifPresent(value -> values.put(labels(score.subject()), (double) value));
  }

  /** How many issues there are of each pattern and severity in each namespace. */
  static Map<Labels, Double> values(List<Issue> issues) {
    Map<Labels, Double> values = new LinkedHashMap<>();
    for (Issue issue : issues) {
      Labels labels =
          named(InsightMetric.ISSUES)
              .with(NAMESPACE, issue.namespace())
              .with("pattern", issue.pattern().word())
              .with("severity", issue.severity().label());
      values.merge(labels, 1.0, Double::sum);
    }
    return values;
  }
}
