// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.model.Labels;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.relabel.Relabeling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns the labels of a sample into those that are stored, as Prometheus does. */
final class SampleLabels {

  private static final String EXPORTED = "exported_";

  private final Labels target;
  private final boolean honor;
  private final Relabeling relabeling;
  private final ScrapeDefinition.Limits limits;

  SampleLabels(Labels target, ScrapeDefinition definition, Relabeling relabeling) {
    this.target = target;
    this.honor = definition.rewriting().honorLabels();
    this.relabeling = relabeling;
    this.limits = definition.limits();
  }

  /**
   * The labels to store; empty: relabeling drops the sample.
   *
   * @throws ScrapeException when they are beyond a limit, or have no metric name
   */
  Optional<Labels> of(Labels exposed) throws ScrapeException {
    TreeMap<String, String> labels = new TreeMap<>(exposed.toMap());
    if (honor) {
      target.forEach(labels::putIfAbsent);
    } else {
      overrule(labels);
    }
    if (!relabeling.apply(labels) || labels.isEmpty()) {
      return Optional.empty();
    }
    if (!labels.containsKey(Labels.METRIC_NAME)) {
      throw new ScrapeException("missing metric name (__name__ label)");
    }
    Labels result = Labels.of(labels);
    demandLimits(result);
    return Optional.of(result);
  }

  /** The labels of a sample about the scrape itself. */
  Labels report(String name) {
    return target.with(Labels.METRIC_NAME, name);
  }

  /** What the target's labels push aside is kept under another name. */
  private void overrule(Map<String, String> labels) {
    List<String> aside = new ArrayList<>();
    target.forEach(
        (name, _) -> {
          if (labels.containsKey(name)) {
            aside.add(name);
          }
        });
    aside.sort(Comparator.comparingInt(String::length));
    Map<String, String> exposed = Map.copyOf(labels);
    target.forEach(labels::put);
    for (String name : aside) {
      String free = EXPORTED + name;
      while (labels.containsKey(free)) {
        free = EXPORTED + free;
      }
      labels.put(free, exposed.getOrDefault(name, ""));
    }
  }

  private void demandLimits(Labels labels) throws ScrapeException {
    if (limits.labels() > 0 && labels.size() > limits.labels()) {
      throw new ScrapeException(
          "label_limit exceeded (metric: \"%.50s\", number of labels: %d, limit: %d)"
              .formatted(labels.metricName(), labels.size(), limits.labels()));
    }
    if (limits.labelName() == 0 && limits.labelValue() == 0) {
      return;
    }
    for (int i = 0; i < labels.size(); i++) {
      demand("name", labels, labels.name(i), limits.labelName());
      demand("value", labels, labels.value(i), limits.labelValue());
    }
  }

  /** Lengths are counted in bytes, as Prometheus does. */
  private static void demand(String what, Labels labels, String text, int limit)
      throws ScrapeException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (limit > 0 && length > limit) {
      throw new ScrapeException(
          "label_%s_length_limit exceeded (metric: \"%.50s\", label %s: \"%.50s\", length: %d, limit: %d)"
              .formatted(what, labels.metricName(), what, text, length, limit));
    }
  }
}
