// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** Records in the form of version 2, written as code wrote them that knew no later one. */
final class SecondVersion {

  static final UUID MONTHLY = UUID.fromString("0b6f3a52-8f0e-3b7e-9a52-7f2f9d7f6a11");
  static final UUID WEEKLY = UUID.fromString("1c7f3a52-8f0e-3b7e-9a52-7f2f9d7f6a12");

  /** What is in the report of the month. */
  static final String PAGE = "<p>99.9 %, met \uD83D\uDE80</p>";

  static final byte[] BLOCK = {1, 0, -1, 127, -128};

  /** The page as gzip. */
  private static final byte[] CONTENT =
      HexFormat.of()
          .parseHex(
              "1f8b0800000000000203b329b0b3b4d4b35450d551c84d2d51f8307f56838d7e811d001ad3c6fe17000000");

  private SecondVersion() {}

  static void fill(Place empty) throws IOException, SQLException {
    try (AgroalDataSource pool = Pool.of(empty, 2)) {
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:dev/skopos/history")
          .target("2")
          .load()
          .migrate();
      try (Connection connection = pool.getConnection()) {
        report(connection, MONTHLY, "monthly", "HTML", "2026-04-01T04:00:00.123Z");
        report(connection, WEEKLY, "weekly", "JSON", "2026-04-06T04:00:00Z");
        event(connection);
        counts(connection);
        connection.commit();
      }
    }
  }

  private static void report(
      Connection connection, UUID id, String name, String format, String created)
      throws SQLException {
    insert(
        connection,
        """
        insert into report (id, source_kind, source_namespace, source_name, report_name,
          period_start, period_end, created_at, format, content)
        values (?, 'ServiceLevelObjective', 'shop', 'checkout', ?, ?, ?, ?, ?, ?)
        """,
        id,
        name,
        time("2026-03-01T00:00:00Z"),
        time("2026-04-01T00:00:00Z"),
        time(created),
        format,
        CONTENT);
  }

  private static void event(Connection connection) throws SQLException {
    insert(
        connection,
        """
        insert into objective_event (happened_at, kind, objective_kind, objective_namespace,
          objective_name, group_labels, details, author)
        values (?, 'ExclusionApplied', 'ServiceLevelObjective', 'shop', 'checkout',
          '{"path":"/pay"}', 'maintenance', 'ann')
        """,
        time("2026-03-02T10:00:00.5Z"));
  }

  private static void counts(Connection connection) throws SQLException {
    insert(
        connection,
        """
        insert into counted_account (objective_kind, objective_namespace, objective_name,
          fingerprint, counted_from, counted_until, complete)
        values ('ServiceLevelObjective', 'shop', 'checkout', 'f1', ?, ?, true)
        """,
        time("2026-03-01T00:00:00Z"),
        time("2026-03-02T10:20:00Z"));
    insert(
        connection,
        """
        insert into counted_block (account_id, day_start, group_hash, group_labels, content)
        select id, ?, '83f63be8271e0c13f7313f92c19d55ec6bd83dae2c9496fabb9b43c02c55021f',
          '{"path":"/pay"}', ?
        from counted_account
        """,
        time("2026-03-02T00:00:00Z"),
        BLOCK);
  }

  private static OffsetDateTime time(String text) {
    return OffsetDateTime.parse(text);
  }

  private static void insert(Connection connection, String statement, Object... values)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(statement)) {
      Columns.set(insert, values);
      insert.executeUpdate();
    }
  }
}
