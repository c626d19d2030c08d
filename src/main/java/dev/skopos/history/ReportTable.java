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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reports, their contents compressed. */
public final class ReportTable implements ReportRecords {

  static final String KIND = "reports";

  private static final String COLUMNS =
      """
      id, source_kind, source_namespace, source_name, report_name, title, facts, period_start,
        period_end, created_at, formats\
      """;

  /** What belongs to it goes with it. */
  private static final String DELETE = "delete from report where id = ?";

  private static final String INSERT =
      "insert into report (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String INSERT_CONTENT =
      "insert into report_content (report_id, format, content) values (?, ?, ?)";

  private static final String SELECT = "select " + COLUMNS + " from report ";

  private static final String LIST =
      SELECT
          + """
          where source_namespace = ? and source_name = ? and source_kind = ?
          order by created_at desc, id
          limit ?
          """;

  private static final String LIST_ALL =
      SELECT
          + """
          where (? = '' or source_namespace = ?) and (? = '' or source_name = ?)
          order by created_at desc, id
          limit ? offset ?
          """;

  private static final String NEWEST =
      SELECT
          + """
          where source_namespace = ? and source_name = ? and source_kind = ? and report_name = ?
          order by created_at desc, id
          limit 1
          """;

  private static final String FIND = SELECT + "where id = ?";

  private static final String CONTENT =
      "select content from report_content where report_id = ? and format = ?";

  private static final String WANTED =
      """
      select wanted_since from awaited_report
      where source_namespace = ? and source_name = ? and source_kind = ? and report_name = ?
      """;

  private static final String WANT =
      """
      insert into awaited_report
        (source_namespace, source_name, source_kind, report_name, wanted_since)
      values (?, ?, ?, ?, ?)
      """;

  private final RecordDatabase database;

  /** Reports in the database. */
  public ReportTable(RecordDatabase database) {
    this.database = database;
  }

  @Override
  public void save(
      ReportRecord report, Map<ReportFormat, String> contents, Collection<ResourceId> channels)
      throws IOException {
    Map<ReportFormat, byte[]> compressed = new EnumMap<>(ReportFormat.class);
    for (Map.Entry<ReportFormat, String> each : contents.entrySet()) {
      compressed.put(each.getKey(), CompressedText.of(each.getValue(), MOST_BYTES));
    }
    database.write(
        "save-report",
        connection -> {
          replace(connection, report);
          insert(connection, report.id(), compressed);
          return ReportDeliveryTable.insert(connection, report, channels);
        });
  }

  private static void replace(Connection connection, ReportRecord report) throws SQLException {
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
          Columns.text(report.title()),
          Columns.text(ReportColumns.facts(report.facts())),
          Columns.time(report.from()),
          Columns.time(report.to()),
          Columns.time(report.created()),
          ReportColumns.formats(report.formats()));
      insert.executeUpdate();
    }
  }

  private static void insert(Connection connection, UUID report, Map<ReportFormat, byte[]> contents)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_CONTENT)) {
      for (Map.Entry<ReportFormat, byte[]> each : contents.entrySet()) {
        Columns.set(insert, report, each.getKey().name(), each.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public List<ReportRecord> list(ResourceId source, int limit) throws IOException {
    return select("list-reports", LIST, source.namespace(), source.name(), source.kind(), limit);
  }

  @Override
  public List<ReportRecord> list(Filter filter, int offset, int limit) throws IOException {
    return select(
        "list-reports",
        LIST_ALL,
        filter.namespace(),
        filter.namespace(),
        filter.name(),
        filter.name(),
        limit,
        offset);
  }

  @Override
  public Optional<ReportRecord> newest(ResourceId source, String name) throws IOException {
    return select(
            "newest-report",
            NEWEST,
            source.namespace(),
            source.name(),
            source.kind(),
            Columns.text(name))
        .stream()
        .findFirst();
  }

  @Override
  public Instant wantedSince(ResourceId source, String name, Instant now) throws IOException {
    Object[] report = {source.namespace(), source.name(), source.kind(), Columns.text(name)};
    return database.write(
        "await-report",
        connection -> {
          try (PreparedStatement wanted = connection.prepareStatement(WANTED)) {
            Columns.set(wanted, report);
            try (ResultSet row = wanted.executeQuery()) {
              return row.next() ? Columns.time(row, "wanted_since") : want(connection, report, now);
            }
          }
        });
  }

  private static Instant want(Connection connection, Object[] report, Instant now)
      throws SQLException {
    OffsetDateTime since = Columns.time(now);
    Object[] values = Arrays.copyOf(report, report.length + 1);
    values[report.length] = since;
    try (PreparedStatement want = connection.prepareStatement(WANT)) {
      Columns.set(want, values);
      want.executeUpdate();
    }
    return since.toInstant();
  }

  @Override
  public Optional<ReportRecord> find(UUID id) throws IOException {
    return select("find-report", FIND, id).stream().findFirst();
  }

  private List<ReportRecord> select(String operation, String query, Object... parameters)
      throws IOException {
    return database.read(
        operation,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(query)) {
            Columns.set(statement, parameters);
            List<ReportRecord> reports = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                reports.add(ReportColumns.report(rows));
              }
            }
            return List.copyOf(reports);
          }
        });
  }

  @Override
  public Optional<String> content(UUID id, ReportFormat format) throws IOException {
    return database.read(
        "read-report",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(CONTENT)) {
            Columns.set(statement, id, format.name());
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? Optional.of(content(row)) : Optional.empty();
            }
          }
        });
  }

  private static String content(ResultSet row) throws SQLException {
    try {
      return CompressedText.read(row.getBytes("content"), MOST_BYTES);
    } catch (IOException e) {
      throw Columns.damaged("the content of a report cannot be read", e);
    }
  }
}
