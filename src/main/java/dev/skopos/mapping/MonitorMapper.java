// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.mapping.MonitorSpec.Endpoint;
import dev.skopos.model.ResourceId;
import dev.skopos.scrape.HistogramOptions;
import dev.skopos.scrape.LabelSelector;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.relabel.RelabelRule;
import dev.skopos.scrape.relabel.RelabelRule.Action;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns ServiceMonitors and PodMonitors of monitoring.coreos.com/v1 into sources, one for each of
 * their endpoints, with the labels that the Prometheus operator gives their targets.
 */
public final class MonitorMapper {

  public static final String SERVICE_MONITOR = "ServiceMonitor";
  public static final String POD_MONITOR = "PodMonitor";

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int BODY_BYTES = 16 << 20;
  private static final int TARGETS = 1_000;
  private static final String META = "__meta_kubernetes_";

  private final KubernetesSerialization json = new KubernetesSerialization();

  /**
   * The sources that the monitor describes; their names are its own with the endpoint's number.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public List<ScrapeDefinition> toSources(GenericKubernetesResource monitor) {
    MonitorSpec spec =
        json.convertValue(
            Objects.requireNonNullElse(monitor.getAdditionalProperties().get("spec"), Map.of()),
            MonitorSpec.class);
    boolean pods = monitor.getKind().equals(POD_MONITOR);
    List<Endpoint> endpoints = listed(pods ? spec.podMetricsEndpoints() : spec.endpoints());
    List<ScrapeDefinition> sources = new ArrayList<>();
    for (int i = 0; i < endpoints.size(); i++) {
      sources.add(source(monitor, spec, endpoints.get(i), i));
    }
    return sources;
  }

  private static ScrapeDefinition source(
      GenericKubernetesResource monitor, MonitorSpec spec, Endpoint endpoint, int number) {
    ResourceId whole = ResourceIds.of(monitor);
    boolean pods = whole.kind().equals(POD_MONITOR);
    return new ScrapeDefinition(
        new ResourceId(whole.kind(), whole.namespace(), whole.name() + "/" + number),
        whole.namespace() + "/" + whole.name(),
        schedule(endpoint),
        new ScrapeDefinition.Request(
            Objects.requireNonNullElse(endpoint.scheme(), "http"),
            Objects.requireNonNullElse(endpoint.path(), "/metrics"),
            Objects.requireNonNullElse(endpoint.params(), Map.of()),
            Optional.of(ExpositionFormat.PROMETHEUS_TEXT),
            histograms(spec),
            MonitorSecrets.of(endpoint, whole.namespace())),
        List.of(selector(spec, endpoint, whole)),
        new ScrapeDefinition.Rewriting(
            Stream.concat(
                    labels(spec, pods).stream(),
                    listed(endpoint.relabelings()).stream().map(MonitorMapper::rule))
                .toList(),
            listed(endpoint.metricRelabelings()).stream().map(MonitorMapper::rule).toList(),
            endpoint.honorLabels(),
            Objects.requireNonNullElse(endpoint.honorTimestamps(), true)),
        limits(spec),
        false);
  }

  private static HistogramOptions histograms(MonitorSpec spec) {
    return new HistogramOptions(
        Objects.requireNonNullElse(spec.scrapeNativeHistograms(), false),
        Objects.requireNonNullElse(spec.scrapeClassicHistograms(), false),
        Objects.requireNonNullElse(spec.nativeHistogramBucketLimit(), 0),
        factor(spec.nativeHistogramMinBucketFactor()));
  }

  /** A quantity, since numbers with a fraction do not travel well. */
  private static double factor(@Nullable String quantity) {
    return quantity == null ? 0 : Quantity.parse(quantity).getNumericalAmount().doubleValue();
  }

  private static ScrapeDefinition.Schedule schedule(Endpoint endpoint) {
    Duration interval = duration(endpoint.interval(), INTERVAL);
    Duration usual = interval.compareTo(TIMEOUT) < 0 ? interval : TIMEOUT;
    return new ScrapeDefinition.Schedule(interval, duration(endpoint.scrapeTimeout(), usual));
  }

  private static Duration duration(@Nullable String text, Duration otherwise) {
    return text == null || text.isEmpty() ? otherwise : new Interval(text).toDuration();
  }

  private static TargetSelector selector(MonitorSpec spec, Endpoint endpoint, ResourceId monitor) {
    MonitorSpec.NamespaceSelector namespaces = spec.namespaceSelector();
    List<String> named =
        namespaces == null || listed(namespaces.matchNames()).isEmpty()
            ? List.of(monitor.namespace())
            : listed(namespaces.matchNames());
    return new TargetSelector.Discovered(
        monitor.kind().equals(POD_MONITOR)
            ? TargetSelector.Role.POD
            : TargetSelector.Role.ENDPOINT_SLICE,
        namespaces != null && namespaces.any() ? List.of() : named,
        labelSelector(spec.selector()),
        port(endpoint),
        false);
  }

  private static String port(Endpoint endpoint) {
    if (endpoint.port() != null) {
      return endpoint.port();
    }
    return endpoint.portNumber() == null
        ? Objects.requireNonNullElse(endpoint.targetPort(), "")
        : endpoint.portNumber().toString();
  }

  private static LabelSelector labelSelector(MonitorSpec.@Nullable Selector selector) {
    if (selector == null) {
      return LabelSelector.ALL;
    }
    List<LabelSelector.Requirement> requirements = new ArrayList<>();
    Objects.requireNonNullElse(selector.matchLabels(), Map.<String, String>of())
        .forEach(
            (key, value) ->
                requirements.add(
                    new LabelSelector.Requirement(key, LabelSelector.Operator.IN, List.of(value))));
    for (MonitorSpec.Requirement requirement : listed(selector.matchExpressions())) {
      requirements.add(
          new LabelSelector.Requirement(
              requirement.key(),
              switch (requirement.operator()) {
                case "In" -> LabelSelector.Operator.IN;
                case "NotIn" -> LabelSelector.Operator.NOT_IN;
                case "Exists" -> LabelSelector.Operator.EXISTS;
                case "DoesNotExist" -> LabelSelector.Operator.DOES_NOT_EXIST;
                default ->
                    throw new IllegalArgumentException(
                        "spec.selector.matchExpressions: the operator is \"%s\""
                            .formatted(requirement.operator()));
              },
              listed(requirement.values())));
    }
    return new LabelSelector(requirements);
  }

  /** The labels job, endpoint and those that the monitor takes from its Service or pod. */
  private static List<RelabelRule> labels(MonitorSpec spec, boolean pods) {
    List<RelabelRule> rules = new ArrayList<>();
    String owner = META + (pods ? "pod" : "service");
    if (!pods) {
      rules.add(taken(owner + "_name", "job"));
    }
    if (spec.jobLabel() != null && !spec.jobLabel().isEmpty()) {
      rules.add(taken(owner + "_label_" + safe(spec.jobLabel()), "job"));
    }
    rules.add(
        taken(META + (pods ? "pod_container_port_name" : "endpointslice_port_name"), "endpoint"));
    listed(spec.targetLabels())
        .forEach(label -> rules.add(taken(META + "service_label_" + safe(label), safe(label))));
    listed(spec.podTargetLabels())
        .forEach(label -> rules.add(taken(META + "pod_label_" + safe(label), safe(label))));
    return rules;
  }

  private static RelabelRule taken(String source, String target) {
    return RelabelRule.of(Action.REPLACE, "(.+)", source)
        .to(target, RelabelRule.DEFAULT_REPLACEMENT);
  }

  private static String safe(String label) {
    return label.replaceAll("[^a-zA-Z0-9_]", "_");
  }

  private static RelabelRule rule(MonitorSpec.Step step) {
    String word = Objects.requireNonNullElse(step.action(), "replace");
    Action action =
        Stream.of(Action.values())
            .filter(known -> known.word().equalsIgnoreCase(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the action of a relabeling is \"%s\"".formatted(word)));
    return new RelabelRule(
        action,
        listed(step.sourceLabels()),
        Objects.requireNonNullElse(step.separator(), RelabelRule.DEFAULT_SEPARATOR),
        Objects.requireNonNullElse(step.regex(), RelabelRule.DEFAULT_REGEX),
        Objects.requireNonNullElse(step.modulus(), 0L),
        Objects.requireNonNullElse(step.targetLabel(), ""),
        Objects.requireNonNullElse(step.replacement(), RelabelRule.DEFAULT_REPLACEMENT));
  }

  private static ScrapeDefinition.Limits limits(MonitorSpec spec) {
    int targets = Objects.requireNonNullElse(spec.targetLimit(), 0);
    return new ScrapeDefinition.Limits(
        Objects.requireNonNullElse(spec.sampleLimit(), 0),
        Objects.requireNonNullElse(spec.labelLimit(), 0),
        Objects.requireNonNullElse(spec.labelNameLengthLimit(), 0),
        Objects.requireNonNullElse(spec.labelValueLengthLimit(), 0),
        BODY_BYTES,
        targets == 0 ? TARGETS : targets);
  }

  private static <T> List<T> listed(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
