// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Deletes records that are kept no longer, in batches, so that no transaction is long. */
public final class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int BATCH = 1_000;

  /** The most events of one objective; one that flaps must not fill the volume. */
  static final int EVENTS_OF_OBJECTIVE = 10_000;

  /**
   * How long and how many.
   *
   * @param events how long events of objectives are kept
   * @param counts how long it is kept what objectives have counted
   * @param reports how long reports are kept
   * @param reportsOfSource the most reports of one resource; the oldest give way
   */
  public record Options(Duration events, Duration counts, Duration reports, int reportsOfSource) {

    /** Rejects what would keep nothing. */
    public Options {
      positive("events", events);
      positive("counts", counts);
      positive("reports", reports);
      if (reportsOfSource < 1) {
        throw new IllegalArgumentException(
            "reports of a source are %d; expected 1 or more".formatted(reportsOfSource));
      }
    }

    private static void positive(String kind, Duration retention) {
      if (!retention.isPositive()) {
        throw new IllegalArgumentException(
            "retention of %s is %s; expected more than 0".formatted(kind, retention));
      }
    }
  }

  private final RecordDatabase database;
  private final List<RetentionRule> rules;
  private final MeterRegistry meters;

  /** Deletes nothing by itself. */
  public Retention(RecordDatabase database, Options options, MeterRegistry meters) {
    this.database = database;
    this.meters = meters;
    this.rules =
        List.of(
            new RetentionRule.Age(
                ObjectiveEventTable.KIND, "objective_event", "happened_at", options.events()),
            new RetentionRule.Count(
                ObjectiveEventTable.KIND,
                "objective_event",
                "happened_at",
                "objective_kind, objective_namespace, objective_name",
                EVENTS_OF_OBJECTIVE),
            new RetentionRule.Age(
                CountedBlockTable.KIND, "counted_block", "day_start", options.counts()),
            new RetentionRule.Age(
                CountedBlockTable.KIND, "counted_account", "counted_until", options.counts()),
            new RetentionRule.Age(ReportTable.KIND, "report", "created_at", options.reports()),
            new RetentionRule.Age(
                "awaited-reports", "awaited_report", "wanted_since", options.reports()),
            new RetentionRule.Count(
                ReportTable.KIND,
                "report",
                "created_at",
                "source_kind, source_namespace, source_name",
                options.reportsOfSource()));
  }

  /** Deletes what is kept no longer at that time. */
  void apply(Instant now) throws IOException {
    for (RetentionRule rule : rules) {
      long deleted = 0;
      int last;
      do {
        last = database.write("retention", connection -> delete(connection, rule, now));
        deleted += last;
      } while (last == BATCH);
      if (deleted > 0) {
        LOG.infof("Records: %d of kind %s are kept no longer", deleted, rule.kind());
        meters
            .counter("skopos_records_deleted_total", "kind", rule.kind())
            .increment((double) deleted);
      }
    }
  }

  private static int delete(Connection connection, RetentionRule rule, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(rule.delete())) {
      Columns.set(statement, rule.parameter(now), BATCH);
      return statement.executeUpdate();
    }
  }
}
