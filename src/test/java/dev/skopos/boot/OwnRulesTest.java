// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.rest.Components;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.RuleEnvironment;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleState;
import dev.skopos.rule.RuleStateStore;
import dev.skopos.rule.SampleWriter.Refused;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The operator's own rules, while the store neither takes a sample nor answers a query. */
class OwnRulesTest {

  private static final ResourceId INGEST_STOPPED =
      new ResourceId(ResourceId.OPERATOR, "skopos-system", "SkoposIngestStopped");

  private final ManualScheduler scheduler =
      new ManualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
  private final Parts parts = new Parts();
  private final List<SourceAlerts> handedOver = new ArrayList<>();
  private final RuleRegistry rules = rules();

  private static final class Parts implements Components {
    private boolean takesSamples = true;

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public List<Component> components() {
      return List.of(
          new Component("store", true, ""), new Component("ingest", takesSamples, "no space"));
    }
  }

  private static final class NoStates implements RuleStateStore {
    @Override
    public Optional<RuleState> load(ResourceId rule) {
      return Optional.empty();
    }

    @Override
    public void save(ResourceId rule, RuleState state) {}

    @Override
    public void delete(ResourceId rule) {}

    @Override
    public Set<ResourceId> ids() {
      return Set.of();
    }
  }

  private RuleRegistry rules() {
    QueryFunction store =
        (_, _) -> {
          throw new QueryFunction.QueryFailedException("the store does not answer");
        };
    QueryFunction operator =
        new RuleQueries(new Engine(new ComponentSeries(parts), EngineOptions.DEFAULTS));
    RuleRegistry registry =
        new RuleRegistry(
            new RuleEnvironment(
                new RuleQueriesByGroup(store, operator),
                batch -> Optional.of(new Refused(batch.size(), "no space")),
                new NoStates(),
                handedOver::add,
                ""),
            scheduler,
            new SimpleMeterRegistry());
    OwnRules.all("skopos-system")
        .forEach(group -> assertThat(registry.apply(group)).isEqualTo(Applied.ACCEPTED));
    return registry;
  }

  private RuleSnapshot.State state() {
    return rules.snapshot(INGEST_STOPPED).orElseThrow().state();
  }

  @Test
  void noSamplesForTenSecondsIsAnAlertForTheDefaultChannelUntilTheyAreTakenAgain() {
    scheduler.advance(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo(RuleSnapshot.State.INACTIVE);

    parts.takesSamples = false;
    scheduler.advance(Duration.ofSeconds(9));
    assertThat(state()).isEqualTo(RuleSnapshot.State.PENDING);
    scheduler.advance(Duration.ofSeconds(6));
    assertThat(state()).isEqualTo(RuleSnapshot.State.FIRING);
    assertThat(handedOver.getLast().channels()).isEmpty();
    Alert alert = handedOver.getLast().alerts().getFirst();
    assertThat(alert.state()).isInstanceOf(AlertState.Firing.class);
    assertThat(alert.labels())
        .isEqualTo(
            Labels.of(
                "alertname", "SkoposIngestStopped",
                "component", "ingest",
                "severity", "critical",
                "skopos_namespace", "skopos-system"));
    assertThat(alert.annotations()).containsOnlyKeys("summary", "description");

    parts.takesSamples = true;
    scheduler.advance(Duration.ofSeconds(5));
    assertThat(state()).isEqualTo(RuleSnapshot.State.INACTIVE);
    assertThat(handedOver.getLast().alerts().getFirst().state())
        .isInstanceOf(AlertState.Resolved.class);
  }

  @Test
  void noKindOfResourceSweepsThemAway() {
    rules.retainOnly("AlertRule", Set.of());
    rules.retainOnly("RuleGroup", Set.of());
    scheduler.advance(Duration.ofSeconds(5));

    assertThat(rules.snapshot(INGEST_STOPPED)).isPresent();
  }
}
