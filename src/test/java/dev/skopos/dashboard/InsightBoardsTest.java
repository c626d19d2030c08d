// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.insight.issue.Issues;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Facts;
import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.Question;
import dev.skopos.insight.observe.Sight;
import dev.skopos.insight.observe.Watched;
import dev.skopos.insight.summary.Summaries;
import dev.skopos.probe.CheckSnapshot.State;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InsightBoardsTest {

  private static InsightBoard board(Watched watched) {
    Evidence evidence = watched.evidence();
    return InsightBoards.of(
        evidence,
        Issues.in(evidence),
        new Summaries((_, _, _) -> List.of())
            .of(evidence.observed(), Sight.EVERYTHING, 24, () -> false));
  }

  @Test
  void aScoreStandsWithWhatItIsMadeOf() {
    Watched watched =
        watched()
            .check("bank", "till", "till", State.HEALTHY)
            .check("shop", "web", "web", State.UNHEALTHY)
            .check("shop", "api", "api", State.UNHEALTHY)
            .check("shop", "cart", "cart", State.UNHEALTHY)
            .fact(
                Question.SCORE_DAY_BEFORE,
                100,
                "__name__",
                "skopos_namespace_health_score",
                "namespace",
                "shop");

    InsightBoard board = board(watched);

    assertThat(board.tiles()).extracting(Board.Tile::number).containsExactly("70", "1", "3");
    InsightBoard.Card shop = board.namespaces().getLast();
    assertThat(shop.score()).isEqualTo("40");
    assertThat(shop.tone()).isEqualTo(Board.Tone.BAD);
    assertThat(shop.basis()).isEqualTo("3 checks");
    assertThat(shop.trend()).isEqualTo("100 a day ago");
    assertThat(shop.deductions())
        .extracting(InsightBoard.DeductionRow::points)
        .containsExactly("\u221230", "\u221230");
    assertThat(shop.beyond()).isEqualTo("findings that take nothing, as the cap is reached: 1");
    assertThat(board.shares()).singleElement().extracting("points").isEqualTo("30");
    assertThat(board.issues()).first().extracting("pattern").isEqualTo("CommonCause");
  }

  @Test
  void whatIsNotKnownIsSaidToBeUnknown() {
    InsightBoard board = board(watched().check("shop", "web", "web", State.UNKNOWN));

    assertThat(board.tiles().getFirst().number()).isEqualTo("unknown");
    assertThat(board.namespaces().getFirst().score()).isEqualTo("unknown");
    assertThat(board.namespaces().getFirst().basis()).isEqualTo("nothing is known");
    assertThat(board.trends().getFirst().latency()).isEqualTo("unknown");
    assertThat(board.hours().figures().getFirst().now()).isEqualTo("0");
  }

  @Test
  void thePageSaysWhenTheStoreWasAskedAndWhatItDidNotAnswer() {
    Evidence evidence =
        new Evidence(
            watched().check("shop", "web", "web", State.HEALTHY).observed(),
            new Facts(
                Watched.NOW.minusSeconds(90),
                Map.of(),
                List.of(new Facts.LeftOut(Question.LATENCY, OptionalInt.of(3))),
                List.of("RESTARTS: away")));

    InsightBoard board =
        InsightBoards.of(
            evidence,
            List.of(),
            new Summaries(
                    (_, _, _) -> {
                      throw new HistoryReader.ReadFailedException("gone");
                    })
                .of(evidence.observed(), Sight.EVERYTHING, 24, () -> false));

    assertThat(board.asked()).isEqualTo("09:58:30 UTC");
    assertThat(board.gaps())
        .containsExactly(
            "The store has not answered, so issues may be missing: RESTARTS: away",
            "Issues and trends may be missing: LATENCY: 3 series beyond the 5000 that are looked"
                + " at");
    assertThat(board.hours().to()).isEqualTo("10:00:00 UTC");
    assertThat(board.hours().unanswered()).hasSize(7);
    assertThat(board.hours().figures())
        .filteredOn(each -> !each.name().startsWith("Objectives"))
        .filteredOn(each -> !each.name().startsWith("Resources"))
        .hasSize(8)
        .allSatisfy(each -> assertThat(each.now()).as(each.name()).isEqualTo("unknown"));
  }
}
