// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.Authentication;
import dev.skopos.api.v1alpha1.Selector;
import dev.skopos.api.v1alpha1.metricsource.Discovery;
import dev.skopos.api.v1alpha1.metricsource.Histograms;
import dev.skopos.api.v1alpha1.metricsource.HttpRequest;
import dev.skopos.api.v1alpha1.metricsource.Limits;
import dev.skopos.api.v1alpha1.metricsource.MetricSource;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceSpec;
import dev.skopos.api.v1alpha1.metricsource.Relabeling;
import dev.skopos.api.v1alpha1.metricsource.TlsClient;
import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.net.SecretReference;
import dev.skopos.scrape.HistogramOptions;
import dev.skopos.scrape.LabelSelector;
import dev.skopos.scrape.RequestSecrets;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.relabel.RelabelRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns MetricSources into sources. */
public final class MetricSourceMapper {

  private static final String EVERYWHERE = "*";

  private final String operatorNamespace;

  /**
   * Maps resources.
   *
   * @param operatorNamespace sources in it may look into others, since only those who run the
   *     operator write there
   */
  public MetricSourceMapper(String operatorNamespace) {
    this.operatorNamespace = operatorNamespace;
  }

  /**
   * The source that the resource describes.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public ScrapeDefinition toSource(MetricSource resource) {
    MetricSourceSpec spec = needed(resource.getSpec(), "spec");
    return new ScrapeDefinition(
        ResourceIds.of(resource),
        Objects.requireNonNullElse(spec.job(), resource.getMetadata().getName()),
        new ScrapeDefinition.Schedule(
            spec.schedule().interval().toDuration(), spec.schedule().timeout().toDuration()),
        request(spec, references(resource)),
        selectors(resource),
        new ScrapeDefinition.Rewriting(
            spec.relabelings().stream().map(MetricSourceMapper::rule).toList(),
            spec.metricRelabelings().stream().map(MetricSourceMapper::rule).toList(),
            spec.honorLabels(),
            spec.honorTimestamps()),
        limits(spec.limits()),
        spec.suspend());
  }

  /** All keys of Secrets and ConfigMaps that the resource names. */
  public List<SecretReference> secrets(MetricSource resource) {
    SecretReferences references = references(resource);
    MetricSourceSpec spec = resource.getSpec();
    return Stream.concat(secrets(spec.auth(), references), secrets(spec.tls(), references))
        .distinct()
        .toList();
  }

  private static Stream<SecretReference> secrets(
      @Nullable Authentication auth, SecretReferences references) {
    Authentication.Basic basic = auth == null ? null : auth.basic();
    Authentication.Bearer bearer = auth == null ? null : auth.bearer();
    return Stream.of(
            references.of(basic == null ? null : basic.usernameFrom()),
            references.of(basic == null ? null : basic.passwordFrom()),
            references.of(bearer == null ? null : bearer.tokenFrom()))
        .flatMap(Optional::stream);
  }

  private static Stream<SecretReference> secrets(
      @Nullable TlsClient tls, SecretReferences references) {
    return tls == null
        ? Stream.empty()
        : Stream.of(
                references.of(tls.caFrom()),
                references.of(tls.clientCertificateFrom()),
                references.of(tls.clientKeyFrom()))
            .flatMap(Optional::stream);
  }

  private static SecretReferences references(MetricSource resource) {
    return new SecretReferences(resource.getMetadata().getNamespace());
  }

  private List<TargetSelector> selectors(MetricSource resource) {
    String namespace = resource.getMetadata().getNamespace();
    List<TargetSelector> selectors = new ArrayList<>();
    for (MetricSourceSpec.StaticTargets targets : resource.getSpec().targets()) {
      selectors.add(new TargetSelector.Static(targets.addresses(), targets.labels()));
    }
    for (Discovery discovery : resource.getSpec().discover()) {
      selectors.add(
          new TargetSelector.Discovered(
              TargetSelector.Role.valueOf(needed(discovery.kind(), "spec.discover.kind").name()),
              namespaces(discovery.namespaces(), namespace),
              selector(discovery.selector()),
              Objects.requireNonNullElse(discovery.port(), ""),
              discovery.annotated()));
    }
    return selectors;
  }

  private List<String> namespaces(List<String> named, String own) {
    if (named.isEmpty()) {
      return List.of(own);
    }
    if (!own.equals(operatorNamespace) && !named.equals(List.of(own))) {
      throw new IllegalArgumentException(
          "spec.discover.namespaces: %s: only a MetricSource in namespace %s may name others than"
                  .formatted(named, operatorNamespace)
              + " its own");
    }
    return named.contains(EVERYWHERE) ? List.of() : named;
  }

  private static LabelSelector selector(Selector selector) {
    List<LabelSelector.Requirement> requirements = new ArrayList<>();
    selector
        .matchLabels()
        .forEach(
            (key, value) ->
                requirements.add(
                    new LabelSelector.Requirement(key, LabelSelector.Operator.IN, List.of(value))));
    for (Selector.Requirement requirement : selector.matchExpressions()) {
      requirements.add(
          new LabelSelector.Requirement(
              requirement.key(),
              LabelSelector.Operator.valueOf(requirement.operator().name()),
              requirement.values()));
    }
    return new LabelSelector(requirements);
  }

  private static ScrapeDefinition.Request request(
      MetricSourceSpec spec, SecretReferences references) {
    HttpRequest http = spec.http();
    Map<String, List<String>> parameters =
        http.params().stream()
            .collect(
                Collectors.groupingBy(
                    HttpRequest.Parameter::name,
                    TreeMap::new,
                    Collectors.mapping(HttpRequest.Parameter::value, Collectors.toList())));
    return new ScrapeDefinition.Request(
        switch (http.scheme()) {
          case HTTP -> "http";
          case HTTPS -> "https";
        },
        http.path(),
        parameters,
        Optional.of(ExpositionFormat.PROMETHEUS_TEXT),
        histograms(spec.histograms()),
        new RequestSecrets(login(spec.auth(), references), tls(spec.tls(), references)));
  }

  private static HistogramOptions histograms(Histograms wanted) {
    return new HistogramOptions(
        wanted.wantsNative(),
        wanted.alwaysClassic(),
        wanted.maxBuckets(),
        Double.parseDouble(wanted.minBucketFactor()));
  }

  private static Optional<RequestSecrets.Login> login(
      @Nullable Authentication auth, SecretReferences references) {
    if (auth == null) {
      return Optional.empty();
    }
    Authentication.Basic basic = auth.basic();
    if (basic != null) {
      return Optional.of(
          new RequestSecrets.Basic(
              Optional.ofNullable(basic.username()),
              references.of(basic.usernameFrom()),
              needed(
                  references.of(basic.passwordFrom()).orElse(null),
                  "spec.auth.basic.passwordFrom")));
    }
    Authentication.Bearer bearer =
        needed(auth.bearer(), "one of spec.auth.basic, spec.auth.bearer");
    return Optional.of(
        new RequestSecrets.Bearer(
            needed(references.of(bearer.tokenFrom()).orElse(null), "spec.auth.bearer.tokenFrom")));
  }

  private static Optional<RequestSecrets.Tls> tls(
      @Nullable TlsClient tls, SecretReferences references) {
    return Optional.ofNullable(tls)
        .map(
            settings ->
                new RequestSecrets.Tls(
                    references.of(settings.caFrom()),
                    references.of(settings.clientCertificateFrom()),
                    references.of(settings.clientKeyFrom()),
                    Optional.ofNullable(settings.serverName()),
                    settings.insecureSkipVerify()));
  }

  private static RelabelRule rule(Relabeling step) {
    return new RelabelRule(
        RelabelRule.Action.valueOf(step.action().name()),
        step.sourceLabels(),
        step.separator(),
        step.regex(),
        Objects.requireNonNullElse(step.modulus(), 0L),
        Objects.requireNonNullElse(step.targetLabel(), ""),
        step.replacement());
  }

  private static ScrapeDefinition.Limits limits(Limits limits) {
    return new ScrapeDefinition.Limits(
        limits.samples(),
        limits.labels(),
        limits.labelName(),
        limits.labelValue(),
        limits.body().toBytes(),
        limits.targets());
  }
}
