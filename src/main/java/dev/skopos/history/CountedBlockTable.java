// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.CountedBlocks;
import dev.skopos.slo.count.CountedBlocksUnavailableException;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.CountedSpan;
import dev.skopos.slo.count.DayBlock;
import dev.skopos.slo.count.SavedAccount;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What objectives have counted. Spans are kept to the millisecond. */
public final class CountedBlockTable implements CountedBlocks {

  static final String KIND = "counted-events";

  private static final int ROWS_AT_A_TIME = 200;

  private static final String OF_OBJECTIVE =
      " where objective_namespace = ? and objective_name = ? and objective_kind = ?";

  private static final String FIND =
      "select id, counted_from, counted_until, complete from counted_account"
          + OF_OBJECTIVE
          + " and fingerprint = ?";

  private static final String OBJECTIVES =
      "select distinct objective_namespace, objective_name from counted_account"
          + " where objective_kind = ?";

  private static final String LOAD =
      "select day_start, group_labels, content from counted_block where account_id = ?";

  private static final String DELETE = "delete from counted_account" + OF_OBJECTIVE;

  private static final String DELETE_OTHERS = DELETE + " and fingerprint <> ?";

  private final RecordDatabase database;

  /** Accounts in the database. */
  public CountedBlockTable(RecordDatabase database) {
    this.database = database;
  }

  @Override
  public void save(Collection<CountedChange> changes) {
    write("save-counted-events", connection -> save(connection, changes));
  }

  private static int save(Connection connection, Collection<CountedChange> changes)
      throws SQLException {
    try (CountedBlockWriter writer = new CountedBlockWriter(connection)) {
      for (CountedChange change : changes) {
        writer.add(change);
      }
      return writer.write();
    }
  }

  @Override
  public Optional<SavedAccount> load(AccountKey account) {
    try {
      return database.read("load-counted-events", connection -> load(connection, account));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static Optional<SavedAccount> load(Connection connection, AccountKey account)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      ResourceId objective = account.objective();
      Columns.set(
          find, objective.namespace(), objective.name(), objective.kind(), account.fingerprint());
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        CountedSpan span =
            new CountedSpan(
                Columns.time(row, "counted_from"),
                Columns.time(row, "counted_until"),
                row.getBoolean("complete"));
        return Optional.of(new SavedAccount(span, blocks(connection, row.getLong("id"))));
      }
    }
  }

  private static List<DayBlock> blocks(Connection connection, long account) throws SQLException {
    try (PreparedStatement load = connection.prepareStatement(LOAD)) {
      load.setFetchSize(ROWS_AT_A_TIME);
      Columns.set(load, account);
      List<DayBlock> blocks = new ArrayList<>();
      try (ResultSet rows = load.executeQuery()) {
        while (rows.next()) {
          blocks.add(
              new DayBlock(
                  Columns.labels(rows, "group_labels"),
                  rows.getObject("day_start", OffsetDateTime.class).toLocalDate().toEpochDay(),
                  rows.getBytes("content")));
        }
      }
      return blocks;
    }
  }

  @Override
  public Set<ResourceId> objectives(String kind) {
    try {
      return database.read("list-counted-objectives", connection -> objectives(connection, kind));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static Set<ResourceId> objectives(Connection connection, String kind)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OBJECTIVES)) {
      Columns.set(statement, kind);
      Set<ResourceId> objectives = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          objectives.add(new ResourceId(kind, rows.getString(1), rows.getString(2)));
        }
      }
      return objectives;
    }
  }

  @Override
  public void delete(ResourceId objective) {
    write(
        "delete-counted-events",
        connection ->
            update(connection, DELETE, objective.namespace(), objective.name(), objective.kind()));
  }

  @Override
  public void deleteOthers(AccountKey account) {
    ResourceId objective = account.objective();
    write(
        "delete-counted-events",
        connection ->
            update(
                connection,
                DELETE_OTHERS,
                objective.namespace(),
                objective.name(),
                objective.kind(),
                account.fingerprint()));
  }

  private static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Columns.set(statement, parameters);
      return statement.executeUpdate();
    }
  }

  private void write(String operation, RecordDatabase.Work<Integer> work) {
    try {
      database.write(operation, work);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static CountedBlocksUnavailableException unavailable(IOException cause) {
    return new CountedBlocksUnavailableException(String.valueOf(cause.getMessage()), cause);
  }
}
