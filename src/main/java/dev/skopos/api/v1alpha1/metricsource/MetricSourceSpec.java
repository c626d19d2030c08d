// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.metricsource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Authentication;
import dev.skopos.api.v1alpha1.Interval;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to scrape, how often, and what becomes of the labels.
 *
 * <p>What is absent gets the default of the schema here too, so that a spec that never went through
 * an API server means the same.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value =
        "(has(self.targets) && size(self.targets) > 0)"
            + " || (has(self.discover) && size(self.discover) > 0)",
    message = "set targets, discover or both")
@ValidationRule(
    value = "!has(self.tls) || self.http.scheme == 'https'",
    message = "tls needs http.scheme: https",
    fieldPath = ".tls")
public record MetricSourceSpec(
    @JsonPropertyDescription(
            "Value of the label job of all targets, unless relabelings say otherwise; by default"
                + " the name of the resource.")
        @Nullable
        @Size(min = 1, max = 253)
        String job,
    @JsonPropertyDescription("When targets are scraped and how long one scrape may take.")
        @Default("{}")
        Schedule schedule,
    @JsonPropertyDescription("Targets that are given by their addresses.") @Size(max = 32)
        List<StaticTargets> targets,
    @JsonPropertyDescription("Targets that are objects of the cluster.") @Size(max = 16)
        List<Discovery> discover,
    @JsonPropertyDescription("How a target is asked.") @Default("{}") HttpRequest http,
    @JsonPropertyDescription("Credentials that are sent to the targets.")
        @Nullable Authentication auth,
    @JsonPropertyDescription("How TLS is spoken with the targets; needs http.scheme: https.")
        @Nullable TlsClient tls,
    @JsonPropertyDescription(
            "Steps that change the labels of a target, or drop it, before it is scraped, as"
                + " relabel_configs of Prometheus.")
        @Size(max = 50)
        List<Relabeling> relabelings,
    @JsonPropertyDescription(
            "Steps that change the labels of a sample, or drop it, before it is stored, as"
                + " metric_relabel_configs of Prometheus.")
        @Size(max = 50)
        List<Relabeling> metricRelabelings,
    @JsonPropertyDescription(
            "Whether labels of a sample win over labels of its target that have the same name;"
                + " otherwise they are kept as exported_NAME.")
        @Default("false")
        boolean honorLabels,
    @JsonPropertyDescription("Whether samples keep time stamps that the target gives them.")
        @Default("true")
        Boolean honorTimestamps,
    @JsonPropertyDescription("Which histograms of the targets are stored.") @Default("{}")
        Histograms histograms,
    @JsonPropertyDescription("What one scrape may bring; a scrape that brings more fails.")
        @Default("{}")
        Limits limits,
    @JsonPropertyDescription(
            "Stops scraping until set back to false; the series of the targets end.")
        @Default("false")
        boolean suspend) {

  public MetricSourceSpec {
    schedule = Objects.requireNonNullElse(schedule, Schedule.DEFAULT);
    targets = targets == null ? List.of() : List.copyOf(targets);
    discover = discover == null ? List.of() : List.copyOf(discover);
    http = Objects.requireNonNullElse(http, HttpRequest.DEFAULT);
    relabelings = relabelings == null ? List.of() : List.copyOf(relabelings);
    metricRelabelings = metricRelabelings == null ? List.of() : List.copyOf(metricRelabelings);
    honorTimestamps = Objects.requireNonNullElse(honorTimestamps, true);
    histograms = Objects.requireNonNullElse(histograms, Histograms.DEFAULT);
    limits = Objects.requireNonNullElse(limits, Limits.DEFAULT);
  }

  /** When targets are scraped. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value =
          "duration(self.interval) >= duration('1s') && duration(self.interval) <= duration('24h')",
      message = "interval must be from 1s to 24h",
      fieldPath = ".interval")
  @ValidationRule(
      value = "duration(self.timeout) >= duration('10ms')",
      message = "timeout must be at least 10ms",
      fieldPath = ".timeout")
  @ValidationRule(
      value = "duration(self.timeout) <= duration(self.interval)",
      message = "timeout must not be longer than interval",
      fieldPath = ".timeout")
  public record Schedule(
      @JsonPropertyDescription("Time from one scrape of a target to the next, from 1s to 24h.")
          @Default("30s")
          @Pattern(Interval.PATTERN)
          @Size(min = 2, max = 32)
          Interval interval,
      @JsonPropertyDescription("Time that one scrape may take; not longer than interval.")
          @Default("10s")
          @Pattern(Interval.PATTERN)
          @Size(min = 2, max = 32)
          Interval timeout) {

    static final Schedule DEFAULT = new Schedule(new Interval("30s"), new Interval("10s"));

    public Schedule {
      interval = Objects.requireNonNullElse(interval, new Interval("30s"));
      timeout = Objects.requireNonNullElse(timeout, new Interval("10s"));
    }
  }

  /** Targets that are given by their addresses. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value =
          "!has(self.labels) || self.labels.all(name,"
              + " name.size() <= 128 && name.matches('^[a-zA-Z_][a-zA-Z0-9_]*$'))",
      message = "labels: a name has letters, digits and underscores and is at most 128 long",
      fieldPath = ".labels")
  public record StaticTargets(
      @JsonPropertyDescription(
              "Addresses as host:port, for instance cart.shop.svc:8080. Each is a target.")
          @Required
          @Size(min = 1, max = 500)
          List<
                  @Pattern("^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?$")
                  @Size(max = 260) String>
              addresses,
      @JsonPropertyDescription(
              "Labels of these targets. Those that begin with __ are seen by relabelings only.")
          @Size(max = 32)
          Map<String, @Size(max = 1024) String> labels) {

    public StaticTargets {
      addresses = addresses == null ? List.of() : List.copyOf(addresses);
      labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    }
  }
}
