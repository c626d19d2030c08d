// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportRecord;
import dev.skopos.report.ReportRecords;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reports, their content compressed. */
public final class ReportTable implements ReportRecords {

  static final String KIND = "reports";

  private static final String COLUMNS =
      """
      id, source_kind, source_namespace, source_name, report_name, period_start, period_end,
        created_at, format\
      """;

  private static final String DELETE = "delete from report where id = ?";

  private static final String INSERT =
      "insert into report (" + COLUMNS + ", content) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String LIST =
      "select "
          + COLUMNS
          + """

           from report
          where source_namespace = ? and source_name = ? and source_kind = ?
          order by created_at desc, id
          limit ?
          """;

  private static final String FIND = "select " + COLUMNS + ", content from report where id = ?";

  private final RecordDatabase database;

  /** Reports in the database. */
  public ReportTable(RecordDatabase database) {
    this.database = database;
  }

  @Override
  public void save(ReportRecord report, String content) throws IOException {
    byte[] compressed = CompressedText.of(content, MOST_BYTES);
    database.write("save-report", connection -> replace(connection, report, compressed));
  }

  private static int replace(Connection connection, ReportRecord report, byte[] content)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      Columns.set(delete, report.id());
      delete.executeUpdate();
      Columns.set(
          insert,
          report.id(),
          report.source().kind(),
          report.source().namespace(),
          report.source().name(),
          Columns.text(report.name()),
          Columns.time(report.from()),
          Columns.time(report.to()),
          Columns.time(report.created()),
          report.format().name(),
          content);
      return insert.executeUpdate();
    }
  }

  @Override
  public List<ReportRecord> list(ResourceId source, int limit) throws IOException {
    return database.read(
        "list-reports",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(LIST)) {
            Columns.set(statement, source.namespace(), source.name(), source.kind(), limit);
            List<ReportRecord> reports = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                reports.add(report(rows));
              }
            }
            return List.copyOf(reports);
          }
        });
  }

  @Override
  public Optional<Stored> find(UUID id) throws IOException {
    return database.read(
        "find-report",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            Columns.set(statement, id);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? Optional.of(stored(row)) : Optional.empty();
            }
          }
        });
  }

  private static Stored stored(ResultSet row) throws SQLException {
    try {
      return new Stored(report(row), CompressedText.read(row.getBytes("content"), MOST_BYTES));
    } catch (IOException e) {
      throw Columns.damaged("the content of a report cannot be read", e);
    }
  }

  private static ReportFormat format(String name) throws SQLException {
    try {
      return ReportFormat.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw Columns.damaged("a report has the format " + name + ", which is not known", e);
    }
  }

  private static ReportRecord report(ResultSet row) throws SQLException {
    return new ReportRecord(
        row.getObject("id", UUID.class),
        new ResourceId(
            row.getString("source_kind"),
            row.getString("source_namespace"),
            row.getString("source_name")),
        row.getString("report_name"),
        Columns.time(row, "period_start"),
        Columns.time(row, "period_end"),
        Columns.time(row, "created_at"),
        format(row.getString("format")));
  }
}
