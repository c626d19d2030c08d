// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleSnapshot.State;
import dev.skopos.schedule.SchedulerObserver;
import dev.skopos.schedule.VirtualThreadScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real scheduler, and threads that change rules while they are evaluated. */
class RuleConcurrencyTest {
  private static final int RULES = 20;

  private static final class Memory implements RuleStateStore {
    final Map<ResourceId, RuleState> states = new ConcurrentHashMap<>();

    @Override
    public Optional<RuleState> load(ResourceId rule) {
      return Optional.ofNullable(states.get(rule));
    }

    @Override
    public void save(ResourceId rule, RuleState state) {
      states.put(rule, state);
    }

    @Override
    public void delete(ResourceId rule) {
      states.remove(rule);
    }

    @Override
    public Set<ResourceId> ids() {
      return Set.copyOf(states.keySet());
    }
  }

  private final VirtualThreadScheduler scheduler =
      new VirtualThreadScheduler("rules", 8, InstantSource.system(), SchedulerObserver.NONE);
  private final Memory states = new Memory();
  private final Map<ResourceId, SourceAlerts> last = new ConcurrentHashMap<>();
  private final RuleRegistry registry =
      new RuleRegistry(
          new RuleEnvironment(
              _ -> (_, _) -> List.of(new Element(Labels.of("job", "a"), 1)),
              _ -> Optional.empty(),
              states,
              alerts -> last.put(alerts.source(), alerts),
              ""),
          scheduler,
          new SimpleMeterRegistry());

  @AfterEach
  void close() {
    scheduler.close();
  }

  private static GroupDefinition rule(int number, int edit, boolean suspend) {
    return new GroupDefinition(
        new ResourceId("AlertRule", "shop", "rule-" + number),
        Form.SINGLE,
        Duration.ofMillis(50 + 50L * (edit % 3)),
        Duration.ZERO,
        0,
        suspend,
        List.of(),
        List.of(down("up == " + edit, Duration.ZERO)));
  }

  private static RuleDefinition.Alerting down(String expr, Duration hold) {
    return new RuleDefinition.Alerting(
        "Down", expr, hold, Duration.ZERO, new TreeMap<>(), new TreeMap<>());
  }

  @Test
  void whateverIsChangedAtOnceTheLastWordCounts() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> changes = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Random random = new Random(thread);
        changes.add(threads.submit(() -> IntStream.range(0, 2_000).forEach(_ -> change(random))));
      }
      for (Future<?> change : changes) {
        change.get();
      }
    }

    for (int i = 0; i < RULES; i++) {
      assertThat(registry.apply(rule(i, 99, false))).isEqualTo(Applied.ACCEPTED);
    }
    await()
        .until(() -> registry.snapshots().stream().allMatch(each -> each.state() == State.FIRING));
    assertThat(registry.snapshots()).hasSize(RULES);
    assertThat(states.states).hasSize(RULES);

    registry.retainOnly("AlertRule", Set.of());
    await().until(states.states::isEmpty);
    await().until(() -> last.values().stream().noneMatch(RuleConcurrencyTest::fires));
    assertThat(registry.snapshots()).isEmpty();
  }

  private void change(Random random) {
    int number = random.nextInt(RULES);
    int edit = random.nextInt(4);
    switch (random.nextInt(4)) {
      case 0 -> registry.remove(rule(number, edit, false).id());
      case 1 -> registry.apply(rule(number, edit, true));
      default -> registry.apply(rule(number, edit, false));
    }
  }

  /**
   * However late the machine is, the evaluation planned for the end of {@code for} is made as of
   * that very instant; how late it was made is what {@code skopos_scheduler_lag_seconds} tells.
   */
  @Test
  void anAlertFiresAsOfTheVeryInstantAtWhichItsTimeIsOver() {
    Duration hold = Duration.ofMillis(700);
    GroupDefinition waiting =
        RuleLab.single(
            new ResourceId("AlertRule", "shop", "waits"),
            Duration.ofHours(1),
            down("up == 0", hold));

    registry.apply(waiting);
    await().until(() -> last.values().stream().anyMatch(RuleConcurrencyTest::fires));

    Alert alert = last.values().iterator().next().alerts().getFirst();
    assertThat(alert.state()).isEqualTo(new AlertState.Firing(alert.activeAt().plus(hold)));
  }

  private static boolean fires(SourceAlerts alerts) {
    return alerts.alerts().stream().anyMatch(alert -> alert.state() instanceof AlertState.Firing);
  }
}
