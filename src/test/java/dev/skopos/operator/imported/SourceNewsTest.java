// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.imported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.kube.ClusterObjectives;
import dev.skopos.mapping.ObjectiveMapper;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.ImportedObjectives;
import dev.skopos.slo.ImportedObjectives.Source;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.State;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.ObjectiveOrigin;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceNewsTest {

  private static final ResourceId FIRST = ObjectiveOrigin.SLOTH.id("shop", "web:web-first");
  private static final ResourceId SECOND = ObjectiveOrigin.SLOTH.id("shop", "web:web-second");
  private static final Source WEB =
      new Source(ObjectiveOrigin.SLOTH, "shop", "web", "uid-1", List.of(FIRST, SECOND), List.of());

  private final Map<ResourceId, ObjectiveSnapshot> objectives = new TreeMap<>();
  private final List<ClusterEvent> written = new ArrayList<>();
  private final ImportedObjectives imported = new ImportedObjectives();
  private Instant now = Instant.parse("2026-11-01T10:00:00Z");
  private final SourceNews news =
      new SourceNews(
          ClusterObjectives.Kind.SLOTH,
          id -> Optional.ofNullable(objectives.get(id)),
          imported,
          written::add,
          () -> now);

  @BeforeEach
  void importResource() {
    imported.replace(ObjectiveOrigin.SLOTH, List.of(WEB));
  }

  private void become(ResourceId id, State state, double bad) {
    ServiceLevelObjectiveSpec spec =
        Serialization.unmarshal(
            """
            targetPercent: "99.9"
            indicator: {boolGauge: {metric: up}}
            """,
            ServiceLevelObjectiveSpec.class);
    BudgetState budget =
        new BudgetState(
            Labels.EMPTY,
            new Events(bad, 1000, 60),
            1 - bad / 1000,
            1,
            1 - bad,
            null,
            new TreeMap<>());
    Instant from = now.minus(Duration.ofDays(30));
    objectives.put(
        id,
        new ObjectiveSnapshot(
            new ObjectiveMapper().toObjective(id, "web", spec),
            state,
            null,
            new Evaluation(
                now, now, from, null, null, Duration.ofSeconds(12), budget, List.of(budget), 0),
            List.of(),
            0,
            List.of(),
            null,
            null,
            null,
            now));
    news.changed(id);
    news.tell();
  }

  private List<String> told() {
    return written.stream().map(event -> event.type() + " " + event.reason()).toList();
  }

  @Test
  void whatIsRefusedIsToldOfTheResourceAgainBeforeTheEventIsForgotten() {
    SourceNews.Refused refused = new SourceNews.Refused(WEB, List.of("refused: a", "refused: b"));

    news.refused(List.of(refused));
    news.tell();
    news.refused(List.of(refused));
    news.tell();
    assertThat(written)
        .containsExactly(
            new ClusterEvent(
                "sloth.slok.dev/v1",
                new ResourceId("PrometheusServiceLevel", "shop", "web"),
                "uid-1",
                ClusterEvent.Type.WARNING,
                "Refused",
                "refused: a; refused: b",
                now));

    now = now.plus(SourceNews.REPEATED).plusSeconds(1);
    news.tell();
    assertThat(written).hasSize(2);

    news.refused(List.of());
    now = now.plus(SourceNews.REPEATED).plusSeconds(1);
    news.tell();
    assertThat(written).hasSize(2);
  }

  @Test
  void anotherReasonIsToldAtOnce() {
    news.refused(List.of(new SourceNews.Refused(WEB, List.of("refused: a"))));
    news.tell();
    news.refused(List.of(new SourceNews.Refused(WEB, List.of("refused: b"))));
    news.tell();

    assertThat(written).extracting(ClusterEvent::note).containsExactly("refused: a", "refused: b");
  }

  @Test
  void aBudgetThatRunsOutAndRecoversIsToldOnceOfEachObjective() {
    become(FIRST, State.MET, 0);
    become(FIRST, State.EXHAUSTED, 2);
    become(FIRST, State.EXHAUSTED, 3);
    become(SECOND, State.EXHAUSTED, 2);
    become(FIRST, State.MET, 0.5);

    assertThat(told())
        .containsExactly(
            "WARNING BudgetExhausted", "WARNING BudgetExhausted", "NORMAL BudgetRecovered");
    assertThat(written.getFirst().note())
        .startsWith("sloth:web:web-first: 2 bad events where the budget allows 1");
    assertThat(written.get(1).note()).startsWith("sloth:web:web-second: ");
    assertThat(written).allMatch(event -> event.uid().equals("uid-1"));
  }

  @Test
  void whatIsGoneIsForgotten() {
    become(FIRST, State.EXHAUSTED, 2);
    news.retainOnly(Set.of(SECOND));
    become(FIRST, State.EXHAUSTED, 2);
    assertThat(written).hasSize(2);

    imported.replace(ObjectiveOrigin.SLOTH, List.of());
    become(SECOND, State.EXHAUSTED, 2);
    assertThat(written).hasSize(2);
  }
}
