// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a ServiceMonitor or PodMonitor of monitoring.coreos.com/v1 that say what is scraped
 * and how; the names are those of its fields.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MonitorSpec(
    @Nullable Selector selector,
    @Nullable NamespaceSelector namespaceSelector,
    @Nullable List<Endpoint> endpoints,
    @Nullable List<Endpoint> podMetricsEndpoints,
    @Nullable String jobLabel,
    @Nullable List<String> targetLabels,
    @Nullable List<String> podTargetLabels,
    @Nullable Integer sampleLimit,
    @Nullable Integer targetLimit,
    @Nullable Integer labelLimit,
    @Nullable Integer labelNameLengthLimit,
    @Nullable Integer labelValueLengthLimit,
    @Nullable Boolean scrapeNativeHistograms,
    @Nullable Boolean scrapeClassicHistograms,
    @Nullable Integer nativeHistogramBucketLimit,
    @Nullable String nativeHistogramMinBucketFactor) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Selector(
      @Nullable Map<String, String> matchLabels, @Nullable List<Requirement> matchExpressions) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Requirement(String key, String operator, @Nullable List<String> values) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record NamespaceSelector(boolean any, @Nullable List<String> matchNames) {}

  /**
   * One way to scrape what the selector finds.
   *
   * @param targetPort a name or a number
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Endpoint(
      @Nullable String port,
      @Nullable Integer portNumber,
      @Nullable String targetPort,
      @Nullable String path,
      @Nullable String scheme,
      @Nullable Map<String, List<String>> params,
      @Nullable String interval,
      @Nullable String scrapeTimeout,
      boolean honorLabels,
      @Nullable Boolean honorTimestamps,
      @Nullable List<Step> relabelings,
      @Nullable List<Step> metricRelabelings,
      @Nullable BasicAuth basicAuth,
      @Nullable Key bearerTokenSecret,
      @Nullable String bearerTokenFile,
      @Nullable Authorization authorization,
      @Nullable TlsConfig tlsConfig) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Step(
      @Nullable String action,
      @Nullable List<String> sourceLabels,
      @Nullable String separator,
      @Nullable String regex,
      @Nullable Long modulus,
      @Nullable String targetLabel,
      @Nullable String replacement) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record BasicAuth(@Nullable Key username, @Nullable Key password) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Authorization(@Nullable String type, @Nullable Key credentials) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record TlsConfig(
      @Nullable SecretOrConfigMap ca,
      @Nullable SecretOrConfigMap cert,
      @Nullable Key keySecret,
      @Nullable String serverName,
      boolean insecureSkipVerify,
      @Nullable String caFile,
      @Nullable String certFile,
      @Nullable String keyFile) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record SecretOrConfigMap(@Nullable Key secret, @Nullable Key configMap) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Key(String name, String key) {}
}
