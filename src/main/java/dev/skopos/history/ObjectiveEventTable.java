// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.ObjectiveEvents;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The events of objectives. Those that cannot be written wait in memory, in their order, until
 * {@link #flush()} can.
 */
public final class ObjectiveEventTable implements ObjectiveEvents {

  static final String KIND = "objective-events";
  static final int MOST_WAITING = 10_000;

  private static final Logger LOG = Logger.getLogger(ObjectiveEventTable.class);
  private static final int BATCH = 1_000;

  private static final String INSERT =
      """
      insert into objective_event (happened_at, kind, objective_kind, objective_namespace,
        objective_name, group_labels, details, author)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String SELECT =
      """
      select happened_at, kind, group_labels, details, author
      from objective_event
      where objective_namespace = ? and objective_name = ? and objective_kind = ?
        and happened_at >= ? and happened_at < ?
      order by happened_at desc, id desc
      limit ?
      """;

  private static final Map<String, ObjectiveEvent.Kind> KINDS =
      Arrays.stream(ObjectiveEvent.Kind.values())
          .collect(Collectors.toUnmodifiableMap(ObjectiveEvent.Kind::label, Function.identity()));

  private final RecordDatabase database;
  private final MeterRegistry meters;
  private final WaitingList<ObjectiveEvent> waiting = new WaitingList<>(MOST_WAITING);
  private final ReentrantLock writing = new ReentrantLock();

  /** Events in the database. */
  public ObjectiveEventTable(RecordDatabase database, MeterRegistry meters) {
    this.database = database;
    this.meters = meters;
    Gauge.builder("skopos.records.waiting", waiting, WaitingList::size)
        .description("Records that wait for the database")
        .tag("kind", KIND)
        .register(meters);
  }

  @Override
  public void append(List<ObjectiveEvent> events) {
    dropped("queue-full", waiting.add(events));
    flush();
  }

  /**
   * Writes what waits, if the database is open. Writers that come while another one writes wait for
   * it and often find that it has written theirs too.
   */
  void flush() {
    writing.lock();
    try {
      while (database.isOpen() && waiting.size() > 0) {
        List<ObjectiveEvent> batch = waiting.take(BATCH);
        List<ObjectiveEvent> left = write(batch);
        if (!left.isEmpty()) {
          dropped("queue-full", waiting.putBack(left));
          return;
        }
      }
    } finally {
      writing.unlock();
    }
  }

  /** Those that have to wait longer. */
  private List<ObjectiveEvent> write(List<ObjectiveEvent> batch) {
    try {
      database.write("append-objective-events", connection -> insert(connection, batch));
      return List.of();
    } catch (IOException e) {
      if (!Failures.refusesData(e.getCause())) {
        LOG.debugf("Events of objectives wait: %s", e.getMessage());
        return batch;
      }
      if (batch.size() > 1) {
        return writeOneByOne(batch);
      }
      LOG.errorf("Records: an event of %s is refused: %s", batch, e.getMessage());
      dropped("refused", 1);
      return List.of();
    }
  }

  private List<ObjectiveEvent> writeOneByOne(List<ObjectiveEvent> batch) {
    for (int i = 0; i < batch.size(); i++) {
      if (!write(List.of(batch.get(i))).isEmpty()) {
        return batch.subList(i, batch.size());
      }
    }
    return List.of();
  }

  private static int insert(Connection connection, List<ObjectiveEvent> events)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (ObjectiveEvent event : events) {
        Columns.set(
            statement,
            Columns.time(event.at()),
            event.kind().label(),
            event.objective().kind(),
            event.objective().namespace(),
            event.objective().name(),
            Columns.labels(event.group()),
            Columns.text(event.details()),
            event.author().map(Columns::text).orElse(null));
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }

  @Override
  public List<ObjectiveEvent> list(ResourceId objective, Instant from, Instant to, int limit)
      throws IOException {
    return database.read(
        "list-objective-events",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            Columns.set(
                statement,
                objective.namespace(),
                objective.name(),
                objective.kind(),
                Columns.time(from),
                Columns.time(to),
                limit);
            return events(objective, statement);
          }
        });
  }

  /** Kinds that a newer version has written are left out. */
  private static List<ObjectiveEvent> events(ResourceId objective, PreparedStatement statement)
      throws SQLException {
    List<ObjectiveEvent> events = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ObjectiveEvent.Kind kind = KINDS.get(rows.getString("kind"));
        if (kind != null) {
          events.add(
              new ObjectiveEvent(
                  Columns.time(rows, "happened_at"),
                  objective,
                  Columns.labels(rows, "group_labels"),
                  kind,
                  rows.getString("details"),
                  Optional.ofNullable(rows.getString("author"))));
        }
      }
    }
    return List.copyOf(events);
  }

  private void dropped(String reason, int count) {
    if (count > 0) {
      meters
          .counter("skopos_records_dropped_total", "kind", KIND, "reason", reason)
          .increment(count);
    }
  }
}
