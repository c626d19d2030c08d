// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.ReportMessage.Fact;
import dev.skopos.report.ReportDelivery;
import dev.skopos.report.ReportDelivery.State;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecord;
import dev.skopos.report.ReportRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every place for reports and their deliveries does. */
abstract class ReportRecordsContract {

  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final ResourceId CHECKOUT =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");
  private static final ResourceId SEARCH =
      new ResourceId("ServiceLevelObjective", "find", "search");
  private static final ResourceId MAIL = new ResourceId("NotificationChannel", "shop", "mail");
  private static final ResourceId HOOK = new ResourceId("NotificationChannel", "ops", "hook");

  abstract ReportRecords reports();

  abstract ReportOutbox outbox();

  private static ReportRecord report(ResourceId source, Instant created) {
    return report(source, "monthly", created);
  }

  private static ReportRecord report(ResourceId source, String name, Instant created) {
    return new ReportRecord(
        UUID.randomUUID(),
        source,
        name,
        "shop/checkout, 2026-03: met",
        List.of(new Fact("Target", "99 %, met"), new Fact("Note", "\"quoted\" <b> \uD83D\uDE80")),
        MARCH,
        APRIL,
        created,
        List.of(ReportFormat.HTML, ReportFormat.CSV));
  }

  private void save(ReportRecord report, ResourceId... channels) throws IOException {
    reports().save(report, Map.of(ReportFormat.JSON, "{}"), List.of(channels));
  }

  @Test
  void whatWasSavedIsFound() throws IOException {
    ReportRecord report = report(CHECKOUT, APRIL);
    String page = "<p>99.9 % \uD83D\uDE80</p>\n".repeat(10_000);

    reports().save(report, Map.of(ReportFormat.HTML, page, ReportFormat.JSON, "{}"), List.of());

    assertThat(reports().find(report.id())).contains(report);
    assertThat(reports().content(report.id(), ReportFormat.HTML)).contains(page);
    assertThat(reports().content(report.id(), ReportFormat.JSON)).contains("{}");
    assertThat(reports().content(report.id(), ReportFormat.CSV)).isEmpty();
  }

  @Test
  void whatWasNotSavedIsNotFound() throws IOException {
    assertThat(reports().find(UUID.randomUUID())).isEmpty();
    assertThat(reports().content(UUID.randomUUID(), ReportFormat.JSON)).isEmpty();
  }

  @Test
  void aReportThatIsSavedAgainIsReplaced() throws IOException {
    ReportRecord report = report(CHECKOUT, APRIL);
    reports().save(report, Map.of(ReportFormat.HTML, "first"), List.of(MAIL));

    reports().save(report, Map.of(ReportFormat.JSON, "second"), List.of());

    assertThat(reports().list(CHECKOUT, 10)).containsExactly(report);
    assertThat(reports().content(report.id(), ReportFormat.HTML)).isEmpty();
    assertThat(reports().content(report.id(), ReportFormat.JSON)).contains("second");
    assertThat(outbox().waiting(10)).isEmpty();
  }

  @Test
  void theNewestComeFirst() throws IOException {
    ReportRecord oldest = report(CHECKOUT, APRIL);
    ReportRecord middle = report(CHECKOUT, APRIL.plusSeconds(1));
    ReportRecord newest = report(CHECKOUT, APRIL.plusSeconds(2));
    save(middle);
    save(newest);
    save(oldest);

    assertThat(reports().list(CHECKOUT, 2)).containsExactly(newest, middle);
  }

  @Test
  void theNewestOfANameIsFound() throws IOException {
    ReportRecord before = report(CHECKOUT, "monthly", APRIL);
    ReportRecord newest = report(CHECKOUT, "monthly", APRIL.plusSeconds(1));
    save(newest);
    save(before);
    save(report(CHECKOUT, "weekly", APRIL.plusSeconds(2)));
    save(report(SEARCH, "monthly", APRIL.plusSeconds(3)));

    assertThat(reports().newest(CHECKOUT, "monthly")).contains(newest);
    assertThat(reports().newest(CHECKOUT, "yearly")).isEmpty();
  }

  @Test
  void aReportIsWantedSinceTheFirstTime() throws IOException {
    Instant first = APRIL.plusNanos(123_456_789);

    assertThat(reports().wantedSince(CHECKOUT, "monthly", first)).isEqualTo(APRIL.plusMillis(123));
    assertThat(reports().wantedSince(CHECKOUT, "monthly", first.plusSeconds(9)))
        .isEqualTo(APRIL.plusMillis(123));
    assertThat(reports().wantedSince(CHECKOUT, "weekly", MARCH)).isEqualTo(MARCH);
    assertThat(reports().wantedSince(SEARCH, "monthly", MARCH)).isEqualTo(MARCH);
    assertThat(reports().newest(CHECKOUT, "monthly")).isEmpty();
  }

  @Test
  void aSourceHasItsOwnReports() throws IOException {
    save(report(CHECKOUT, APRIL));

    assertThat(reports().list(new ResourceId("CapacityForecast", "shop", "checkout"), 10))
        .isEmpty();
  }

  @Test
  void theReportsOfAllSourcesAreListedInPartsAndFiltered() throws IOException {
    ReportRecord first = report(CHECKOUT, APRIL);
    ReportRecord second = report(SEARCH, APRIL.plusSeconds(1));
    ReportRecord third = report(CHECKOUT, APRIL.plusSeconds(2));
    save(first);
    save(second);
    save(third);

    assertThat(all("", "", 0, 2)).containsExactly(third, second);
    assertThat(all("", "", 2, 2)).containsExactly(first);
    assertThat(all("shop", "", 0, 9)).containsExactly(third, first);
    assertThat(all("", "search", 0, 9)).containsExactly(second);
    assertThat(all("shop", "search", 0, 9)).isEmpty();
  }

  private List<ReportRecord> all(String namespace, String name, int offset, int limit)
      throws IOException {
    return reports().list(new ReportRecords.Filter(namespace, name), offset, limit);
  }

  @Test
  void aContentThatIsTooLongIsRefusedAndNothingIsKept() throws IOException {
    ReportRecord report = report(CHECKOUT, APRIL);

    assertThatThrownBy(
            () ->
                reports()
                    .save(
                        report,
                        Map.of(
                            ReportFormat.JSON,
                            "{}",
                            ReportFormat.CSV,
                            "x".repeat(ReportRecords.MOST_BYTES + 1)),
                        List.of(MAIL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("content has 8388609 bytes");
    assertThat(reports().find(report.id())).isEmpty();
    assertThat(outbox().waiting(10)).isEmpty();
  }

  @Test
  void whatIsToBeDeliveredWaitsTheOldestFirst() throws IOException {
    ReportRecord later = report(CHECKOUT, APRIL.plusSeconds(1));
    ReportRecord earlier = report(SEARCH, APRIL);
    save(later, MAIL);
    save(earlier, MAIL, HOOK);

    assertThat(outbox().waiting(10))
        .containsExactly(waiting(earlier, MAIL), waiting(earlier, HOOK), waiting(later, MAIL));
    assertThat(outbox().waiting(1)).containsExactly(waiting(earlier, MAIL));
  }

  private static ReportDelivery waiting(ReportRecord report, ResourceId channel) {
    return new ReportDelivery(
        report.id(),
        report.source(),
        channel,
        report.created(),
        State.WAITING,
        report.created(),
        "");
  }

  @Test
  void whatWasDeliveredWaitsNoLongerAndSaysWhen() throws IOException {
    ReportRecord report = report(CHECKOUT, APRIL);
    save(report, MAIL, HOOK);
    Instant now = APRIL.plusSeconds(5);
    ReportDelivery delivered = with(waiting(report, MAIL), State.DELIVERED, now, "");
    ReportDelivery held =
        with(waiting(report, HOOK), State.WAITING, now, "x".repeat(ReportDelivery.MOST_REASON));

    outbox().note(delivered);
    outbox().note(held);

    assertThat(outbox().waiting(10)).containsExactly(held);
    assertThat(outbox().of(List.of(report.id(), UUID.randomUUID())))
        .containsExactly(held, delivered);
    assertThat(outbox().of(List.of())).isEmpty();
  }

  private static ReportDelivery with(
      ReportDelivery delivery, State state, Instant at, String reason) {
    return new ReportDelivery(
        delivery.report(),
        delivery.source(),
        delivery.channel(),
        delivery.created(),
        state,
        at,
        reason);
  }

  @Test
  void aReportThatIsMadeAgainIsDeliveredAgain() throws IOException {
    ReportRecord first = report(CHECKOUT, APRIL);
    ReportRecord again =
        new ReportRecord(
            first.id(),
            CHECKOUT,
            first.name(),
            first.title(),
            first.facts(),
            MARCH,
            APRIL,
            APRIL.plusSeconds(60),
            first.formats());
    save(first, MAIL);
    save(again, MAIL);

    outbox().note(with(waiting(first, MAIL), State.DELIVERED, APRIL.plusSeconds(61), ""));

    assertThat(outbox().waiting(10)).containsExactly(waiting(again, MAIL));
  }
}
