// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.CountedSpan;
import dev.skopos.slo.count.InMemoryCountedBlocks;
import dev.skopos.store.InMemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of counts whose objective was deleted while the process did not run. */
class EventCountingsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String KIND = Objectives.ID.kind();
  private static final ResourceId GONE = new ResourceId(KIND, "shop", "gone");

  private final ManualScheduler scheduler = new ManualScheduler(START);
  private final InMemoryCountedBlocks blocks = new InMemoryCountedBlocks();
  private final EventCountings countings =
      new EventCountings(
          new InMemoryStore(),
          (_, _) -> List.of(),
          blocks,
          scheduler.clock(),
          new SimpleMeterRegistry());

  @BeforeEach
  void keepAnAccountOfEach() {
    for (ResourceId id : List.of(Objectives.ID, GONE)) {
      CountedSpan span = new CountedSpan(START.minusSeconds(3600), START, true);
      AccountKey account = new AccountKey(id, "a".repeat(64));
      blocks.save(List.of(new CountedChange(account, span, 0, List.of(), 1)));
    }
  }

  private void saveAfter(Duration time) {
    scheduler.advance(time);
    countings.save();
  }

  @Test
  void theyAreForgottenAnHourAfterAllObjectivesAreKnown() {
    countings.retainOnly(KIND, Set.of(Objectives.ID));

    saveAfter(EventCountings.GRACE.minusSeconds(1));
    assertThat(blocks.objectives(KIND)).containsExactlyInAnyOrder(Objectives.ID, GONE);

    saveAfter(Duration.ofSeconds(1));
    assertThat(blocks.objectives(KIND)).containsExactly(Objectives.ID);
  }

  @Test
  void theyStayForAsLongAsNobodyKnowsAllObjectives() {
    countings.retainOnly("ServiceLevelObjective.pyrra.dev", Set.of());

    saveAfter(EventCountings.GRACE.multipliedBy(100));

    assertThat(blocks.objectives(KIND)).contains(GONE);
  }

  @Test
  void whatShowsWithinTheHourIsKept() {
    countings.retainOnly(KIND, Set.of());
    scheduler.advance(EventCountings.GRACE.dividedBy(2));
    countings.retainOnly(KIND, Set.of(GONE));

    saveAfter(EventCountings.GRACE);

    assertThat(blocks.objectives(KIND)).containsExactly(GONE);
  }

  @Test
  void anObjectiveThatIsCountedIsKept() {
    countings.retainOnly(KIND, Set.of());
    countings.open(Objectives.objective().build());

    saveAfter(EventCountings.GRACE);

    assertThat(blocks.objectives(KIND)).containsExactly(Objectives.ID);
  }

  @Test
  void whileTheRecordsAreAwayItIsTriedAgain() {
    countings.retainOnly(KIND, Set.of(Objectives.ID));
    blocks.broken(true);
    saveAfter(EventCountings.GRACE);
    blocks.broken(false);

    saveAfter(Duration.ofMinutes(1));

    assertThat(blocks.objectives(KIND)).containsExactly(Objectives.ID);
  }
}
