// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.SeriesReader;
import dev.skopos.insight.observe.Facts.Fact;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import dev.skopos.promql.Parser;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.parse.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactsTest {

  private static final Instant NOW = Watched.NOW;
  private static final String[] POD = {"namespace", "shop", "pod", "web-1", "container", "app"};

  private final MinuteSamples store = new MinuteSamples();

  private List<Fact> answer(Question question) {
    Facts facts = Facts.ask(store::read, NOW);
    assertThat(facts.failures()).isEmpty();
    return facts.of(question);
  }

  @ParameterizedTest
  @EnumSource(Question.class)
  void everyQuestionIsAnInstantVector(Question question) throws ParseException {
    assertThat(Parser.parse(question.expr()).type()).isEqualTo(ValueType.VECTOR);
    assertThat(answer(question)).as("without any series").isEmpty();
  }

  @Test
  void changesOfAStateAreCounted() {
    String[] labels = {"namespace", "shop", "name", "web", "target", "x", "state", "Healthy"};
    store.sample("skopos_check_state", minute -> Math.floor(minute / 10) % 2, labels);

    assertThat(answer(Question.CHECK_CHANGES))
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.labels().get("name")).isEqualTo("web");
              assertThat(fact.value()).isBetween(11.0, 12.0);
            });
  }

  /** An alert of which each condition holds for 10 minutes, every 20. */
  private void alert(String name, int pendingMinutes) {
    store.some(
        "ALERTS_FOR_STATE", minute -> holds(minute) ? 20 * (minute / 20) : -1, "alertname", name);
    store.some(
        "ALERTS",
        minute -> holds(minute) && minute % 20 < pendingMinutes ? 1 : -1,
        "alertname",
        name,
        "alertstate",
        "pending");
    store.some(
        "ALERTS",
        minute -> holds(minute) && minute % 20 >= pendingMinutes ? 1 : -1,
        "alertname",
        name,
        "alertstate",
        "firing");
  }

  private static boolean holds(int minute) {
    return minute % 20 < 10;
  }

  @Test
  void startsOfAnAlertAreCountedWhenItFires() {
    alert("Fires", 2);
    alert("OnlyWaits", 10);

    assertThat(answer(Question.ALERT_STARTS))
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.labels().get("alertname")).isEqualTo("Fires");
              assertThat(fact.value()).isBetween(16.0, 18.0);
            });
  }

  @Test
  void restartsForWantOfMemoryAreFoundWithTheLimit() {
    store.sample(
        "kube_pod_container_status_restarts_total", minute -> Math.floor(minute / 15), POD);
    store.sample(
        "kube_pod_container_status_last_terminated_reason",
        _ -> 1,
        "reason",
        "OOMKilled",
        "namespace",
        "shop",
        "pod",
        "web-1",
        "container",
        "app");
    store.sample(
        "kube_pod_container_resource_limits",
        _ -> 100,
        "resource",
        "memory",
        "namespace",
        "shop",
        "pod",
        "web-1",
        "container",
        "app");

    assertThat(answer(Question.RESTARTS)).hasSize(1);
    assertThat(answer(Question.OUT_OF_MEMORY)).hasSize(1);
    assertThat(answer(Question.MEMORY_LIMIT)).extracting(Fact::value).containsExactly(100.0);
  }

  @Test
  void anOldKillIsNoNews() {
    store.sample("kube_pod_container_status_restarts_total", _ -> 7, POD);
    store.sample(
        "kube_pod_container_status_last_terminated_reason",
        _ -> 1,
        "reason",
        "OOMKilled",
        "namespace",
        "shop",
        "pod",
        "web-1",
        "container",
        "app");

    assertThat(answer(Question.RESTARTS)).isEmpty();
    assertThat(answer(Question.OUT_OF_MEMORY)).isEmpty();
  }

  @Test
  void throttlingIsAShareOfPeriods() {
    store.sample("container_cpu_cfs_periods_total", minute -> 600 * minute, POD);
    store.sample("container_cpu_cfs_throttled_periods_total", minute -> 240 * minute, POD);

    assertThat(answer(Question.THROTTLED))
        .singleElement()
        .satisfies(fact -> assertThat(fact.value()).isBetween(0.39, 0.41));
  }

  @Test
  void aQuestionWithoutAnAnswerDoesNotHinderTheOthers() {
    store.sample("skopos_check_duration_seconds", _ -> 0.2, "namespace", "shop", "name", "web");

    Facts facts =
        Facts.ask(
            (expr, at) -> {
              if (expr.contains("ALERTS")) {
                throw new SeriesReader.ReadFailedException("away", new IllegalStateException());
              }
              return store.read(expr, at);
            },
            NOW);

    assertThat(facts.failures()).containsExactly("ALERT_STARTS: away");
    assertThat(facts.ofChecks(Question.LATENCY))
        .containsExactly(Map.entry(Watched.check("shop", "web"), 0.2));
    assertThat(facts.askedAt()).isEqualTo(NOW);
  }

  @Test
  void seriesBeyondThoseThatAreLookedAtAreCounted() {
    Facts facts = Facts.ask((expr, _) -> latencies(expr, Facts.MOST_SERIES + 7), NOW);

    assertThat(facts.of(Question.LATENCY)).hasSize(Facts.MOST_SERIES);
    assertThat(facts.seriesLeftOut()).isEqualTo(7);
    assertThat(facts.leftOut())
        .extracting(Facts.LeftOut::text)
        .containsExactly("LATENCY: 7 series beyond the 5000 that are looked at");
    assertThat(Facts.ask((expr, _) -> latencies(expr, Facts.MOST_SERIES), NOW).leftOut()).isEmpty();
  }

  @Test
  void howManySeriesThereAreIsForThoseWhoSeeAll() {
    Facts facts = Facts.ask((expr, _) -> latencies(expr, Facts.MOST_SERIES + 7), NOW);

    assertThat(facts.seenBy(Sight.EVERYTHING).leftOut()).isEqualTo(facts.leftOut());
    assertThat(facts.seenBy(Sight.EVERYTHING.within("shop")).leftOut())
        .extracting(Facts.LeftOut::text)
        .containsExactly("LATENCY: more series than the 5000 that are looked at");
  }

  private static List<Series> latencies(String expr, int number) {
    return expr.equals(Question.LATENCY.expr())
        ? IntStream.range(0, number)
            .mapToObj(
                i ->
                    new Series(
                        Labels.of("namespace", "shop", "name", "check-" + i),
                        new long[] {NOW.toEpochMilli()},
                        new double[] {0.1}))
            .toList()
        : List.of();
  }

  @Test
  void onlyWhoSeesAllOfANamespaceSeesWhatOnlySeriesTell() {
    Facts facts =
        Watched.watched()
            .fact(Question.LATENCY, 1, "namespace", "shop", "name", "web")
            .fact(Question.LATENCY, 1, "namespace", "shop", "name", "api")
            .fact(Question.RESTARTS, 5, POD)
            .fact(Question.SCORE_DAY_BEFORE, 90, "namespace", "shop")
            .fact(Question.SCORE_DAY_BEFORE, 90)
            .fact(Question.ALERT_STARTS, 5, "alertname", "Slow", "skopos_namespace", "shop")
            .evidence()
            .facts();

    Facts some = facts.seenBy(sight(Watched.check("shop", "web"), false));
    Facts all = facts.seenBy(sight(Watched.check("shop", "web"), true));

    assertThat(some.of(Question.LATENCY)).hasSize(1);
    assertThat(some.of(Question.RESTARTS)).isEmpty();
    assertThat(some.of(Question.SCORE_DAY_BEFORE)).isEmpty();
    assertThat(some.of(Question.ALERT_STARTS)).isEmpty();
    assertThat(all.of(Question.RESTARTS)).hasSize(1);
    assertThat(all.of(Question.ALERT_STARTS)).hasSize(1);
    assertThat(all.of(Question.SCORE_DAY_BEFORE)).as("but not that of all").hasSize(1);
  }

  private static Sight sight(ResourceId only, boolean allOfShop) {
    return new Sight() {
      @Override
      public boolean sees(ResourceId id) {
        return id.equals(only);
      }

      @Override
      public boolean seesAll(String namespace) {
        return allOfShop && namespace.equals("shop");
      }
    };
  }
}
