// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.SeriesReader;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.MinuteSamples;
import dev.skopos.insight.observe.Sight;
import dev.skopos.insight.observe.Watched;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import dev.skopos.notify.ChannelSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.slo.ObjectiveSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SummariesTest {

  /** The begin of the last day, in minutes of the samples. */
  private static final int LAST_DAY = 26 * 60;

  private final MinuteSamples store = new MinuteSamples();
  private final List<String> asked = new ArrayList<>();
  private final Summaries summaries = new Summaries((expr, at, _) -> read(expr, at));
  private final Watched watched =
      watched()
          .check("shop", "web", "web", State.HEALTHY)
          .check("bank", "till", "till", State.HEALTHY)
          .rule("shop", "Slow")
          .channel("shop", "hook", ChannelSnapshot.State.DELIVERING, List.of())
          .objective(ObjectiveSnapshot.State.EXHAUSTED, -0.5, List.of())
          .forecast("shop", "disk", Risk.LOW, 0.1)
          .forecast("shop", "memory", Risk.HIGH, 0.8);

  private Summary summary(Sight sight) {
    return summaries.of(watched.observed(), sight, 24, () -> false);
  }

  private List<Series> read(String expr, Instant at) throws HistoryReader.ReadFailedException {
    asked.add(expr);
    try {
      return store.read(expr, at);
    } catch (SeriesReader.ReadFailedException e) {
      throw new HistoryReader.ReadFailedException("" + e.getMessage(), e);
    }
  }

  /** A run each minute that takes 0.1 s; on the last day every tenth fails and takes 0.5 s. */
  private void runs(String namespace, String name, boolean fails) {
    String[] labels = {"namespace", namespace, "name", name, "target", "x", "result", ""};
    labels[7] = "ok";
    store.sample(
        "skopos_check_results_total",
        minute -> fails && minute > LAST_DAY ? LAST_DAY + (minute - LAST_DAY) * 0.9 : minute,
        labels.clone());
    labels[7] = "failed";
    store.sample(
        "skopos_check_results_total",
        minute -> fails && minute > LAST_DAY ? (minute - LAST_DAY) * 0.1 : 0,
        labels.clone());
    store.sample(
        "skopos_check_duration_seconds",
        minute -> fails && minute > LAST_DAY && minute % 10 == 0 ? 0.5 : 0.1,
        "namespace",
        namespace,
        "name",
        name,
        "target",
        "x");
  }

  @Test
  void runsAreCountedAndComparedWithTheDayBefore() {
    runs("shop", "web", true);
    runs("bank", "till", false);

    Summary summary = summary(Sight.EVERYTHING);

    assertThat(summary.unanswered()).isEmpty();
    assertThat(Duration.between(summary.from(), summary.to())).isEqualTo(Duration.ofHours(24));
    assertThat(summary.all().runs().orElseThrow()).isCloseTo(2 * 1440, Offset.offset(4L));
    assertThat(summary.all().failed().orElseThrow()).isCloseTo(144, Offset.offset(2L));
    assertThat(summary.before().failed()).hasValue(0);
    assertThat(summary.before().uptime()).hasValue(1);
    assertThat(summary.worst().getFirst().check()).isEqualTo(Watched.check("shop", "web"));
    Figures web = summary.worst().getFirst().now();
    assertThat(web.uptime().orElseThrow()).isCloseTo(0.9, Offset.offset(0.01));
    assertThat(web.latency().p50()).hasValue(0.1);
    assertThat(web.latency().p99()).hasValue(0.5);
    assertThat(summary.worst().getLast().now().latency().p99()).hasValue(0.1);
  }

  @Test
  void alertsNotificationsBudgetsAndRisksAreThoseOfTheTime() {
    String[] slow = {"alertname", "Slow", "skopos_namespace", "shop", "alertstate", "firing"};
    store.sample("ALERTS", _ -> 1, slow);
    store.sample(
        "skopos_notifications_total",
        minute -> minute < LAST_DAY + 60 ? 0 : 3,
        "namespace",
        "shop",
        "channel",
        "hook",
        "outcome",
        "delivered",
        "job",
        "skopos");
    store.sample(
        "skopos_slo_error_budget_remaining_ratio",
        minute -> minute < LAST_DAY + 60 ? 0.25 : -0.5,
        "skopos_namespace",
        "shop",
        "objective",
        "checkout",
        "service",
        "shop");

    Summary summary = summary(Sight.EVERYTHING);

    assertThat(summary.alertsFired()).hasValue(1);
    assertThat(summary.notificationsSent()).hasValue(3);
    assertThat(summary.violated()).isEqualTo(1);
    assertThat(summary.objectives().getFirst().remaining()).hasValue(-0.5);
    assertThat(summary.objectives().getFirst().spent()).hasValue(0.75);
    assertThat(summary.atRisk()).extracting(Summary.AtRisk::risk).containsExactly(Risk.HIGH);
  }

  @Test
  void whatMayNotBeSeenIsNotThere() {
    runs("shop", "web", true);
    runs("bank", "till", false);
    Sight checks =
        new Sight() {
          @Override
          public boolean sees(ResourceId id) {
            return id.kind().equals("HealthCheck");
          }

          @Override
          public boolean seesAll(String namespace) {
            return false;
          }
        };

    Summary summary = summary(checks.within("bank"));

    assertThat(summary.checks()).extracting(Summary.OfCheck::check).containsExactly(TILL);
    assertThat(summary.all().failed()).hasValue(0);
    assertThat(summary.alertsFired()).isEmpty();
    assertThat(summary.notificationsSent()).isEmpty();
    assertThat(summary.objectives()).isEmpty();
    assertThat(summary.health().namespaces()).hasSize(1);
  }

  @Test
  void whatIsSharedIsShownToEachAsFarAsHeMaySeeIt() {
    runs("shop", "web", true);
    runs("bank", "till", false);

    Summary everything = summary(Sight.EVERYTHING);
    Summary bank = summary(Sight.EVERYTHING.within("bank"));
    Summary shop = summary(Sight.EVERYTHING.within("shop"));

    assertThat(asked).as("the store was asked once").hasSize(7);
    assertThat(everything.checks()).hasSize(2);
    assertThat(bank.checks()).extracting(Summary.OfCheck::check).containsExactly(TILL);
    assertThat(bank.all().failed()).hasValue(0);
    assertThat(bank.all().runs()).isEqualTo(bank.checks().getFirst().now().runs());
    assertThat(shop.all().failed()).isEqualTo(everything.all().failed());
    assertThat(shop.to()).isEqualTo(Watched.NOW);
  }

  private static final ResourceId TILL = Watched.check("bank", "till");

  @Test
  void withoutSeriesNothingIsKnown() {
    Summary summary = summary(Sight.EVERYTHING);

    assertThat(summary.all().runs()).hasValue(0);
    assertThat(summary.all().uptime()).isEmpty();
    assertThat(summary.all().latency().p50()).isEmpty();
    assertThat(summary.worst()).isEmpty();
    assertThat(summary.objectives().getFirst().spent()).isEmpty();
  }

  @Test
  void whatTheStoreDoesNotAnswerIsNamed() {
    Summary summary =
        new Summaries(
                (_, _, _) -> {
                  throw new HistoryReader.ReadFailedException("away");
                })
            .of(watched.observed(), Sight.EVERYTHING, 24, () -> false);

    assertThat(summary.unanswered()).hasSize(7).allMatch(each -> each.endsWith(": away"));
    assertThat(summary.alertsFired()).isEmpty();
    assertThat(summary.notificationsSent()).isEmpty();
    assertThat(summary.all().runs()).isEmpty();
    assertThat(summary.before().failed()).isEmpty();
    assertThat(summary.checks())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.now().failed()).isEmpty());
    assertThat(summary.worst()).isEmpty();
  }

  /** Who sees everything of some namespaces. */
  private static Sight only(String... namespaces) {
    Set<String> known = Set.of(namespaces);
    return new Sight() {
      @Override
      public boolean sees(ResourceId id) {
        return known.contains(id.namespace());
      }

      @Override
      public boolean seesAll(String namespace) {
        return known.contains(namespace);
      }
    };
  }

  @Test
  void theStoreIsAskedAboutNamespacesThatMayBeSeen() {
    Summary shop = summary(only("shop"));

    assertThat(shop.unanswered()).isEmpty();
    assertThat(asked)
        .hasSize(7)
        .allMatch(each -> each.contains("namespace=~\"shop\""))
        .noneMatch(each -> each.contains("bank"));
  }

  @Test
  void theStoreIsNotAskedWhereNothingMayBeSeen() {
    Summary nothing = summary(only());
    summary(only("bank"));

    assertThat(nothing.checks()).isEmpty();
    assertThat(nothing.unanswered()).isEmpty();
    assertThat(asked)
        .as("runs of checks alone, before and after")
        .hasSize(4)
        .allMatch(each -> each.contains("{namespace=~\"bank\"}"));
  }

  @Test
  void oneWhoSeesManyNamespacesAsksAboutAll() {
    IntStream.rangeClosed(0, Scope.MOST_NAMESPACES)
        .forEach(i -> watched.check("ns" + i, "web", "web", State.HEALTHY));
    String[] namespaces =
        IntStream.rangeClosed(0, Scope.MOST_NAMESPACES)
            .mapToObj(i -> "ns" + i)
            .toArray(String[]::new);

    assertThat(summary(only(namespaces)).checks()).hasSize(namespaces.length);
    assertThat(asked).hasSize(7).noneMatch(each -> each.contains("=~"));
  }
}
