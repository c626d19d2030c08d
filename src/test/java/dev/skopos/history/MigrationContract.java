// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportRecord;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.CountedSpan;
import dev.skopos.slo.count.DayBlock;
import dev.skopos.slo.count.SavedAccount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an earlier version kept is there in the form of today. */
abstract class MigrationContract {

  private static final ResourceId CHECKOUT =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");
  private static final ResourceId MAIL = new ResourceId("NotificationChannel", "shop", "mail");
  private static final Labels PAY = Labels.of("path", "/pay");
  private static final AccountKey ACCOUNT = new AccountKey(CHECKOUT, "f1");
  private static final long DAY = LocalDate.parse("2026-03-02").toEpochDay();

  private static final ReportRecord MONTHLY =
      new ReportRecord(
          SecondVersion.MONTHLY,
          CHECKOUT,
          "monthly",
          "monthly",
          List.of(),
          Instant.parse("2026-03-01T00:00:00Z"),
          Instant.parse("2026-04-01T00:00:00Z"),
          Instant.parse("2026-04-01T04:00:00.123Z"),
          List.of(ReportFormat.HTML));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RecordDatabase migrated;

  /** Nothing is there. */
  abstract Place empty() throws SQLException;

  @BeforeEach
  void migrate() throws IOException, SQLException {
    Place place = empty();
    SecondVersion.fill(place);
    migrated = new RecordDatabase(place, 2, meters);
    assertThat(migrated.check()).as(migrated.status().detail()).isTrue();
  }

  @AfterEach
  void closeMigrated() {
    migrated.close();
  }

  @Test
  void reportsHaveTheirNamesForTitlesAndTheirContents() throws IOException {
    ReportTable reports = new ReportTable(migrated);

    assertThat(reports.find(SecondVersion.MONTHLY)).contains(MONTHLY);
    assertThat(reports.content(SecondVersion.MONTHLY, ReportFormat.HTML))
        .contains(SecondVersion.PAGE);
    assertThat(reports.content(SecondVersion.MONTHLY, ReportFormat.JSON)).isEmpty();
    assertThat(reports.list(CHECKOUT, 10))
        .extracting(ReportRecord::name, ReportRecord::formats)
        .containsExactly(
            tuple("weekly", List.of(ReportFormat.JSON)),
            tuple("monthly", List.of(ReportFormat.HTML)));
    assertThat(reports.newest(CHECKOUT, "monthly")).contains(MONTHLY);
  }

  /** A version that kept reports only must not flood channels with them. */
  @Test
  void noOldReportWaitsForAChannel() throws IOException {
    assertThat(new ReportDeliveryTable(migrated).waiting(10)).isEmpty();
  }

  @Test
  void anOldReportIsReplacedByOneOfToday() throws IOException {
    ReportTable reports = new ReportTable(migrated);

    reports.save(MONTHLY, Map.of(ReportFormat.JSON, "{}"), List.of(MAIL));

    assertThat(reports.content(SecondVersion.MONTHLY, ReportFormat.HTML)).isEmpty();
    assertThat(reports.content(SecondVersion.MONTHLY, ReportFormat.JSON)).contains("{}");
    assertThat(new ReportDeliveryTable(migrated).waiting(10)).hasSize(1);
  }

  @Test
  void eventsAndCountsAreAsTheyWere() throws IOException {
    assertThat(
            new ObjectiveEventTable(migrated, meters)
                .list(CHECKOUT, Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z"), 10))
        .containsExactly(
            new ObjectiveEvent(
                Instant.parse("2026-03-02T10:00:00.500Z"),
                CHECKOUT,
                PAY,
                ObjectiveEvent.Kind.EXCLUSION_APPLIED,
                "maintenance",
                Optional.of("ann")));
    CountedSpan span =
        new CountedSpan(
            Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T10:20:00Z"), true);
    assertThat(new CountedBlockTable(migrated).load(ACCOUNT))
        .contains(new SavedAccount(span, List.of(new DayBlock(PAY, DAY, SecondVersion.BLOCK))));
  }

  @Test
  void countingGoesOnInTheSameBlock() {
    CountedBlockTable blocks = new CountedBlockTable(migrated);
    CountedSpan span =
        new CountedSpan(
            Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T10:21:00Z"), true);
    DayBlock longer = new DayBlock(PAY, DAY, new byte[] {2, 3});

    blocks.save(List.of(new CountedChange(ACCOUNT, span, 0, List.of(longer), 1)));

    assertThat(blocks.load(ACCOUNT)).contains(new SavedAccount(span, List.of(longer)));
  }
}
