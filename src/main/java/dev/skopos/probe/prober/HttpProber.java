// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.model.Labels;
import dev.skopos.net.Deadline;
import dev.skopos.net.http.HttpBody;
import dev.skopos.net.http.HttpClient;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.HttpOptions;
import dev.skopos.net.http.HttpRequest;
import dev.skopos.net.http.HttpResponse;
import dev.skopos.net.http.HttpResult;
import dev.skopos.net.http.HttpTrace;
import dev.skopos.net.http.Timings;
import dev.skopos.net.tls.TlsOptions;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.probe.expect.Response;
import dev.skopos.probe.prober.Measurement.Gauge;
import dev.skopos.probe.prober.Measurement.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Attempts over HTTP. */
record HttpProber(HttpClient client, Secrets secrets) {

  Measurement attempt(HttpProbe probe, Deadline deadline) throws UnusableSecretException {
    HttpResult result = client.send(request(probe), deadline);
    return switch (result) {
      case HttpResult.Failed failed -> failed(failed);
      case HttpResult.Answered answered -> answered(probe, answered);
    };
  }

  private HttpRequest request(HttpProbe probe) throws UnusableSecretException {
    HttpHeaders headers = HttpHeaders.EMPTY;
    for (HttpProbe.Header header : probe.request().headers()) {
      headers = headers.and(header.name(), secrets.text(header.value()));
    }
    if (probe.request().credentials().isPresent()) {
      String authorization = secrets.authorization(probe.request().credentials().get());
      headers = headers.and("Authorization", authorization);
    }
    TlsOptions tls = probe.tls().isPresent() ? secrets.tls(probe.tls().get()) : TlsOptions.SYSTEM;
    HttpOptions options =
        HttpOptions.USUAL
            .withFollowRedirects(probe.response().followRedirects())
            .withMaxBodyBytes(probe.response().maxBodyBytes())
            .withFamily(probe.ipFamily())
            .withTls(tls);
    HttpBody body = HttpBody.of(probe.request().body());
    return new HttpRequest(probe.request().method(), probe.url(), headers, body, options);
  }

  private static Measurement failed(HttpResult.Failed failed) {
    HttpTrace trace = failed.trace();
    Problem problem = Problems.of(failed.failure(), trace.timings().total());
    if (trace.redirects() > 0) {
      problem =
          new Problem(
              problem.reason(),
              "%s, after %d redirects at %s"
                  .formatted(problem.message(), trace.redirects(), withoutQuery(trace.finalUrl())));
    }
    return new Measurement(
        Optional.of(problem),
        Optional.empty(),
        Optional.empty(),
        trace.timings(),
        trace.tls(),
        connectionGauges(trace));
  }

  private static Measurement answered(HttpProbe probe, HttpResult.Answered answered) {
    HttpTrace trace = answered.trace();
    HttpResponse response = answered.response();
    List<Gauge> gauges = new ArrayList<>(connectionGauges(trace));
    gauges.addAll(responseGauges(response));
    Response.Content content =
        new Response.Content.Http(response.code(), response.headers(), response.text());
    return new Measurement(
        problem(probe, response),
        Optional.empty(),
        Optional.of(new Response(trace.timings(), trace.tls(), content)),
        trace.timings(),
        trace.tls(),
        gauges);
  }

  private static Optional<Problem> problem(HttpProbe probe, HttpResponse response) {
    if (probe.expectedStatus().stream().noneMatch(p -> p.matches(response.code()))) {
      String expected =
          probe.expectedStatus().stream()
              .map(StatusPattern::toString)
              .collect(Collectors.joining(", "));
      return Optional.of(
          new Problem(
              Reason.UNEXPECTED_STATUS,
              "status %d, expected %s".formatted(response.code(), expected)));
    }
    if (response.truncated()) {
      return Optional.of(
          new Problem(
              Reason.INVALID_ANSWER,
              "the body is larger than maxBodyBytes (%d)"
                  .formatted(probe.response().maxBodyBytes())));
    }
    return Optional.empty();
  }

  private static List<Gauge> connectionGauges(HttpTrace trace) {
    List<Gauge> gauges = new ArrayList<>(Gauges.lookup(trace.timings().resolve(), trace.address()));
    phases(trace.timings())
        .forEach(
            (phase, took) ->
                gauges.add(
                    new Gauge(
                        "probe_http_duration_seconds",
                        Labels.of("phase", phase),
                        Gauges.seconds(took))));
    gauges.add(Gauge.of("probe_http_redirects", trace.redirects()));
    gauges.add(Gauge.of("probe_http_ssl", "https".equalsIgnoreCase(trace.finalUrl().getScheme())));
    trace.tls().ifPresent(facts -> gauges.addAll(Gauges.tls(facts)));
    return gauges;
  }

  private static Map<String, Duration> phases(Timings timings) {
    return Map.of(
        "resolve", timings.resolve(),
        "connect", timings.connect(),
        "tls", timings.tls(),
        "processing", timings.processing(),
        "transfer", timings.transfer());
  }

  private static List<Gauge> responseGauges(HttpResponse response) {
    return List.of(
        Gauge.of("probe_http_status_code", response.code()),
        Gauge.of("probe_http_content_length", contentLength(response)),
        Gauge.of("probe_http_uncompressed_body_length", response.body().length()),
        Gauge.of("probe_http_version", version(response.status().version())));
  }

  /** As blackbox_exporter: -1 where the server does not say. */
  private static double contentLength(HttpResponse response) {
    return response.headers().first("Content-Length").map(HttpProber::number).orElse(-1.0);
  }

  private static double version(String version) {
    return number(version.substring(version.indexOf('/') + 1));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  /** The query may hold credentials. */
  private static String withoutQuery(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
  }
}
