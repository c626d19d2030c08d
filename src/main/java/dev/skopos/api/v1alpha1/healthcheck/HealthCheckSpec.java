// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.healthcheck;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Authentication;
import dev.skopos.api.v1alpha1.Interval;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to check, how often, and what counts as healthy.
 *
 * <p>What is absent gets the default of the schema here too, so that a spec that never went through
 * an API server means the same.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "[has(self.http), has(self.tcp), has(self.dns)].exists_one(set, set)",
    message = "set exactly one of http, tcp, dns")
@ValidationRule(
    value = "!has(self.auth) || has(self.http)",
    message = "auth needs http",
    fieldPath = ".auth")
@ValidationRule(
    value =
        "!has(self.tls) || (has(self.http) && self.http.url.startsWith('https://'))"
            + " || (has(self.tcp) && self.tcp.tls)",
    message = "tls needs an http.url that begins with https:// or tcp.tls: true",
    fieldPath = ".tls")
@ValidationRule(
    value = "!has(self.assertions) || has(self.http) || self.assertions.all(a, has(a.cel))",
    message = "assertions with jsonPath, header or body need http; with tcp and dns use cel",
    fieldPath = ".assertions")
@ValidationRule(
    value =
        "duration(self.retry.delay).getMilliseconds() * (self.retry.attempts - 1)"
            + " < duration(self.schedule.timeout).getMilliseconds()",
    message =
        "retry: the delays between the attempts together must be shorter than schedule.timeout,"
            + " which bounds all attempts of a run",
    fieldPath = ".retry")
public record HealthCheckSpec(
    @JsonPropertyDescription("When the check runs and how long one run may take.") @Default("{}")
        Schedule schedule,
    @JsonPropertyDescription("Further attempts inside one run, before the run counts as failed.")
        @Default("{}")
        Retry retry,
    @JsonPropertyDescription("How many runs in a row it takes to change the state.") @Default("{}")
        Thresholds thresholds,
    @JsonPropertyDescription("Sends an HTTP request. Set exactly one of http, tcp, dns.")
        @Nullable HttpTarget http,
    @JsonPropertyDescription("Opens a TCP connection. Set exactly one of http, tcp, dns.")
        @Nullable TcpTarget tcp,
    @JsonPropertyDescription("Asks for DNS records. Set exactly one of http, tcp, dns.")
        @Nullable DnsTarget dns,
    @JsonPropertyDescription("Credentials that are sent with the HTTP request.")
        @Nullable Authentication auth,
    @JsonPropertyDescription("How the target's TLS certificate is verified and judged.")
        @Nullable TlsSettings tls,
    @JsonPropertyDescription("Which addresses are used.") @Default("{}") Network network,
    @JsonPropertyDescription(
            "What has to be true of the response. All run each time; each is reported by its name"
                + " with the value that it saw.")
        @Size(max = 20)
        List<Assertion> assertions,
    @JsonPropertyDescription("Stops the check until set back to false; its series go stale.")
        @Default("false")
        boolean suspend) {

  public HealthCheckSpec {
    schedule = Objects.requireNonNullElse(schedule, Schedule.DEFAULT);
    retry = Objects.requireNonNullElse(retry, Retry.DEFAULT);
    thresholds = Objects.requireNonNullElse(thresholds, Thresholds.DEFAULT);
    network = Objects.requireNonNullElse(network, Network.DEFAULT);
    assertions = assertions == null ? List.of() : List.copyOf(assertions);
  }

  /** When a check runs. */
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
      @JsonPropertyDescription(
              "Time from the start of one run to the start of the next, from 1s to 24h, for"
                  + " instance 30s or 1m30s.")
          @Default("60s")
          @Pattern(Interval.PATTERN)
          @Size(min = 2, max = 32)
          Interval interval,
      @JsonPropertyDescription(
              "Time that one run may take with all its attempts; not longer than interval.")
          @Default("10s")
          @Pattern(Interval.PATTERN)
          @Size(min = 2, max = 32)
          Interval timeout) {

    static final Schedule DEFAULT = new Schedule(new Interval("60s"), new Interval("10s"));

    public Schedule {
      interval = Objects.requireNonNullElse(interval, new Interval("60s"));
      timeout = Objects.requireNonNullElse(timeout, new Interval("10s"));
    }
  }

  /** Further attempts inside one run. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Retry(
      @JsonPropertyDescription("Attempts in one run in all, the first included.")
          @Default("1")
          @Min(1)
          @Max(10)
          Integer attempts,
      @JsonPropertyDescription("Wait between two attempts, for instance 500ms.")
          @Default("1s")
          @Pattern(Interval.PATTERN)
          @Size(min = 2, max = 32)
          Interval delay) {

    static final Retry DEFAULT = new Retry(1, new Interval("1s"));

    public Retry {
      attempts = Objects.requireNonNullElse(attempts, 1);
      delay = Objects.requireNonNullElse(delay, new Interval("1s"));
    }
  }

  /** How many runs in a row change the state. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Thresholds(
      @JsonPropertyDescription("Failed runs in a row after which the check is Unhealthy.")
          @Default("3")
          @Min(1)
          @Max(100)
          Integer failure,
      @JsonPropertyDescription("Successful runs in a row after which the check is Healthy again.")
          @Default("1")
          @Min(1)
          @Max(100)
          Integer success,
      @JsonPropertyDescription(
              "Degraded runs in a row (only assertions of impact Degraded failed, or the"
                  + " certificate ends soon) after which the check is Degraded.")
          @Default("2")
          @Min(1)
          @Max(100)
          Integer degraded) {

    static final Thresholds DEFAULT = new Thresholds(3, 1, 2);

    public Thresholds {
      failure = Objects.requireNonNullElse(failure, 3);
      success = Objects.requireNonNullElse(success, 1);
      degraded = Objects.requireNonNullElse(degraded, 2);
    }
  }

  /** A TCP connection. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record TcpTarget(
      @JsonPropertyDescription("Name or address to connect to, for instance postgres.shop.svc.")
          @Required
          @Pattern("^[A-Za-z0-9._:-]+$")
          @Size(min = 1, max = 253)
          String host,
      @JsonPropertyDescription("Port to connect to.") @Required @Min(1) @Max(65535) int port,
      @JsonPropertyDescription("Whether a TLS handshake follows.") @Default("false") boolean tls) {}

  /** A question to a name server. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record DnsTarget(
      @JsonPropertyDescription("Name to ask for.")
          @Required
          @Pattern("^[A-Za-z0-9_*.-]+$")
          @Size(min = 1, max = 253)
          String name,
      @JsonPropertyDescription("Type of the records to ask for.") @Default("A") RecordType type,
      @JsonPropertyDescription(
              "Name server to ask, as host or host:port; by default those of the operator's pod.")
          @Nullable
          @Pattern("^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?$")
          @Size(min = 1, max = 260)
          String server) {

    public DnsTarget {
      type = Objects.requireNonNullElse(type, RecordType.A);
    }
  }

  /** Types of DNS records that can be asked for. */
  public enum RecordType {
    A,
    AAAA,
    CNAME,
    MX,
    TXT,
    SRV,
    NS
  }

  /** Which addresses of the target are used. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Network(
      @JsonPropertyDescription("Family of the addresses to connect to.") @Default("Any")
          IpFamily ipFamily) {

    static final Network DEFAULT = new Network(IpFamily.ANY);

    public Network {
      ipFamily = Objects.requireNonNullElse(ipFamily, IpFamily.ANY);
    }
  }

  /** Families of IP addresses. */
  public enum IpFamily {
    @JsonProperty("Any")
    ANY,
    @JsonProperty("IPv4")
    IPV4,
    @JsonProperty("IPv6")
    IPV6
  }
}
