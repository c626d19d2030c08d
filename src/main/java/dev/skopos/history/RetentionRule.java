// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import java.time.Duration;
import java.time.Instant;

/** Which records of a kind are not kept any longer. Names come from code, never from outside. */
sealed interface RetentionRule {

  /** For metrics and logs. */
  String kind();

  /** Deletes the rows that the rule is about, at most as many as its second parameter says. */
  String delete();

  /** The first parameter. */
  Object parameter(Instant now);

  /** Those that are too old. */
  record Age(String kind, String table, String time, Duration most) implements RetentionRule {
    @Override
    public String delete() {
      return "delete from %1$s where id in (select id from %1$s where %2$s < ? order by %2$s limit ?)"
          .formatted(table, time);
    }

    @Override
    public Object parameter(Instant now) {
      return Columns.time(now.minus(most));
    }
  }

  /**
   * Those beyond the newest ones.
   *
   * @param group the columns that say whose rows are counted together
   */
  record Count(String kind, String table, String time, String group, int most)
      implements RetentionRule {
    @Override
    public String delete() {
      return """
      delete from %1$s where id in (
        select id from (
          select id, row_number() over (partition by %2$s order by %3$s desc, id desc) as place
          from %1$s) as placed
        where place > ? limit ?)
      """
          .formatted(table, group, time);
    }

    @Override
    public Object parameter(Instant now) {
      return most;
    }
  }
}
