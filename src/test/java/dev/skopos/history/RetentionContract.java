// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportRecord;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.CountedSpan;
import dev.skopos.slo.count.DayBlock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is deleted when, in every database. */
abstract class RetentionContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration KEPT = Duration.ofDays(10);
  private static final ResourceId CHECKOUT =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  abstract RecordDatabase database();

  private Retention retention(int reportsOfSource) {
    return new Retention(
        database(), new Retention.Options(KEPT, KEPT, KEPT, reportsOfSource), meters);
  }

  private double deleted(String kind) {
    return meters.counter("skopos_records_deleted_total", "kind", kind).count();
  }

  private List<ObjectiveEvent> events(ObjectiveEventTable table) throws IOException {
    return table.list(CHECKOUT, Instant.EPOCH, NOW.plusSeconds(1), 20_000);
  }

  private static ObjectiveEvent event(Instant at) {
    return new ObjectiveEvent(
        at, CHECKOUT, Labels.EMPTY, ObjectiveEvent.Kind.TIER_FIRING, "", Optional.empty());
  }

  @Test
  void moreOldEventsThanOneBatchAreDeleted() throws IOException {
    ObjectiveEventTable table = new ObjectiveEventTable(database(), meters);
    Instant limit = NOW.minus(KEPT);
    table.append(
        IntStream.rangeClosed(1, 2_345).mapToObj(i -> event(limit.minusMillis(i))).toList());
    table.append(List.of(event(limit), event(NOW)));

    retention(10).apply(NOW);

    assertThat(events(table)).containsExactly(event(NOW), event(limit));
    assertThat(deleted("objective-events")).isEqualTo(2_345);
  }

  @Test
  void anObjectiveThatFlapsKeepsItsNewestEvents() throws IOException {
    ObjectiveEventTable table = new ObjectiveEventTable(database(), meters);
    int tooMany = Retention.EVENTS_OF_OBJECTIVE + 7;
    // in two parts, since no more may wait at a time
    for (int part = 0; part < 2; part++) {
      int from = part * tooMany / 2;
      int to = (part + 1) * tooMany / 2;
      table.append(
          IntStream.range(from, to).mapToObj(i -> event(NOW.minusMillis(tooMany - i))).toList());
    }

    retention(10).apply(NOW);

    assertThat(events(table)).hasSize(Retention.EVENTS_OF_OBJECTIVE);
    assertThat(events(table).getLast().at()).isEqualTo(NOW.minusMillis(tooMany - 7));
    assertThat(deleted("objective-events")).isEqualTo(7);
  }

  @Test
  void reportsGoByAgeAndByNumber() throws IOException {
    ReportTable table = new ReportTable(database());
    List<ReportRecord> reports =
        IntStream.range(0, 6).mapToObj(i -> report(NOW.minus(Duration.ofDays(i * 3L)))).toList();
    for (ReportRecord report : reports) {
      table.save(report, Map.of(ReportFormat.CSV, ""), List.of());
    }

    retention(3).apply(NOW);

    assertThat(table.list(CHECKOUT, 10)).containsExactlyElementsOf(reports.subList(0, 3));
    assertThat(deleted("reports")).isEqualTo(3);
  }

  @Test
  void thatAReportIsWantedGoesByAge() throws IOException {
    ReportTable table = new ReportTable(database());
    Instant limit = NOW.minus(KEPT);
    table.wantedSince(CHECKOUT, "old", limit.minusMillis(1));
    table.wantedSince(CHECKOUT, "young", limit);

    retention(10).apply(NOW);

    assertThat(table.wantedSince(CHECKOUT, "old", NOW)).isEqualTo(NOW);
    assertThat(table.wantedSince(CHECKOUT, "young", NOW)).isEqualTo(limit);
  }

  @Test
  void countedDaysGoByAgeAndAccountsWithTheirLastDay() throws IOException {
    CountedBlockTable table = new CountedBlockTable(database());
    AccountKey live = new AccountKey(CHECKOUT, "live");
    AccountKey dead = new AccountKey(CHECKOUT, "dead");
    Instant limit = NOW.minus(KEPT);
    long limitDay = LocalDate.ofInstant(limit, ZoneOffset.UTC).toEpochDay();
    List<DayBlock> blocks =
        LongStream.rangeClosed(limitDay, limitDay + 1)
            .mapToObj(day -> new DayBlock(Labels.EMPTY, day, new byte[] {1}))
            .toList();
    table.save(
        List.of(
            new CountedChange(live, new CountedSpan(limit, NOW, true), 0, blocks, 1),
            new CountedChange(
                dead, new CountedSpan(limit, limit.minusMillis(1), true), 0, blocks, 1)));

    retention(10).apply(NOW);

    assertThat(table.load(live).orElseThrow().blocks()).containsExactly(blocks.getLast());
    assertThat(table.load(dead)).isEmpty();
    assertThat(deleted("counted-events")).isEqualTo(3);
  }

  private static ReportRecord report(Instant created) {
    return new ReportRecord(
        UUID.randomUUID(),
        CHECKOUT,
        "weekly",
        "shop/checkout",
        List.of(),
        created.minusSeconds(60),
        created,
        created,
        List.of(ReportFormat.CSV));
  }
}
