// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusRulesTest {

  private static final Instant START = Instant.parse("2026-11-01T10:00:00.7Z");
  private static final Instant START_SECOND = Instant.parse("2026-11-01T10:00:00Z");
  private static final ResourceId ID = new ResourceId("ConfigMap", "shop", "a");

  private Instant now = START;

  private static Standing standing(Applied applied, Standing.Problem... problems) {
    return new Standing(applied, 2L, List.of(problems), Optional.empty(), Map.of());
  }

  @Test
  void theTimeOfAConditionIsKeptWhileItsStatusIs() {
    List<Condition> first =
        new Conditions(List.of(), 1, START).set("Healthy", Status.TRUE, "A", "a").list();

    List<Condition> second =
        new Conditions(first, 2, START.plusSeconds(60))
            .set("Healthy", Status.TRUE, "B", "b")
            .set("Ready", Status.TRUE, "C", "c")
            .list();

    assertThat(second)
        .containsExactly(
            new Condition("Healthy", Status.TRUE, 2L, START_SECOND, "B", "b"),
            new Condition("Ready", Status.TRUE, 2L, START_SECOND.plusSeconds(60), "C", "c"));
  }

  @Test
  void aRefusedGenerationIsNotAcceptedNotReadyAndStalledAndSaysWhatGoesOn() {
    Applied rejected = new Applied.Rejected("InvalidExpression", "spec.expr: unclosed (");

    List<Condition> conditions =
        new Conditions(List.of(), 3, START).setResource(standing(rejected), false).list();

    String message = "generation 3 is refused, generation 2 goes on: spec.expr: unclosed (";
    assertThat(conditions)
        .containsExactly(
            new Condition("Accepted", Status.FALSE, 3L, START_SECOND, "InvalidExpression", message),
            new Condition("Ready", Status.FALSE, 3L, START_SECOND, "InvalidExpression", message),
            new Condition("Stalled", Status.TRUE, 3L, START_SECOND, "InvalidExpression", message));
  }

  @Test
  void aMissingSecretMakesAnAcceptedResourceNotReady() {
    Standing.Problem problem =
        new Standing.Problem(Reason.SECRET_NOT_FOUND, "key \"a\" of Secret shop/b does not exist");

    List<Condition> conditions =
        new Conditions(List.of(), 3, START)
            .setResource(standing(Applied.ACCEPTED, problem), false)
            .list();

    assertThat(conditions)
        .extracting(Condition::type, Condition::status, Condition::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Accepted", Status.TRUE, "Accepted"),
            org.assertj.core.groups.Tuple.tuple("Ready", Status.FALSE, "SecretNotFound"));
  }

  @Test
  void materialChangesAreWrittenAtOnceAndMeasuredValuesOnceAMinute() {
    StatusWrites<String> writes =
        new StatusWrites<>(text -> text.substring(0, 1), () -> Duration.ofMinutes(1), () -> now);

    assertThat(writes.isDue(ID, null, "A1")).isTrue();
    assertThat(writes.isDue(ID, "A1", "A1")).isFalse();
    now = START.plusSeconds(10);
    assertThat(writes.isDue(ID, "A1", "A2")).isFalse();
    assertThat(writes.isDue(ID, "A1", "B1")).isTrue();
    now = START.plusSeconds(69);
    assertThat(writes.isDue(ID, "B1", "B2")).isFalse();
    now = START.plusSeconds(70);
    assertThat(writes.isDue(ID, "B1", "B2")).isTrue();
  }

  private static ConfigMap resource(Map<String, String> annotations) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("shop")
        .withName("a")
        .withUid("uid")
        .withAnnotations(annotations)
        .endMetadata()
        .build();
  }

  @Test
  void aTriggerActsOncePerValueAlsoWhenTheStatusLags() {
    List<String> asked = new ArrayList<>();
    Trigger trigger = new Trigger("run", (_, value) -> asked.add(value));

    trigger.handle(resource(Map.of("run", "1")), Map.of());
    trigger.handle(resource(Map.of("run", "1")), Map.of());
    trigger.handle(resource(Map.of()), Map.of("run", "1"));
    Map<String, String> handled = trigger.handle(resource(Map.of("run", "2")), Map.of("run", "1"));

    assertThat(asked).containsExactly("1", "2");
    assertThat(handled).isEqualTo(Map.of("run", "2"));
  }

  @Test
  void aTriggerThatTheStatusKnowsIsNotCarriedOutAgainAfterARestart() {
    List<String> asked = new ArrayList<>();

    new Trigger("run", (_, value) -> asked.add(value))
        .handle(resource(Map.of("run", "1")), Map.of("run", "1"));

    assertThat(asked).isEmpty();
  }

  @Test
  void aTransitionIsToldOnceAlsoWhenTheStatusLags() {
    List<ClusterEvent> told = new ArrayList<>();
    Announcer<String> announcer = new Announcer<>(told::add, () -> now);

    for (String state : List.of("Unhealthy", "Unhealthy", "Healthy")) {
      announcer.look(
          resource(Map.of()),
          "Healthy",
          state,
          before ->
              Optional.of(
                  new Announcer.News(ClusterEvent.Type.NORMAL, state, "was " + before.get())));
    }

    assertThat(told).extracting(ClusterEvent::note).containsExactly("was Healthy", "was Unhealthy");
  }
}
