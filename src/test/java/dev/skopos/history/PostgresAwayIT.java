// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.CountedBlocksUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is away, comes, and goes again. */
class PostgresAwayIT {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ResourceId OBJECTIVE =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");

  private static PostgresServer server;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeAll
  static void startServer() throws IOException {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  private RecordDatabase database(int port, Password password) throws SQLException {
    return new RecordDatabase(
        PostgresServer.database(server.newDatabaseName(), port, password), 2, meters);
  }

  private static ObjectiveEvent event(int number) {
    return new ObjectiveEvent(
        NOON.plusSeconds(number),
        OBJECTIVE,
        Labels.EMPTY,
        ObjectiveEvent.Kind.TIER_FIRING,
        Integer.toString(number),
        Optional.empty());
  }

  private static List<String> numbers(ObjectiveEventTable events) throws IOException {
    return events.list(OBJECTIVE, NOON, NOON.plusSeconds(1_000_000), 1_000_000).stream()
        .map(ObjectiveEvent::details)
        .toList();
  }

  private double dropped() {
    return meters
        .counter("skopos_records_dropped_total", "kind", "objective-events", "reason", "queue-full")
        .count();
  }

  @Test
  void eventsWaitInTheirOrderWhileItIsAway() throws Exception {
    try (Relay relay = new Relay(server.port());
        RecordDatabase database =
            database(relay.port(), new Password.Text(PostgresServer.PASSWORD))) {
      ObjectiveEventTable events = new ObjectiveEventTable(database, meters);
      assertThat(database.check()).isFalse();
      assertThat(database.status().up()).isFalse();
      events.append(List.of(event(1)));
      relay.mend();

      assertThat(database.check()).isTrue();
      events.append(List.of(event(2)));
      assertThat(numbers(events)).containsExactly("2", "1");

      relay.cut();
      events.append(List.of(event(3)));
      events.append(List.of(event(4)));
      assertThat(database.isOpen()).isFalse();
      relay.mend();
      assertThat(database.check()).isTrue();
      events.flush();

      assertThat(numbers(events)).containsExactly("4", "3", "2", "1");
      assertThat(dropped()).isZero();
    }
  }

  @Test
  void whatIsAskedMeanwhileFailsWithTheReason() throws Exception {
    try (Relay relay = new Relay(server.port());
        RecordDatabase database =
            database(relay.port(), new Password.Text(PostgresServer.PASSWORD))) {
      database.check();

      assertThatThrownBy(() -> numbers(new ObjectiveEventTable(database, meters)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the records are away: PostgreSQL at 127.0.0.1:" + relay.port());
      assertThatThrownBy(() -> new CountedBlockTable(database).load(new AccountKey(OBJECTIVE, "f")))
          .isInstanceOf(CountedBlocksUnavailableException.class)
          .hasMessageContaining("the records are away");
    }
  }

  @Test
  void theOldestEventsGiveWay() throws Exception {
    try (Relay relay = new Relay(server.port());
        RecordDatabase database =
            database(relay.port(), new Password.Text(PostgresServer.PASSWORD))) {
      ObjectiveEventTable events = new ObjectiveEventTable(database, meters);
      events.append(
          IntStream.range(0, ObjectiveEventTable.MOST_WAITING + 5)
              .mapToObj(PostgresAwayIT::event)
              .toList());
      relay.mend();
      database.check();
      events.flush();

      assertThat(numbers(events)).hasSize(ObjectiveEventTable.MOST_WAITING).endsWith("6", "5");
      assertThat(dropped()).isEqualTo(5);
    }
  }

  @Test
  void aConnectionThatTheServerEndsIsNotUsedAgain() throws Exception {
    try (RecordDatabase database =
        database(server.port(), new Password.Text(PostgresServer.PASSWORD))) {
      ObjectiveEventTable events = new ObjectiveEventTable(database, meters);
      database.check();
      events.append(List.of(event(1)));
      server.endConnections();

      events.append(List.of(event(2)));
      database.check();
      events.flush();

      assertThat(numbers(events)).containsExactly("2", "1");
    }
  }

  @Test
  void aWrongPasswordIsNotTold() throws Exception {
    try (RecordDatabase database = database(server.port(), new Password.Text("s3cret"))) {
      assertThat(database.check()).isFalse();
      assertThat(database.status().detail())
          .contains("password authentication failed")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void aPasswordThatIsReplacedIsFollowed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("password");
    try (RecordDatabase database = database(server.port(), new Password.InFile(file))) {
      assertThat(database.check()).isFalse();
      assertThat(database.status().detail()).contains(file.toString());
      Files.writeString(file, "not this one\n");
      assertThat(database.check()).isFalse();
      assertThat(database.status().detail()).contains("password authentication failed");

      Files.writeString(file, PostgresServer.PASSWORD + "\n");

      assertThat(database.check()).isTrue();
    }
  }

  @Test
  void aPasswordThatGoesAwayIsAFailureLikeAnother(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD);
    try (RecordDatabase database = database(server.port(), new Password.InFile(file))) {
      assertThat(database.check()).isTrue();
      Files.delete(file);
      server.endConnections();
      ObjectiveEventTable events = new ObjectiveEventTable(database, meters);

      events.append(List.of(event(1)));
      events.append(List.of(event(2)));

      assertThat(database.check()).isFalse();
      Files.writeString(file, PostgresServer.PASSWORD);
      assertThat(database.check()).isTrue();
      events.flush();
      assertThat(numbers(events)).containsExactly("2", "1");
    }
  }
}
