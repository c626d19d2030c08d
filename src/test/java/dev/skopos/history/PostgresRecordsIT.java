// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecords;
import dev.skopos.slo.ObjectiveEvents;
import dev.skopos.slo.count.CountedBlocks;
import dev.skopos.slo.count.CountedBlocksContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The records in a real PostgreSQL. */
class PostgresRecordsIT {

  private static PostgresServer server;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RecordDatabase database;

  @BeforeAll
  static void startServer() throws IOException {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    database = new RecordDatabase(server.newDatabase(), 4, meters);
    database.check();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Nested
  class Events extends ObjectiveEventsContract {
    @Override
    ObjectiveEvents events() {
      return new ObjectiveEventTable(database, meters);
    }
  }

  @Nested
  class Reports extends ReportRecordsContract {
    @Override
    ReportRecords reports() {
      return new ReportTable(database);
    }

    @Override
    ReportOutbox outbox() {
      return new ReportDeliveryTable(database);
    }
  }

  @Nested
  class Counts extends CountedBlocksContract {
    @Override
    protected CountedBlocks blocks() {
      return new CountedBlockTable(database);
    }
  }

  @Nested
  class Deletion extends RetentionContract {
    @Override
    RecordDatabase database() {
      return database;
    }
  }

  @Nested
  class Migration extends MigrationContract {
    @Override
    Place empty() throws SQLException {
      return server.newDatabase();
    }
  }
}
