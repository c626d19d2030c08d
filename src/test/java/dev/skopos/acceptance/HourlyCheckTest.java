// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.ResourceId;
import dev.skopos.net.IpFamily;
import dev.skopos.net.http.Timings;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.CheckStateStore;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.probe.prober.Measurement;
import dev.skopos.probe.run.CheckRegistry;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleEnvironment;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.RuleSnapshot.State;
import dev.skopos.rule.RuleState;
import dev.skopos.rule.RuleStateStore;
import dev.skopos.rule.SampleWriter;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PromQL looks back five minutes, so a rule on a check that runs once an hour can hold only because
 * results are appended again. From the prober's answer to the alert, with the real store, engine
 * and rules.
 */
class HourlyCheckTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ResourceId CHECK = new ResourceId("HealthCheck", "shop", "backup");
  private static final ResourceId RULE = new ResourceId("AlertRule", "shop", "backup-down");

  @TempDir private Path folder;

  private final ManualScheduler scheduler = new ManualScheduler(START);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<SourceAlerts> handedOver = new ArrayList<>();
  private boolean up;
  private Tsdb store;
  private Engine engine;
  private CheckRegistry checks;
  private RuleRegistry rules;

  @BeforeEach
  void open() throws IOException {
    store = Tsdb.open(TsdbOptions.defaults(folder, scheduler.clock()));
    engine = new Engine(store, EngineOptions.DEFAULTS);
    checks =
        new CheckRegistry(
            new CheckRegistry.Schedulers(scheduler, scheduler),
            (_, _) -> measurement(),
            store,
            new NoCheckStates(),
            meters);
    rules =
        new RuleRegistry(
            new RuleEnvironment(
                _ -> this::query,
                this::write,
                new NoRuleStates(),
                handedOver::add,
                "http://skopos"),
            scheduler,
            meters);
    checks.started();
  }

  @AfterEach
  void close() throws IOException {
    checks.close();
    store.close();
  }

  private Measurement measurement() {
    return new Measurement(
        up
            ? Optional.empty()
            : Optional.of(new Measurement.Problem(Reason.CONNECTION_FAILED, "refused")),
        Optional.empty(),
        Optional.empty(),
        Timings.NONE,
        Optional.empty(),
        List.of());
  }

  private List<QueryFunction.Element> query(String expr, Instant at)
      throws QueryFunction.QueryFailedException {
    try {
      return switch (engine.instant(engine.parse(expr), at)) {
        case Value.Vector vector ->
            vector.points().stream()
                .map(point -> new QueryFunction.Element(point.labels(), point.value()))
                .toList();
        case Value.Scalar _, Value.Matrix _, Value.Text _ -> throw new AssertionError(expr);
      };
    } catch (ParseException | QueryException e) {
      throw new QueryFunction.QueryFailedException(Objects.toString(e.getMessage()), e);
    }
  }

  private Optional<SampleWriter.Refused> write(List<SampleWriter.RuleSample> batch) {
    Appender appender = store.appender();
    for (SampleWriter.RuleSample sample : batch) {
      try {
        appender.append(sample.labels(), sample.timestamp(), sample.value());
      } catch (AppendException e) {
        throw new AssertionError(e);
      }
    }
    appender.commit();
    return Optional.empty();
  }

  private static CheckDefinition hourly(boolean suspend) {
    return new CheckDefinition(
        CHECK,
        new CheckDefinition.Schedule(Duration.ofHours(1), Duration.ofSeconds(5)),
        CheckDefinition.Retry.NONE,
        CheckDefinition.Thresholds.USUAL,
        new HttpProbe(
            URI.create("http://backup.shop/health"),
            HttpProbe.Request.GET,
            List.of(StatusPattern.SUCCESS),
            HttpProbe.Response.USUAL,
            Optional.empty(),
            IpFamily.ANY),
        List.of(),
        suspend);
  }

  private static GroupDefinition failedForTenMinutes() {
    return new GroupDefinition(
        RULE,
        GroupDefinition.Form.SINGLE,
        Duration.ofSeconds(30),
        Duration.ZERO,
        0,
        false,
        List.of(),
        List.of(
            new RuleDefinition.Alerting(
                "BackupDown",
                "probe_success == 0",
                Duration.ofMinutes(10),
                Duration.ZERO,
                new TreeMap<>(),
                new TreeMap<>())));
  }

  private State state() {
    return rules.snapshot(RULE).orElseThrow().state();
  }

  private void failOnceAndFire() {
    up = false;
    checks.apply(hourly(false));
    rules.apply(failedForTenMinutes());
    scheduler.advance(Duration.ofMinutes(11));
    assertThat(state()).isEqualTo(State.FIRING);
  }

  @Test
  void oneFailedRunOfAnHourlyCheckFiresTenMinutesAfterItWasSeen() {
    up = false;
    checks.apply(hourly(false));
    rules.apply(failedForTenMinutes());

    scheduler.advance(Duration.ZERO);
    assertThat(state()).isEqualTo(State.PENDING);
    Instant seen = rules.snapshot(RULE).orElseThrow().instances().getFirst().activeAt();

    scheduler.advance(Duration.between(START, seen.plus(Duration.ofMinutes(10)).minusMillis(1)));
    assertThat(state()).isEqualTo(State.PENDING);

    scheduler.advance(Duration.ofMillis(1));
    assertThat(state()).isEqualTo(State.FIRING);
    assertThat(handedOver.getLast().alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.labels().get("alertname")).isEqualTo("BackupDown");
              assertThat(alert.labels().get("name")).isEqualTo("backup");
              assertThat(alert.activeAt()).isEqualTo(seen);
            });
  }

  @Test
  void theAlertGoesOnUntilTheNextRunSucceeds() {
    failOnceAndFire();
    up = true;

    scheduler.advance(Duration.ofMinutes(48));
    assertThat(state()).isEqualTo(State.FIRING);

    scheduler.advance(Duration.ofMinutes(2));
    assertThat(state()).isEqualTo(State.INACTIVE);
  }

  @Test
  void suspendingTheCheckEndsTheRepetitionAndTheAlert() {
    failOnceAndFire();

    checks.apply(hourly(true));
    scheduler.advance(Duration.ofSeconds(30));

    assertThat(state()).isEqualTo(State.INACTIVE);
    scheduler.advance(Duration.ofMinutes(5));
    assertThat(state()).isEqualTo(State.INACTIVE);
  }

  @Test
  void deletingTheCheckEndsTheRepetitionAndTheAlert() {
    failOnceAndFire();

    checks.remove(CHECK);
    scheduler.advance(Duration.ofSeconds(30));

    assertThat(state()).isEqualTo(State.INACTIVE);
    scheduler.advance(Duration.ofMinutes(5));
    assertThat(state()).isEqualTo(State.INACTIVE);
  }

  @Test
  void theRealAgeOfARepeatedResultCanBeQueried() throws Exception {
    failOnceAndFire();

    assertThat(
            query("time() - skopos_check_last_run_timestamp_seconds", scheduler.clock().instant()))
        .singleElement()
        .extracting(QueryFunction.Element::value)
        .isEqualTo(660.0);
  }

  /** Remembers nothing. */
  private static final class NoCheckStates implements CheckStateStore {
    @Override
    public boolean begin() {
      return true;
    }

    @Override
    public void end() {}

    @Override
    public Optional<CheckState> load(ResourceId check) {
      return Optional.empty();
    }

    @Override
    public void save(ResourceId check, CheckState state) {}

    @Override
    public void delete(ResourceId check) {}

    @Override
    public Set<ResourceId> ids() {
      return Set.of();
    }
  }

  /** Remembers nothing. */
  private static final class NoRuleStates implements RuleStateStore {
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
}
