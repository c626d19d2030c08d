// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportDelivery;
import dev.skopos.report.ReportDelivery.State;
import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecord;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Which report has reached which channel; rows go with their reports. */
public final class ReportDeliveryTable implements ReportOutbox {

  private static final String INSERT =
      """
      insert into report_delivery
        (report_id, channel_kind, channel_namespace, channel_name, state, changed_at, reason)
      values (?, ?, ?, ?, ?, ?, '')
      """;

  /** One that was made again is another delivery. */
  private static final String UPDATE =
      """
      update report_delivery set state = ?, changed_at = ?, reason = ?
       where report_id = (select id from report where id = ? and created_at = ?)
         and channel_namespace = ? and channel_name = ? and channel_kind = ?
      """;

  private static final String SELECT =
      """
      select report_id, channel_kind, channel_namespace, channel_name, state, changed_at, reason,
             source_kind, source_namespace, source_name, created_at
        from report_delivery join report on report.id = report_delivery.report_id
      """;

  private static final String WAITING =
      SELECT + " where state = 'WAITING' order by created_at, report_delivery.id limit ?";

  private static final String OF_REPORTS =
      SELECT + " where report_id in (%s) order by channel_namespace, channel_name";

  private final RecordDatabase database;

  /** Deliveries in the database. */
  public ReportDeliveryTable(RecordDatabase database) {
    this.database = database;
  }

  /** In the transaction that keeps the report. */
  static int insert(Connection connection, ReportRecord report, Collection<ResourceId> channels)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (ResourceId channel : channels) {
        Columns.set(
            insert,
            report.id(),
            channel.kind(),
            channel.namespace(),
            channel.name(),
            State.WAITING.name(),
            Columns.time(report.created()));
        insert.addBatch();
      }
      return channels.isEmpty() ? 0 : insert.executeBatch().length;
    }
  }

  @Override
  public void note(ReportDelivery delivery) throws IOException {
    ResourceId channel = delivery.channel();
    database.write(
        "note-delivery",
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            Columns.set(
                update,
                delivery.state().name(),
                Columns.time(delivery.at()),
                Columns.text(delivery.reason()),
                delivery.report(),
                Columns.time(delivery.created()),
                channel.namespace(),
                channel.name(),
                channel.kind());
            return update.executeUpdate();
          }
        });
  }

  @Override
  public List<ReportDelivery> waiting(int limit) throws IOException {
    return select("waiting-deliveries", WAITING, limit);
  }

  @Override
  public List<ReportDelivery> of(Collection<UUID> reports) throws IOException {
    if (reports.size() > MOST_REPORTS) {
      throw new IllegalArgumentException(
          "deliveries of %d reports; expected at most %d".formatted(reports.size(), MOST_REPORTS));
    }
    String places = String.join(",", Collections.nCopies(reports.size(), "?"));
    return reports.isEmpty()
        ? List.of()
        : select("list-deliveries", OF_REPORTS.formatted(places), reports.toArray());
  }

  private List<ReportDelivery> select(String operation, String query, Object... parameters)
      throws IOException {
    return database.read(
        operation,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(query)) {
            Columns.set(statement, parameters);
            List<ReportDelivery> deliveries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                deliveries.add(delivery(rows));
              }
            }
            return List.copyOf(deliveries);
          }
        });
  }

  private static ReportDelivery delivery(ResultSet row) throws SQLException {
    return new ReportDelivery(
        row.getObject("report_id", UUID.class),
        ReportColumns.source(row),
        new ResourceId(
            row.getString("channel_kind"),
            row.getString("channel_namespace"),
            row.getString("channel_name")),
        Columns.time(row, "created_at"),
        state(row.getString("state")),
        Columns.time(row, "changed_at"),
        row.getString("reason"));
  }

  private static State state(String name) throws SQLException {
    try {
      return State.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw Columns.damaged("a delivery is " + name + ", which is not known", e);
    }
  }
}
