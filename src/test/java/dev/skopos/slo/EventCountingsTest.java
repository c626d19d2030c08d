// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.CountedSpan;
import dev.skopos.slo.count.InMemoryCountedBlocks;
import dev.skopos.store.Appender;
import dev.skopos.store.InMemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of counts whose objective was deleted while the process did not run. */
class EventCountingsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String KIND = Objectives.ID.kind();
  private static final ResourceId GONE = new ResourceId(KIND, "shop", "gone");

  private final ManualScheduler scheduler = new ManualScheduler(START);
  private final InMemoryCountedBlocks blocks = new InMemoryCountedBlocks();
  private final InMemoryStore store = new InMemoryStore();
  private final EventCountings countings = countings();

  private EventCountings countings() {
    return new EventCountings(
        store, (_, _) -> List.of(), blocks, scheduler.clock(), new SimpleMeterRegistry());
  }

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

    saveAfter(KeptCounts.GRACE.minusSeconds(1));
    assertThat(blocks.objectives(KIND)).containsExactlyInAnyOrder(Objectives.ID, GONE);

    saveAfter(Duration.ofSeconds(1));
    assertThat(blocks.objectives(KIND)).containsExactly(Objectives.ID);
  }

  @Test
  void theyStayForAsLongAsNobodyKnowsAllObjectives() {
    countings.retainOnly("ServiceLevelObjective.pyrra.dev", Set.of());

    saveAfter(KeptCounts.GRACE.multipliedBy(100));

    assertThat(blocks.objectives(KIND)).contains(GONE);
  }

  @Test
  void whatShowsWithinTheHourIsKept() {
    countings.retainOnly(KIND, Set.of());
    scheduler.advance(KeptCounts.GRACE.dividedBy(2));
    countings.retainOnly(KIND, Set.of(GONE));

    saveAfter(KeptCounts.GRACE);

    assertThat(blocks.objectives(KIND)).containsExactly(GONE);
  }

  @Test
  void anObjectiveThatIsCountedIsKept() {
    countings.retainOnly(KIND, Set.of());
    countings.open(Objectives.objective().build());

    saveAfter(KeptCounts.GRACE);

    assertThat(blocks.objectives(KIND)).containsExactly(Objectives.ID);
  }

  @Test
  void whileTheRecordsAreAwayItIsTriedAgain() {
    countings.retainOnly(KIND, Set.of(Objectives.ID));
    blocks.broken(true);
    saveAfter(KeptCounts.GRACE);
    blocks.broken(false);

    saveAfter(Duration.ofMinutes(1));

    assertThat(blocks.objectives(KIND)).containsExactly(Objectives.ID);
  }

  /**
   * Whoever loads while rows are deleted must not go on with them: nobody would save them again.
   */
  @Test
  void whatIsCreatedAnewWhileItIsDeletedLosesNothing() throws Exception {
    Instant end = START.plus(Duration.ofDays(3));
    Appender batch = store.appender();
    for (Instant at = START; !at.isAfter(end); at = at.plus(Duration.ofHours(1))) {
      batch.append(Labels.of("__name__", "up"), at.toEpochMilli(), 1);
    }
    batch.commit();
    countings.forget(Objectives.ID);
    countings.save();
    complete(countings.open(Objectives.objective().build()), end);
    countings.save();
    countings.forget(Objectives.ID);
    CompletableFuture<Counting> anew = new CompletableFuture<>();
    CompletableFuture<Thread> loading = new CompletableFuture<>();
    blocks.onDelete(
        () -> {
          Counting counting = countings.open(Objectives.objective().build());
          anew.complete(counting);
          Thread thread = Thread.ofPlatform().start(() -> complete(counting, end));
          loading.complete(thread);
          await().atMost(Duration.ofMinutes(1)).until(() -> !thread.isAlive() || isWaiting(thread));
        });

    countings.save();
    loading.join().join();
    countings.save();

    Counting restarted = countings().open(Objectives.objective().build());
    complete(restarted, end);
    assertThat(total(anew.join())).isEqualTo(73);
    assertThat(total(restarted)).isEqualTo(73);
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private static double total(Counting counting) {
    Accounts accounts = counting.accounts();
    return accounts.between(Labels.EMPTY, Instant.EPOCH, accounts.until()).total();
  }

  private static void complete(Counting counting, Instant to) {
    try {
      do {
        counting.advance(to);
      } while (counting.countedFrom().isAfter(Instant.MIN));
    } catch (Counting.CountingFailedException e) {
      throw new AssertionError(e);
    }
  }
}
