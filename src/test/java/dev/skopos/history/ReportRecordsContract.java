// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportRecord;
import dev.skopos.report.ReportRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every place for reports does. */
abstract class ReportRecordsContract {

  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final ResourceId CHECKOUT =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");

  abstract ReportRecords reports();

  private static ReportRecord report(ResourceId source, Instant created) {
    return new ReportRecord(
        UUID.randomUUID(), source, "monthly", MARCH, APRIL, created, ReportFormat.HTML);
  }

  @Test
  void whatWasSavedIsFound() throws IOException {
    ReportRecord report = report(CHECKOUT, APRIL);
    String content = "<p>99.9 % \uD83D\uDE80</p>\n".repeat(10_000);

    reports().save(report, content);

    assertThat(reports().find(report.id())).contains(new ReportRecords.Stored(report, content));
  }

  @Test
  void whatWasNotSavedIsNotFound() throws IOException {
    assertThat(reports().find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void aReportThatIsSavedAgainIsReplaced() throws IOException {
    ReportRecord report = report(CHECKOUT, APRIL);
    reports().save(report, "first");

    reports().save(report, "second");

    assertThat(reports().list(CHECKOUT, 10)).containsExactly(report);
    assertThat(reports().find(report.id())).contains(new ReportRecords.Stored(report, "second"));
  }

  @Test
  void theNewestComeFirst() throws IOException {
    ReportRecord oldest = report(CHECKOUT, APRIL);
    ReportRecord middle = report(CHECKOUT, APRIL.plusSeconds(1));
    ReportRecord newest = report(CHECKOUT, APRIL.plusSeconds(2));
    reports().save(middle, "");
    reports().save(newest, "");
    reports().save(oldest, "");

    assertThat(reports().list(CHECKOUT, 2)).containsExactly(newest, middle);
  }

  @Test
  void aSourceHasItsOwnReports() throws IOException {
    reports().save(report(CHECKOUT, APRIL), "");

    assertThat(reports().list(new ResourceId("CapacityForecast", "shop", "checkout"), 10))
        .isEmpty();
  }

  @Test
  void aContentThatIsTooLongIsRefused() {
    assertThatThrownBy(
            () -> reports().save(report(CHECKOUT, APRIL), "x".repeat(ReportRecords.MOST_BYTES + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("content has 8388609 bytes");
  }
}
