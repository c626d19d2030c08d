// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecords;
import dev.skopos.report.ReportsInMemory;

class ReportsInMemoryTest extends ReportRecordsContract {

  private final ReportsInMemory reports = new ReportsInMemory();

  @Override
  ReportRecords reports() {
    return reports;
  }

  @Override
  ReportOutbox outbox() {
    return reports;
  }
}
