// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjective;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.Freeze;
import dev.skopos.mapping.ObjectiveMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusFile;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.Problem;
import dev.skopos.slo.ObjectiveSnapshot.State;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierState;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.budget.Evaluator;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.ObjectiveDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectiveReportTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final ResourceId CHAT = new ResourceId("NotificationChannel", "shop", "chat");
  private static final String FREEZE =
      "budgetPolicy: {exhausted: true, freeze: {selector: {matchLabels: {app: web}}}}";

  private final ObjectiveReport report = new ObjectiveReport(() -> NOW);

  private static ServiceLevelObjective resource(String... more) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: ServiceLevelObjective
        metadata: {namespace: shop, name: checkout, generation: 3}
        spec:
          targetPercent: "99.9"
          indicator: {boolGauge: {metric: up}}
          notify: {channels: [{name: chat}]}
          %s
        """
            .formatted(String.join("\n  ", more)),
        ServiceLevelObjective.class);
  }

  private static BudgetState budget(Labels group, double bad, double total) {
    double budget = total * 0.001;
    return new BudgetState(
        group,
        new Events(bad, total, 43_200),
        1 - bad / total,
        budget,
        1 - bad / budget,
        bad < budget && bad > 0 ? NOW.plus(Duration.ofDays(9)) : null,
        new TreeMap<>());
  }

  private static Evaluation evaluation(BudgetState... groups) {
    return new Evaluation(
        NOW.minusSeconds(5),
        NOW.minusSeconds(5),
        NOW.minus(Duration.ofDays(30)),
        null,
        null,
        Duration.ofSeconds(12),
        groups[0],
        List.of(groups),
        0);
  }

  private static ObjectiveSnapshot objective(
      ServiceLevelObjective resource,
      State state,
      @Nullable Evaluation evaluation,
      @Nullable Problem problem) {
    ObjectiveDefinition definition = new ObjectiveMapper().toObjective(resource);
    List<TierSnapshot> tiers =
        new Evaluator(definition)
            .tiers().stream()
                .map(tier -> new TierSnapshot(tier, 0.25, Double.NaN, TierState.INACTIVE))
                .toList();
    boolean frozen = definition.policy() != null && definition.policy().freeze();
    return new ObjectiveSnapshot(
        definition,
        state,
        NOW.minusSeconds(100),
        evaluation,
        tiers,
        0,
        List.of(),
        frozen
            ? new ObjectiveSnapshot.Freeze(
                state == State.EXHAUSTED, state == State.EXHAUSTED ? NOW.minusSeconds(50) : null)
            : null,
        problem,
        null,
        NOW.plusSeconds(25));
  }

  private ServiceLevelObjectiveStatus status(
      ServiceLevelObjective resource, ObjectiveSnapshot objective) {
    return report.status(
        resource, standing(Applied.ACCEPTED, 3L), Optional.of(objective), routing(resource));
  }

  private static Standing standing(Applied applied, @Nullable Long generation) {
    return new Standing(applied, generation, List.of(), Optional.empty(), Map.of());
  }

  private static RoutingSnapshot routing(ServiceLevelObjective resource) {
    return new RoutingSnapshot(ResourceIds.of(resource), List.of(CHAT), List.of(), List.of(), 0);
  }

  private static void assertStatus(String file, ServiceLevelObjectiveStatus status) {
    StatusFile.assertIs(file, status, ObjectiveReportTest.class);
  }

  @Test
  void anObjectiveThatIsMetTellsWhatIsLeft() {
    ServiceLevelObjective resource = resource();

    assertStatus(
        "met",
        status(
            resource,
            objective(
                resource, State.MET, evaluation(budget(Labels.EMPTY, 688, 1_000_000)), null)));
  }

  @Test
  void aSpentBudgetFreezes() {
    ServiceLevelObjective resource = resource(FREEZE);

    assertStatus(
        "exhausted",
        status(
            resource,
            objective(
                resource, State.EXHAUSTED, evaluation(budget(Labels.EMPTY, 1500, 1e6)), null)));
  }

  @Test
  void theNumbersOfGroupsAreThoseOfTheWorst() {
    ServiceLevelObjective resource = resource("groupBy: [route]");

    assertStatus(
        "groups",
        status(
            resource,
            objective(
                resource,
                State.MET,
                evaluation(
                    budget(Labels.of("route", "/cart"), 1, 10_000),
                    budget(Labels.of("route", "/pay"), 9, 10_000)),
                null)));
  }

  @Test
  void withoutEventsNothingIsJudged() {
    ServiceLevelObjective resource = resource();
    BudgetState none =
        new BudgetState(
            Labels.EMPTY, Events.NONE, Double.NaN, 0, Double.NaN, null, new TreeMap<>());

    assertStatus(
        "no-data", status(resource, objective(resource, State.NO_DATA, evaluation(none), null)));
  }

  @Test
  void aProblemOfCountingIsOneOfTheData() {
    ServiceLevelObjective resource = resource();

    assertStatus(
        "failing",
        status(
            resource,
            objective(
                resource,
                State.UNKNOWN,
                null,
                new Problem("CountingFailed", "the store is away"))));
  }

  @Test
  void neverAccepted() {
    ServiceLevelObjective resource = resource();
    Applied refused = new Applied.Rejected("Invalid", "spec.window.rolling: 30m, expected more");

    assertStatus(
        "never-accepted",
        report.status(resource, standing(refused, null), Optional.empty(), routing(resource)));
  }

  @Test
  void aFreezeGoesOnOverARestartWithTheSelectorInForce() {
    ServiceLevelObjective resource = resource(FREEZE);
    ObjectiveSnapshot spent =
        objective(resource, State.EXHAUSTED, evaluation(budget(Labels.EMPTY, 1500, 1e6)), null);
    Instant begin = NOW.minus(Duration.ofDays(2));
    Freeze before = Objects.requireNonNull(status(resource, spent).freeze());
    resource.setStatus(
        new ServiceLevelObjectiveStatus(
            3L,
            3L,
            ServiceLevelObjectiveStatus.State.EXHAUSTED,
            List.of(),
            Map.of(),
            List.of(),
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            null,
            null,
            List.of(),
            new Freeze(true, before.selector(), begin),
            null,
            null));

    assertThat(status(resource, spent).freeze())
        .isEqualTo(new Freeze(true, before.selector(), begin));
    assertThat(status(resource, objective(resource, State.UNKNOWN, null, null)).freeze())
        .as("nothing is known yet")
        .isEqualTo(new Freeze(true, before.selector(), begin));
    ObjectiveSnapshot met =
        objective(resource, State.MET, evaluation(budget(Labels.EMPTY, 1, 1e6)), null);
    assertThat(status(resource, met).freeze())
        .isEqualTo(new Freeze(false, before.selector(), null));
  }

  @Test
  void numbersAreNotMaterialAndStatesAre() {
    ServiceLevelObjective resource = resource();
    ServiceLevelObjectiveStatus one =
        status(
            resource,
            objective(resource, State.MET, evaluation(budget(Labels.EMPTY, 1, 1e6)), null));
    ServiceLevelObjectiveStatus two =
        status(
            resource,
            objective(resource, State.MET, evaluation(budget(Labels.EMPTY, 2, 1e6)), null));
    ServiceLevelObjectiveStatus spent =
        status(
            resource,
            objective(resource, State.EXHAUSTED, evaluation(budget(Labels.EMPTY, 2e3, 1e6)), null));

    ServiceLevelObjectiveStatus less =
        status(
            resource,
            objective(resource, State.MET, evaluation(budget(Labels.EMPTY, 20, 1e6)), null));

    assertThat(one).isNotEqualTo(two);
    assertThat(ObjectiveReport.material(one))
        .isEqualTo(ObjectiveReport.material(two))
        .as("a percent of the budget")
        .isNotEqualTo(ObjectiveReport.material(less))
        .isNotEqualTo(ObjectiveReport.material(spent));
  }

  @Test
  void aSpentBudgetIsNewsAndSoIsItsRecoveryAndBeingMetFromTheStartIsNot() {
    ServiceLevelObjective resource = resource();
    ServiceLevelObjectiveStatus met =
        status(
            resource,
            objective(resource, State.MET, evaluation(budget(Labels.EMPTY, 1, 1e6)), null));
    ServiceLevelObjectiveStatus spent =
        status(
            resource,
            objective(resource, State.EXHAUSTED, evaluation(budget(Labels.EMPTY, 2e3, 1e6)), null));

    assertThat(ObjectiveReport.news(Optional.empty(), met)).isEmpty();
    assertThat(ObjectiveReport.news(Optional.ofNullable(met.state()), spent))
        .map(News::reason)
        .contains("BudgetExhausted");
    assertThat(ObjectiveReport.news(Optional.ofNullable(spent.state()), met))
        .map(News::reason)
        .contains("BudgetRecovered");
  }
}
