// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.model.Matcher;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.net.http.BodyBuffer;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.scrape.HistogramOptions;
import dev.skopos.scrape.RequestSecrets;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.relabel.RelabelRule;
import dev.skopos.scrape.target.Target;
import dev.skopos.store.InMemoryStore;
import dev.skopos.wire.Message;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A registry on a manual clock, with targets that expose what a test says. */
final class ScrapeLab {

  static final ResourceId ID = new ResourceId("MetricSource", "shop", "web");
  static final Duration INTERVAL = Duration.ofSeconds(10);

  final ManualScheduler scheduler = new ManualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
  final InMemoryStore store = new InMemoryStore();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final ScrapeMemory memory = new ScrapeMemory(1 << 20, meters);
  final Map<String, String> expositions = new ConcurrentHashMap<>();
  final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
  final Map<String, String> types = new ConcurrentHashMap<>();
  final List<Map<String, String>> discovered = new ArrayList<>();
  final ScrapeRegistry registry =
      new ScrapeRegistry(
          new ScrapeRegistry.Schedulers(scheduler, scheduler),
          this::fetch,
          memory,
          _ -> List.copyOf(discovered),
          store,
          meters);

  private Fetcher.Exposition fetch(Target target, ScrapeDefinition definition, BodyBuffer buffer)
      throws ScrapeException {
    String host = target.url().getAuthority();
    String text = expositions.get(host);
    byte[] body = text == null ? bodies.get(host) : text.getBytes(StandardCharsets.UTF_8);
    if (body == null) {
      throw new ScrapeException("connection refused");
    }
    return new Fetcher.Exposition(
        Optional.of(types.getOrDefault(host, "text/plain")), body, body.length);
  }

  /** From now on the address gives this family. */
  void exposeProtobuf(String address, Message family) {
    bodies.put(address, family.toDelimited());
    types.put(address, "application/vnd.google.protobuf");
  }

  void exposeOpenMetrics(String address, String text) {
    expositions.put(address, text);
    types.put(address, "application/openmetrics-text");
  }

  static ScrapeDefinition definition(TargetSelector... selectors) {
    return new ScrapeDefinition(
        ID,
        "web",
        new ScrapeDefinition.Schedule(INTERVAL, Duration.ofSeconds(5)),
        new ScrapeDefinition.Request(
            "http",
            "/metrics",
            Map.of(),
            Optional.of(ExpositionFormat.PROMETHEUS_TEXT),
            HistogramOptions.CLASSIC,
            RequestSecrets.NONE),
        List.of(selectors),
        new ScrapeDefinition.Rewriting(List.of(), List.of(), false, true),
        new ScrapeDefinition.Limits(0, 0, 0, 0, 1 << 20, 10),
        false);
  }

  static ScrapeDefinition relabeled(ScrapeDefinition definition, RelabelRule... metrics) {
    return new ScrapeDefinition(
        definition.id(),
        definition.job(),
        definition.schedule(),
        definition.request(),
        definition.selectors(),
        new ScrapeDefinition.Rewriting(
            definition.rewriting().targets(), List.of(metrics), false, true),
        definition.limits(),
        definition.suspend());
  }

  static ScrapeDefinition withHistograms(ScrapeDefinition definition, HistogramOptions histograms) {
    ScrapeDefinition.Request request = definition.request();
    return new ScrapeDefinition(
        definition.id(),
        definition.job(),
        definition.schedule(),
        new ScrapeDefinition.Request(
            request.scheme(),
            request.path(),
            request.parameters(),
            request.fallback(),
            histograms,
            request.secrets()),
        definition.selectors(),
        definition.rewriting(),
        definition.limits(),
        definition.suspend());
  }

  static ScrapeDefinition limited(ScrapeDefinition definition, ScrapeDefinition.Limits limits) {
    return new ScrapeDefinition(
        definition.id(),
        definition.job(),
        definition.schedule(),
        definition.request(),
        definition.selectors(),
        definition.rewriting(),
        limits,
        definition.suspend());
  }

  static TargetSelector.Static target(String address) {
    return new TargetSelector.Static(List.of(address), Map.of());
  }

  void nextScrape() {
    scheduler.advance(INTERVAL);
  }

  /**
   * The values of all series but those about scrapes, the oldest first; "end" is a stale marker.
   */
  Map<String, List<String>> samples() {
    Map<String, List<String>> samples = new TreeMap<>();
    all()
        .forEach(
            series -> {
              if (!series.labels().metricName().matches("up|scrape_.*")) {
                samples.put(series.labels().toString(), values(series));
              }
            });
    return samples;
  }

  /** The values of one metric of the only target. */
  List<String> values(String metric) {
    return all().stream()
        .filter(series -> series.labels().metricName().equals(metric))
        .map(ScrapeLab::values)
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> values(Series series) {
    List<String> values = new ArrayList<>();
    for (double value : series.values()) {
      values.add(Sample.isStale(value) ? "end" : Double.toString(value));
    }
    return values;
  }

  List<Series> all() {
    return all(store);
  }

  static List<Series> all(InMemoryStore store) {
    return store.select(
        Long.MIN_VALUE, Long.MAX_VALUE, List.of(Matcher.of(Matcher.Type.REGEX, "__name__", ".+")));
  }
}
