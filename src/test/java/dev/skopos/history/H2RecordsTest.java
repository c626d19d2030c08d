// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecords;
import dev.skopos.slo.ObjectiveEvents;
import dev.skopos.slo.count.CountedBlocks;
import dev.skopos.slo.count.CountedBlocksContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The records in H2. */
class H2RecordsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RecordDatabase database;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = new RecordDatabase(new Place.Folder(folder), 4, meters);
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
    @TempDir Path other;

    @Override
    Place empty() {
      return new Place.Folder(other);
    }
  }
}
