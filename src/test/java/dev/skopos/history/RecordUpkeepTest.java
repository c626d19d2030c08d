// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.slo.ObjectiveEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordUpkeepTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration KEPT = Duration.ofDays(10);
  private static final ResourceId OBJECTIVE =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ManualScheduler scheduler = new ManualScheduler(NOON);
  private Path folder;
  private RecordDatabase database;
  private ObjectiveEventTable events;
  private RecordUpkeep upkeep;

  @BeforeEach
  void records(@TempDir Path temporary) {
    folder = temporary.resolve("records");
    database = new RecordDatabase(new Place.Folder(folder), 2, meters);
    events = new ObjectiveEventTable(database, meters);
    Retention retention =
        new Retention(database, new Retention.Options(KEPT, KEPT, KEPT, 10), meters);
    upkeep = new RecordUpkeep(database, events, retention, scheduler);
  }

  private static ObjectiveEvent event(Instant at) {
    return new ObjectiveEvent(
        at, OBJECTIVE, Labels.EMPTY, ObjectiveEvent.Kind.RECOUNTED, "", Optional.empty());
  }

  private List<ObjectiveEvent> all() throws IOException {
    return events.list(OBJECTIVE, Instant.EPOCH, NOON.plus(Duration.ofDays(1)), 100);
  }

  private double attempts() {
    return meters.counter("skopos_records_failures_total", "operation", "open").count();
  }

  @Test
  void theDatabaseIsOpenAfterTheStart() throws IOException {
    upkeep.start();

    assertThat(all()).isEmpty();
    upkeep.close();
    assertThat(database.status().detail()).isEqualTo("closed");
  }

  @Test
  void whatIsOldIsDeletedAfterTheStartAndThenDaily() throws IOException {
    upkeep.start();
    Duration almost = KEPT.minusHours(1);
    events.append(List.of(event(NOON.minus(KEPT)), event(NOON.minus(almost)), event(NOON)));

    scheduler.advance(Duration.ofSeconds(2));
    assertThat(all()).containsExactly(event(NOON), event(NOON.minus(almost)));
    scheduler.advance(Duration.ofHours(23));
    assertThat(all()).hasSize(2);
    scheduler.advance(Duration.ofHours(1));

    assertThat(all()).containsExactly(event(NOON));
    upkeep.close();
  }

  @Test
  void aDatabaseThatIsAwayIsTriedLessAndLessOften() throws IOException {
    Files.writeString(folder, "in the way");
    upkeep.start();
    assertThat(attempts()).isEqualTo(1);

    scheduler.advance(Duration.ofSeconds(7));
    // after 1, 2 and 4 seconds
    assertThat(attempts()).isEqualTo(4);
    scheduler.advance(Duration.ofMinutes(10));

    // after 8, 16, 32 and each 60 seconds
    assertThat(attempts()).isEqualTo(16);
    upkeep.close();
  }

  @Test
  void whatWaitedIsWrittenWhenTheDatabaseIsThere() throws IOException {
    Files.writeString(folder, "in the way");
    upkeep.start();
    events.append(List.of(event(NOON)));
    Files.delete(folder);

    scheduler.advance(Duration.ofSeconds(1));

    assertThat(all()).containsExactly(event(NOON));
    assertThat(meters.get("skopos.records.waiting").gauge().value()).isZero();
    upkeep.close();
  }
}
