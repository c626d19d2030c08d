// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportRecord;
import dev.skopos.report.ReportRecords.Filter;
import dev.skopos.report.ReportsInMemory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportBoardsTest {

  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final Filter ALL = new Filter("", "");

  private final ReportsInMemory records = new ReportsInMemory();
  private final ReportBoards boards = new ReportBoards(records, records);

  private void keep(int second, String namespace, ResourceId... channels) throws IOException {
    records.save(
        new ReportRecord(
            new UUID(0, second),
            new ResourceId("ServiceLevelObjective", namespace, "checkout"),
            "monthly",
            "report " + second,
            List.of(),
            MARCH,
            APRIL,
            APRIL.plusSeconds(second),
            List.of(ReportFormat.HTML, ReportFormat.CSV)),
        Map.of(ReportFormat.JSON, "{}"),
        List.of(channels));
  }

  @Test
  void aReportHasItsSourceFormatsAndChannels() throws IOException {
    keep(7, "shop", new ResourceId("NotificationChannel", "shop", "mail"));

    ReportBoard board = boards.of(ALL, 0, _ -> true);

    assertThat(board.rows())
        .containsExactly(
            new ReportBoard.Row(
                "shop/checkout",
                "/ui/objectives/shop/checkout",
                "monthly",
                "report 7",
                "2026-03-01T00:00:00Z to 2026-04-01T00:00:00Z",
                "2026-04-01T00:00:07Z",
                List.of(
                    new ReportBoard.Format(
                        "html",
                        "/api/skopos/v1/reports/00000000-0000-0000-0000-000000000007?format=html"),
                    new ReportBoard.Format(
                        "csv",
                        "/api/skopos/v1/reports/00000000-0000-0000-0000-000000000007?format=csv")),
                List.of(new ReportBoard.Delivery("shop/mail", "waiting", Board.Tone.IDLE, ""))));
    assertThat(board.newer()).isEmpty();
    assertThat(board.older()).isEmpty();
  }

  @Test
  void whatMayNotBeSeenTakesNoPlaceAndPagesGoOnWhereTheLastEnded() throws IOException {
    int all = 3 * ReportBoards.SHOWN;
    for (int i = 0; i < all; i++) {
      keep(i, i % 2 == 0 ? "shop" : "secret");
    }

    ReportBoard first = boards.of(ALL, 0, source -> source.namespace().equals("shop"));
    ReportBoard second = boards.of(ALL, 100, source -> source.namespace().equals("shop"));

    assertThat(first.rows()).hasSize(ReportBoards.SHOWN);
    assertThat(first.older()).isEqualTo("/ui/reports?namespace=&name=&offset=100");
    assertThat(second.rows()).hasSize(ReportBoards.SHOWN / 2);
    assertThat(second.newer()).isEqualTo("/ui/reports?namespace=&name=&offset=0");
    assertThat(second.older()).isEmpty();
  }

  @Test
  void linksToOtherPagesKeepTheFilter() throws IOException {
    for (int i = 0; i < ReportBoards.SHOWN + 1; i++) {
      keep(i, "shop");
    }
    keep(1000, "other");

    ReportBoard board = boards.of(new Filter("shop", "checkout"), 0, _ -> true);

    assertThat(board.rows()).hasSize(ReportBoards.SHOWN);
    assertThat(board.older()).isEqualTo("/ui/reports?namespace=shop&name=checkout&offset=50");
  }
}
