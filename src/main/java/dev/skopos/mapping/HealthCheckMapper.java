// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.Authentication;
import dev.skopos.api.v1alpha1.HttpHeader;
import dev.skopos.api.v1alpha1.SecretFrom;
import dev.skopos.api.v1alpha1.ValueFrom;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheck;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckSpec;
import dev.skopos.api.v1alpha1.healthcheck.HttpTarget;
import dev.skopos.net.IpFamily;
import dev.skopos.net.SecretReference;
import dev.skopos.net.dns.DnsQuery;
import dev.skopos.net.dns.RecordType;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.Credentials;
import dev.skopos.probe.definition.DnsProbe;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.Probe;
import dev.skopos.probe.definition.SecretValue;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.probe.definition.TcpProbe;
import dev.skopos.probe.definition.TlsSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns HealthChecks into checks. */
public final class HealthCheckMapper {

  private static final int DNS_PORT = 53;

  /** {@code host}, {@code host:port}, an IPv6 address in brackets. */
  private static final Pattern SERVER =
      Pattern.compile("(?:\\[(?<v6>[^\\]]+)\\]|(?<host>[^:\\[\\]]+))(?::(?<port>[0-9]{1,5}))?");

  /**
   * The check that the resource describes.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public CheckDefinition toCheck(HealthCheck resource) {
    HealthCheckSpec spec = needed(resource.getSpec(), "spec");
    SecretReferences references = references(resource);
    return new CheckDefinition(
        ResourceIds.of(resource),
        new CheckDefinition.Schedule(
            spec.schedule().interval().toDuration(), spec.schedule().timeout().toDuration()),
        new CheckDefinition.Retry(spec.retry().attempts(), spec.retry().delay().toDuration()),
        new CheckDefinition.Thresholds(
            spec.thresholds().failure(), spec.thresholds().success(), spec.thresholds().degraded()),
        probe(spec, references),
        spec.assertions().stream().map(AssertionMapper::toAssertion).toList(),
        spec.suspend());
  }

  /** All keys of Secrets and ConfigMaps that the resource names. */
  public List<SecretReference> secrets(HealthCheck resource) {
    SecretReferences references = references(resource);
    HealthCheckSpec spec = resource.getSpec();
    HttpTarget http = spec.http();
    return Stream.of(
            http == null ? Stream.<SecretReference>empty() : references.of(http.headers()),
            secrets(spec.auth(), references),
            secrets(spec.tls(), references))
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  private static Stream<SecretReference> secrets(
      @Nullable Authentication auth, SecretReferences references) {
    if (auth == null) {
      return Stream.empty();
    }
    Authentication.Basic basic = auth.basic();
    Authentication.Bearer bearer = auth.bearer();
    return Stream.of(
            references.of(basic == null ? null : basic.usernameFrom()),
            references.of(basic == null ? null : basic.passwordFrom()),
            references.of(bearer == null ? null : bearer.tokenFrom()))
        .flatMap(Optional::stream);
  }

  private static Stream<SecretReference> secrets(
      dev.skopos.api.v1alpha1.healthcheck.@Nullable TlsSettings tls, SecretReferences references) {
    return tls == null
        ? Stream.empty()
        : Stream.of(
                references.of(tls.caFrom()),
                references.of(tls.clientCertificateFrom()),
                references.of(tls.clientKeyFrom()))
            .flatMap(Optional::stream);
  }

  private static SecretReferences references(HealthCheck resource) {
    return new SecretReferences(resource.getMetadata().getNamespace());
  }

  private static Probe probe(HealthCheckSpec spec, SecretReferences references) {
    Optional<TlsSettings> tls = TlsMapper.toTls(spec.tls(), references);
    IpFamily family = IpFamily.valueOf(spec.network().ipFamily().name());
    HttpTarget http = spec.http();
    if (http != null) {
      return http(http, credentials(spec.auth(), references), tls, family, references);
    }
    HealthCheckSpec.TcpTarget tcp = spec.tcp();
    if (tcp != null) {
      return new TcpProbe(
          tcp.host(),
          tcp.port(),
          tcp.tls() ? tls.or(() -> Optional.of(TlsSettings.USUAL)) : Optional.empty(),
          family);
    }
    return dns(needed(spec.dns(), "one of spec.http, spec.tcp, spec.dns"));
  }

  private static HttpProbe http(
      HttpTarget http,
      Optional<Credentials> credentials,
      Optional<TlsSettings> tls,
      IpFamily family,
      SecretReferences references) {
    String body = http.body();
    return new HttpProbe(
        URI.create(http.url()),
        new HttpProbe.Request(
            http.method().name(),
            http.headers().stream().map(header -> header(header, references)).toList(),
            body == null ? "" : body,
            credentials),
        http.expectedStatus().stream().map(StatusPattern::parse).toList(),
        new HttpProbe.Response(http.followRedirects(), http.maxBodyBytes().toBytes()),
        tls,
        family);
  }

  private static HttpProbe.Header header(HttpHeader header, SecretReferences references) {
    return new HttpProbe.Header(
        header.name(),
        value(
            header.value(),
            header.valueFrom(),
            references,
            "spec.http.headers[" + header.name() + "].value"));
  }

  private static Optional<Credentials> credentials(
      @Nullable Authentication auth, SecretReferences references) {
    if (auth == null) {
      return Optional.empty();
    }
    Authentication.Basic basic = auth.basic();
    if (basic != null) {
      return Optional.of(
          new Credentials.Basic(
              value(basic.username(), basic.usernameFrom(), references, "spec.auth.basic.username"),
              secret(basic.passwordFrom(), references, "spec.auth.basic.passwordFrom")));
    }
    Authentication.Bearer bearer =
        needed(auth.bearer(), "one of spec.auth.basic, spec.auth.bearer");
    return Optional.of(
        new Credentials.Bearer(
            secret(bearer.tokenFrom(), references, "spec.auth.bearer.tokenFrom")));
  }

  private static SecretValue value(
      @Nullable String literal,
      @Nullable ValueFrom from,
      SecretReferences references,
      String field) {
    return literal != null
        ? new SecretValue.Literal(literal)
        : new SecretValue.From(needed(references.of(from).orElse(null), field));
  }

  private static SecretValue secret(
      @Nullable SecretFrom from, SecretReferences references, String field) {
    return new SecretValue.From(needed(references.of(from).orElse(null), field));
  }

  private static DnsProbe dns(HealthCheckSpec.DnsTarget dns) {
    return new DnsProbe(
        dns.name(),
        RecordType.valueOf(dns.type().name()),
        Optional.ofNullable(dns.server()).map(HealthCheckMapper::server));
  }

  private static DnsQuery.Server server(String text) {
    Matcher parts = SERVER.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "spec.dns.server: \"%s\" is neither host nor host:port".formatted(text));
    }
    String v6 = parts.group("v6");
    String port = parts.group("port");
    return new DnsQuery.Server(
        v6 == null ? parts.group("host") : v6, port == null ? DNS_PORT : Integer.parseInt(port));
  }
}
