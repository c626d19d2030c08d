// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.CountedSpan;
import dev.skopos.slo.count.DayBlock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes changes of accounts in few round trips. Most blocks are there already, with what was
 * counted until a minute ago, so they are updated, and those that were not there inserted.
 */
final class CountedBlockWriter implements AutoCloseable {

  private static final String FIND_ACCOUNT =
      """
      select id from counted_account
      where objective_namespace = ? and objective_name = ? and objective_kind = ?
        and fingerprint = ?
      """;

  private static final String INSERT_ACCOUNT =
      """
      insert into counted_account (objective_namespace, objective_name, objective_kind,
        fingerprint, counted_from, counted_until, complete)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE_ACCOUNT =
      "update counted_account set counted_from = ?, counted_until = ?, complete = ? where id = ?";

  private static final String DELETE_DAYS =
      "delete from counted_block where account_id = ? and day_start < ?";

  private static final String UPDATE_BLOCK =
      """
      update counted_block set content = ?
      where account_id = ? and day_start = ? and group_hash = ?
      """;

  private static final String INSERT_BLOCK =
      """
      insert into counted_block (content, account_id, day_start, group_hash, group_labels)
      values (?, ?, ?, ?, ?)
      """;

  /** A block with the values of its key. */
  private record Row(long account, DayBlock block, String groupHash, String group) {

    OffsetDateTime day() {
      return CountedBlockWriter.day(block.day());
    }
  }

  private final PreparedStatement findAccount;
  private final PreparedStatement insertAccount;
  private final PreparedStatement updateAccount;
  private final PreparedStatement deleteDays;
  private final PreparedStatement updateBlock;
  private final PreparedStatement insertBlock;
  private final List<Row> rows = new ArrayList<>();

  CountedBlockWriter(Connection connection) throws SQLException {
    this.findAccount = connection.prepareStatement(FIND_ACCOUNT);
    this.insertAccount = connection.prepareStatement(INSERT_ACCOUNT, new String[] {"id"});
    this.updateAccount = connection.prepareStatement(UPDATE_ACCOUNT);
    this.deleteDays = connection.prepareStatement(DELETE_DAYS);
    this.updateBlock = connection.prepareStatement(UPDATE_BLOCK);
    this.insertBlock = connection.prepareStatement(INSERT_BLOCK);
  }

  void add(CountedChange change) throws SQLException {
    long account = account(change.account(), change.span());
    Columns.set(deleteDays, account, day(change.firstDay()));
    deleteDays.addBatch();
    for (DayBlock block : change.blocks()) {
      String group = Columns.labels(block.group());
      rows.add(new Row(account, block, hash(group), group));
    }
  }

  private long account(AccountKey key, CountedSpan span) throws SQLException {
    ResourceId objective = key.objective();
    Columns.set(
        findAccount, objective.namespace(), objective.name(), objective.kind(), key.fingerprint());
    try (ResultSet found = findAccount.executeQuery()) {
      if (found.next()) {
        long id = found.getLong(1);
        Columns.set(
            updateAccount,
            Columns.time(span.from()),
            Columns.time(span.until()),
            span.complete(),
            id);
        updateAccount.addBatch();
        return id;
      }
    }
    return begin(objective, key, span);
  }

  private long begin(ResourceId objective, AccountKey key, CountedSpan span) throws SQLException {
    Columns.set(
        insertAccount,
        objective.namespace(),
        objective.name(),
        objective.kind(),
        key.fingerprint(),
        Columns.time(span.from()),
        Columns.time(span.until()),
        span.complete());
    insertAccount.executeUpdate();
    try (ResultSet id = insertAccount.getGeneratedKeys()) {
      id.next();
      return id.getLong(1);
    }
  }

  /** How many blocks were written. */
  int write() throws SQLException {
    updateAccount.executeBatch();
    deleteDays.executeBatch();
    for (Row row : rows) {
      Columns.set(updateBlock, row.block().data(), row.account(), row.day(), row.groupHash());
      updateBlock.addBatch();
    }
    int[] updated = updateBlock.executeBatch();
    for (int i = 0; i < updated.length; i++) {
      if (updated[i] == 0) {
        Row row = rows.get(i);
        Columns.set(
            insertBlock,
            row.block().data(),
            row.account(),
            row.day(),
            row.groupHash(),
            row.group());
        insertBlock.addBatch();
      }
    }
    insertBlock.executeBatch();
    return updated.length;
  }

  private static OffsetDateTime day(long day) {
    return LocalDate.ofEpochDay(day).atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private static String hash(String group) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(group.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement :
        List.of(findAccount, insertAccount, updateAccount, deleteDays, updateBlock, insertBlock)) {
      statement.close();
    }
  }
}
