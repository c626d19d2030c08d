// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.exposition.ExpositionFormat;
import dev.skopos.exposition.TextFormat;
import dev.skopos.model.ResourceId;
import dev.skopos.net.http.BodyBuffer;
import dev.skopos.scrape.RequestSecrets;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.run.Fetcher;
import dev.skopos.scrape.run.ScrapeException;
import dev.skopos.scrape.target.Target;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator as a target of its own, as job {@code skopos}: what it exposes goes to the store
 * like that of any other target, but without a way through the network.
 */
final class OwnMetrics implements Fetcher {

  private static final String JOB = "skopos";

  private static final int LARGEST = 16 << 20;

  private final PrometheusMeterRegistry registry;
  private final Fetcher others;

  /**
   * Knows the operator's metrics.
   *
   * @param others fetches those of all other targets
   */
  OwnMetrics(PrometheusMeterRegistry registry, Fetcher others) {
    this.registry = registry;
    this.others = others;
  }

  @Override
  public Exposition fetch(Target target, ScrapeDefinition definition, BodyBuffer buffer)
      throws ScrapeException {
    return definition.id().kind().equals(ResourceId.OPERATOR)
        ? own()
        : others.fetch(target, definition, buffer);
  }

  private Exposition own() {
    byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
    return new Exposition(Optional.of(TextFormat.PROMETHEUS.contentType()), text, text.length);
  }

  /** The source that the operator itself is. */
  static ScrapeDefinition source(SkoposConfiguration configuration) {
    return new ScrapeDefinition(
        new ResourceId(ResourceId.OPERATOR, configuration.namespace(), JOB),
        JOB,
        new ScrapeDefinition.Schedule(configuration.scrape().ownInterval(), timeout(configuration)),
        new ScrapeDefinition.Request(
            "http",
            "/metrics",
            Map.of(),
            Optional.of(ExpositionFormat.PROMETHEUS_TEXT),
            false,
            RequestSecrets.NONE),
        List.of(new TargetSelector.Static(List.of(address(configuration)), Map.of())),
        new ScrapeDefinition.Rewriting(List.of(), List.of(), false, true),
        new ScrapeDefinition.Limits(0, 0, 0, 0, LARGEST, 1),
        false);
  }

  /** As people know the operator; it is not connected to. */
  private static String address(SkoposConfiguration configuration) {
    return configuration.externalUrl().getAuthority();
  }

  private static Duration timeout(SkoposConfiguration configuration) {
    Duration usual = Duration.ofSeconds(10);
    Duration interval = configuration.scrape().ownInterval();
    return interval.compareTo(usual) < 0 ? interval : usual;
  }
}
