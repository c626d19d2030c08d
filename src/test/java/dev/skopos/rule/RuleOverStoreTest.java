// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static dev.skopos.rule.RuleLab.START;
import static dev.skopos.rule.RuleLab.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleLab.JsonStates;
import dev.skopos.rule.RuleSnapshot.State;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.InMemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rules with the real engine over a store that probes write to and rules too. */
class RuleOverStoreTest {
  private static final Labels PROBE = Labels.of("__name__", "probe_success", "name", "checkout");
  private static final ResourceId META = new ResourceId("AlertRule", "ops", "meta");

  private final InMemoryStore store = new InMemoryStore();
  private final Engine engine = new Engine(store, EngineOptions.DEFAULTS);
  private final ManualScheduler scheduler = new ManualScheduler(START);
  private final RuleRegistry registry =
      new RuleRegistry(
          new RuleEnvironment(_ -> this::query, this::write, new JsonStates(), _ -> {}, ""),
          scheduler,
          new SimpleMeterRegistry());

  private List<Element> query(String expr, Instant at) throws QueryFunction.QueryFailedException {
    try {
      return switch (engine.instant(engine.parse(expr), at)) {
        case Value.Vector vector ->
            vector.points().stream().map(p -> new Element(p.labels(), p.value())).toList();
        case Value.Scalar scalar -> List.of(new Element(Labels.EMPTY, scalar.value()));
        case Value.Matrix _, Value.Text _ -> throw new AssertionError(expr);
      };
    } catch (ParseException | QueryException e) {
      throw new QueryFunction.QueryFailedException(Objects.toString(e.getMessage()), e);
    }
  }

  private Optional<SampleWriter.Refused> write(List<RuleSample> batch) {
    try {
      Appender appender = store.appender();
      for (RuleSample sample : batch) {
        appender.append(sample.labels(), sample.timestamp(), sample.value());
      }
      assertThat(appender.commit()).isEqualTo(batch.size());
    } catch (AppendException e) {
      throw new AssertionError(e);
    }
    return Optional.empty();
  }

  /** A probe every 10 s from the given time on; the last result is the only thing that changes. */
  private void probe(Instant from, double success, int times) {
    for (int i = 0; i < times; i++) {
      long at = from.plusSeconds(10L * i).toEpochMilli();
      scheduler.at(
          Instant.ofEpochMilli(at), () -> write(List.of(new RuleSample(PROBE, at, success))));
    }
  }

  private State stateOf(ResourceId id) {
    return registry.snapshot(id).orElseThrow().state();
  }

  private static GroupDefinition metaRule() {
    return RuleLab.single(
        META,
        Duration.ofSeconds(10),
        new RuleDefinition.Alerting(
            "SomethingFires",
            "count(ALERTS{alertname=\"Down\", alertstate=\"firing\"}) > 0",
            Duration.ZERO,
            Duration.ZERO,
            new TreeMap<>(),
            new TreeMap<>()));
  }

  @Test
  void aFailingProbeRaisesAnAlertThatOtherRulesSeeAndThatEnds() {
    probe(START, 1, 30);
    probe(START.plusSeconds(300), 0, 60);
    probe(START.plusSeconds(900), 1, 60);
    registry.apply(
        RuleLab.withAnnotation(
            RuleLab.withExpr(rule("2M", "0S"), "probe_success == 0"),
            "summary",
            "{{ $labels.name }} failed {{ with query \"count_over_time(probe_success[1m])\" }}"
                + "{{ . | first | value }}{{ end }} probes"));
    registry.apply(metaRule());

    scheduler.advance(Duration.ofSeconds(299));
    assertThat(stateOf(RuleLab.ID)).isEqualTo(State.INACTIVE);

    scheduler.advance(Duration.ofMinutes(1));
    assertThat(stateOf(RuleLab.ID)).isEqualTo(State.PENDING);
    assertThat(stateOf(META)).isEqualTo(State.INACTIVE);

    scheduler.advance(Duration.ofMinutes(2));
    GroupSnapshot firing = registry.snapshot(RuleLab.ID).orElseThrow();
    assertThat(firing.state()).isEqualTo(State.FIRING);
    assertThat(firing.instances().getFirst().summary()).isEqualTo("checkout failed 6 probes");
    scheduler.advance(Duration.ofSeconds(10));
    assertThat(stateOf(META)).isEqualTo(State.FIRING);

    scheduler.advance(Duration.ofSeconds(500));
    assertThat(stateOf(RuleLab.ID)).isEqualTo(State.INACTIVE);
    assertThat(stateOf(META)).isEqualTo(State.INACTIVE);
  }

  @Test
  void aDeletedCheckWhoseSeriesGoesStaleEndsItsAlertAtTheNextEvaluation() {
    probe(START, 0, 10);
    registry.apply(RuleLab.withExpr(rule("0S", "0S"), "probe_success == 0"));
    scheduler.advance(Duration.ofSeconds(95));
    assertThat(stateOf(RuleLab.ID)).isEqualTo(State.FIRING);

    long at = scheduler.clock().instant().toEpochMilli();
    write(List.of(new RuleSample(PROBE, at, Sample.STALE)));
    scheduler.advance(Duration.ofSeconds(30));

    assertThat(stateOf(RuleLab.ID)).isEqualTo(State.INACTIVE);
  }
}
