// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.model.ResourceId;
import dev.skopos.scrape.relabel.RelabelRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One source of metrics.
 *
 * @param job the label {@code job} of its targets, unless relabeling says otherwise
 * @param suspend whether it is at rest
 */
public record ScrapeDefinition(
    ResourceId id,
    String job,
    Schedule schedule,
    Request request,
    List<TargetSelector> selectors,
    Rewriting rewriting,
    Limits limits,
    boolean suspend) {

  public ScrapeDefinition {
    selectors = List.copyOf(selectors);
  }

  /**
   * When targets are scraped.
   *
   * @param timeout bounds one scrape; at most the interval
   */
  public record Schedule(Duration interval, Duration timeout) {
    public Schedule {
      if (!interval.isPositive()) {
        throw new IllegalArgumentException("spec.schedule.interval must be positive");
      }
      if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
        throw new IllegalArgumentException(
            "spec.schedule.timeout must be positive and at most the interval");
      }
    }
  }

  /**
   * How a target is asked.
   *
   * @param scheme http or https
   * @param path begins with a slash
   * @param fallback the format of answers that do not say theirs
   * @param histograms which kinds of histograms are wanted
   */
  public record Request(
      String scheme,
      String path,
      Map<String, List<String>> parameters,
      Optional<ExpositionFormat> fallback,
      HistogramOptions histograms,
      RequestSecrets secrets) {
    public Request {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * What happens to labels and time stamps.
   *
   * @param honorLabels whether labels of a sample win over those of its target
   * @param honorTimestamps whether samples keep the time stamps that they have
   */
  public record Rewriting(
      List<RelabelRule> targets,
      List<RelabelRule> metrics,
      boolean honorLabels,
      boolean honorTimestamps) {
    public Rewriting {
      targets = List.copyOf(targets);
      metrics = List.copyOf(metrics);
    }
  }

  /**
   * What one scrape may bring; 0: no limit.
   *
   * @param samples after relabeling
   * @param labels of one sample, after relabeling
   * @param bodyBytes after decompression; always limited
   * @param targets how many the source may have; always limited
   */
  public record Limits(
      int samples, int labels, int labelName, int labelValue, int bodyBytes, int targets) {}

  /** In ascending order of names, as they stand in a URL. */
  public SortedMap<String, List<String>> parameters() {
    return new TreeMap<>(request.parameters());
  }
}
