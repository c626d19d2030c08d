// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.trend;

import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.insight.observe.Question;
import dev.skopos.insight.observe.Watched;
import dev.skopos.insight.score.Subject;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.Reason;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendsTest {

  private static final String[] WEB = {"namespace", "shop", "name", "web"};

  @ParameterizedTest
  @CsvSource({
    "0.30, 0.20, WORSE",
    "0.20, 0.30, BETTER",
    "0.21, 0.20, STEADY",
    "0.004, 0.001, STEADY"
  })
  void latencyIsComparedWithAWeekBefore(double now, double before, Direction direction) {
    Watched watched =
        watched()
            .check("shop", "web", "web", State.HEALTHY)
            .fact(Question.LATENCY, now, WEB)
            .fact(Question.LATENCY_DAY_BEFORE, 99, WEB)
            .fact(Question.LATENCY_WEEK_BEFORE, before, WEB);

    CheckTrend trend = Trends.of(watched.evidence()).checks().getFirst();

    assertThat(trend.latencyTrend()).isEqualTo(direction);
    assertThat(trend.latency()).hasValue(now);
    assertThat(trend.latencyBefore().dayBefore()).hasValue(99);
  }

  @Test
  void uptimeOfADayIsComparedWithThatOfAWeek() {
    Watched watched =
        watched().check("shop", "web", "web", State.HEALTHY, Reason.TIMED_OUT, /* uptime= */ 0.9);

    CheckTrend trend = Trends.of(watched.evidence()).checks().getFirst();

    assertThat(trend.uptimeTrend()).isEqualTo(Direction.WORSE);
    assertThat(trend.latencyTrend()).isEqualTo(Direction.UNKNOWN);
  }

  @Test
  void scoresAreComparedWithThoseOfTheirSeries() {
    Trends trends =
        Trends.of(
            watched()
                .fact(Question.SCORE_DAY_BEFORE, 70, "__name__", "skopos_overall_health_score")
                .fact(
                    Question.SCORE_WEEK_BEFORE,
                    100,
                    "__name__",
                    "skopos_namespace_health_score",
                    "namespace",
                    "shop")
                .fact(
                    Question.SCORE_WEEK_BEFORE,
                    80,
                    "__name__",
                    "skopos_health_score",
                    "namespace",
                    "shop",
                    "workload",
                    "web")
                .evidence());
    Subject shop = new Subject.Namespace("shop");
    Subject web = new Subject.Workload("shop", "web");

    assertThat(trends.before(new Subject.Whole()).dayBefore()).hasValue(70);
    assertThat(trends.before(shop).weekBefore()).hasValue(100);
    assertThat(trends.direction(shop, OptionalDouble.of(70))).isEqualTo(Direction.WORSE);
    assertThat(trends.direction(web, OptionalDouble.of(83))).isEqualTo(Direction.STEADY);
    assertThat(trends.direction(web, OptionalDouble.of(100))).isEqualTo(Direction.BETTER);
    assertThat(trends.direction(new Subject.Namespace("bank"), OptionalDouble.of(100)))
        .isEqualTo(Direction.UNKNOWN);
  }
}
