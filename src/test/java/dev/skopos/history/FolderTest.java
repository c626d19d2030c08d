// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportRecord;
import dev.skopos.slo.ObjectiveEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can happen to records in a folder. */
class FolderTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ResourceId OBJECTIVE =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Path folder;
  private Place.Folder place;

  @BeforeEach
  void place(@TempDir Path temporary) {
    folder = temporary.resolve("records");
    place = new Place.Folder(folder);
  }

  private RecordDatabase database() {
    return new RecordDatabase(place, 2, meters);
  }

  private ObjectiveEventTable events(RecordDatabase database) {
    return new ObjectiveEventTable(database, new SimpleMeterRegistry());
  }

  private static ObjectiveEvent event(int number) {
    return new ObjectiveEvent(
        NOON.plusSeconds(number),
        OBJECTIVE,
        Labels.EMPTY,
        ObjectiveEvent.Kind.BUDGET_EXHAUSTED,
        Integer.toString(number),
        Optional.empty());
  }

  private static List<ObjectiveEvent> all(ObjectiveEventTable table) throws IOException {
    return table.list(OBJECTIVE, NOON, NOON.plusSeconds(1_000_000), 1_000_000);
  }

  private double failures(String operation) {
    return meters.counter("skopos_records_failures_total", "operation", operation).count();
  }

  @Test
  void recordsAreThereAfterARestart() throws IOException {
    try (RecordDatabase database = database()) {
      assertThat(database.check()).isTrue();
      events(database).append(List.of(event(1)));
    }

    try (RecordDatabase database = database()) {
      assertThat(database.check()).isTrue();
      assertThat(database.check()).isTrue();
      assertThat(all(events(database))).containsExactly(event(1));
      assertThat(database.status())
          .isEqualTo(new RecordDatabase.Status(true, "H2 in " + place.file()));
    }
  }

  @Test
  void aPoolThatCouldNotMakeTheTablesIsRefused() {
    assertThatThrownBy(() -> new RecordDatabase(place, 1, meters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pool size is 1; expected 2 or more");
  }

  @Test
  void aDamagedFileIsNamedAndLeftAsItIs() throws IOException {
    try (RecordDatabase database = database()) {
      database.check();
      events(database).append(List.of(event(1)));
    }
    byte[] damaged = Files.readAllBytes(place.file());
    Arrays.fill(damaged, (byte) 'x');
    Files.write(place.file(), damaged);

    try (RecordDatabase database = database()) {
      assertThat(database.check()).isFalse();
      assertThat(database.check()).isFalse();

      assertThat(database.status().up()).isFalse();
      assertThat(database.status().detail())
          .startsWith(place.file() + " is damaged and was left as it is");
      assertThat(failures("open")).isEqualTo(2);
      assertThatThrownBy(() -> all(events(database)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("records are away")
          .hasMessageContaining("damaged");
    }
    assertThat(place.file()).hasBinaryContent(damaged);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(place.file()));
  }

  @Test
  void aBackupInThePlaceOfADamagedFileIsOpened() throws IOException {
    try (RecordDatabase database = database()) {
      database.check();
      events(database).append(List.of(event(1)));
    }
    byte[] backup = Files.readAllBytes(place.file());
    Files.write(place.file(), new byte[backup.length]);

    try (RecordDatabase database = database()) {
      assertThat(database.check()).isFalse();
      Files.write(place.file(), backup);

      assertThat(database.check()).isTrue();
      assertThat(all(events(database))).containsExactly(event(1));
    }
  }

  @Test
  void eventsWaitUntilThereIsAFolder() throws IOException {
    Files.writeString(folder, "in the way");
    try (RecordDatabase database = database()) {
      ObjectiveEventTable events = events(database);
      assertThat(database.check()).isFalse();
      events.append(List.of(event(1), event(2)));
      events.append(List.of(event(3)));
      Files.delete(folder);

      assertThat(database.check()).isTrue();
      events.flush();

      assertThat(all(events)).containsExactly(event(3), event(2), event(1));
    }
  }

  @Test
  void anInterruptedWriterHarmsNobody() throws Exception {
    try (RecordDatabase database = database()) {
      database.check();
      ObjectiveEventTable events = events(database);
      FutureTask<Void> interrupted =
          new FutureTask<>(
              () -> {
                for (int i = 0; i < 100; i++) {
                  Thread.currentThread().interrupt();
                  events.append(List.of(event(i)));
                }
                return null;
              });
      Thread.ofVirtual().start(interrupted);
      for (int i = 100; i < 200; i++) {
        events.append(List.of(event(i)));
      }
      interrupted.get();
      events.flush();

      assertThat(database.check()).isTrue();
      assertThat(all(events)).hasSize(200);
    }
  }

  @Test
  void aPoolThatIsBusyIsNotAway() throws Exception {
    try (RecordDatabase database = database()) {
      database.check();
      CountDownLatch begun = new CountDownLatch(2);
      CountDownLatch end = new CountDownLatch(1);
      List<FutureTask<Integer>> busy =
          Stream.generate(() -> new FutureTask<>(() -> hold(database, begun, end)))
              .limit(2)
              .toList();
      busy.forEach(Thread.ofVirtual()::start);
      begun.await();

      assertThat(database.check()).isTrue();
      FutureTask<List<ObjectiveEvent>> reader = new FutureTask<>(() -> all(events(database)));
      Thread.ofVirtual().start(reader);
      end.countDown();

      assertThat(reader.get()).isEmpty();
      for (FutureTask<Integer> each : busy) {
        assertThat(each.get()).isEqualTo(1);
      }
      assertThat(database.status().up()).isTrue();
      assertThat(failures("test")).isZero();
    }
  }

  private static int hold(RecordDatabase database, CountDownLatch begun, CountDownLatch end)
      throws IOException {
    return database.read(
        "test",
        connection -> {
          begun.countDown();
          try {
            end.await();
          } catch (InterruptedException e) {
            throw new SQLException(e);
          }
          return 1;
        });
  }

  @Test
  void aDamagedReportHarmsNoOther() throws Exception {
    ReportRecord report =
        new ReportRecord(
            UUID.randomUUID(),
            OBJECTIVE,
            "monthly",
            "default/own",
            List.of(),
            NOON,
            NOON.plusSeconds(1),
            NOON,
            List.of(ReportFormat.JSON));
    try (RecordDatabase database = database()) {
      database.check();
      ReportTable reports = new ReportTable(database);
      reports.save(report, Map.of(ReportFormat.JSON, "{}"), List.of());
      database.write(
          "test",
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.executeUpdate("update report_content set content = X'00'");
            }
          });

      assertThatThrownBy(() -> reports.content(report.id(), ReportFormat.JSON))
          .isInstanceOf(IOException.class);

      assertThat(reports.list(OBJECTIVE, 10)).containsExactly(report);
    }
  }

  @Test
  void whatIsClosedStaysClosed() {
    RecordDatabase database = database();
    database.check();
    database.close();
    database.close();

    assertThat(database.check()).isFalse();
    assertThat(database.status()).isEqualTo(new RecordDatabase.Status(false, "closed"));
  }
}
