// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.history.RecordUpkeep;
import dev.skopos.insight.Insights;
import dev.skopos.kube.ApiServerAddresses;
import dev.skopos.kube.ClusterMonitors;
import dev.skopos.kube.ClusterSecrets;
import dev.skopos.kube.ClusterTargets;
import dev.skopos.kube.ConfigObject;
import dev.skopos.kube.EventWriter;
import dev.skopos.operator.monitor.MonitorSources;
import dev.skopos.operator.objective.FreezeWatch;
import dev.skopos.operator.plan.PlannedKinds;
import dev.skopos.operator.plan.Planner;
import dev.skopos.probe.run.CheckRegistry;
import dev.skopos.report.ReportDispatch;
import dev.skopos.report.ReportSchedules;
import dev.skopos.scrape.run.ScrapeRegistry;
import dev.skopos.slo.EventCountings;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.volume.DeliveryLedgerFile;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Starts and stops everything, in one order. */
@ApplicationScoped
class Lifecycle {

  /** Before the operator SDK, which listens to the same event without a priority. */
  private static final int FIRST = 1;

  private static final Duration EACH_SECOND = Duration.ofSeconds(1);
  private static final Duration EACH_MINUTE = Duration.ofMinutes(1);

  /** What was counted since then is counted again after a kill. */
  private static final Duration EACH_TEN_MINUTES = Duration.ofMinutes(10);

  private static final Duration EACH_HALF_MINUTE = Duration.ofSeconds(30);
  private static final Duration EACH_FIVE_SECONDS = Duration.ofSeconds(5);
  private static final Duration EACH_TEN_SECONDS = Duration.ofSeconds(10);

  private final SkoposConfiguration configuration;
  private final Schedules schedules;
  private final PlannedKinds kinds;
  private final Sources sources;
  private final Keepers keepers;
  private final Progress progress;

  /** What brings things in. */
  record Sources(
      CheckRegistry checks,
      ScrapeRegistry scrapes,
      MonitorSources monitors,
      ObjectiveSources objectives,
      Cluster cluster) {}

  /** What follows the cluster and tells it something. */
  record Cluster(
      ClusterSecrets secrets,
      ClusterTargets targets,
      ClusterMonitors monitors,
      ApiServerAddresses apiServers,
      EventWriter events,
      FreezeWatch freezes) {}

  /** What keeps things. */
  record Keepers(
      Backend backend,
      DeliveryLedgerFile deliveries,
      RecordUpkeep records,
      EventCountings countings,
      Reports reports,
      Insights insights) {}

  /** What makes reports, and what delivers them. */
  record Reports(ReportSchedules schedules, ReportDispatch dispatch) {}

  Lifecycle(
      SkoposConfiguration configuration,
      Schedules schedules,
      @All List<Planner> planners,
      Sources sources,
      Keepers keepers,
      Progress progress) {
    this.configuration = configuration;
    this.schedules = schedules;
    this.kinds = new PlannedKinds(planners.stream().map(Planner::planned).toList());
    this.sources = sources;
    this.keepers = keepers;
    this.progress = progress;
  }

  void start(@Observes @Priority(FIRST) StartupEvent event) {
    keepers.records().start();
    sources.cluster().apiServers().resolve();
    sources.scrapes().apply(OwnMetrics.source(configuration));
    kinds.restore();
    progress.restored();
    sources.cluster().secrets().start();
    every(EACH_SECOND, this::follow);
    if (configuration.scrape().monitors()) {
      every(EACH_SECOND, sources.monitors()::follow);
      nowAndEvery(EACH_TEN_SECONDS, sources.cluster().monitors()::discover);
    }
    every(EACH_SECOND, sources.objectives()::follow);
    nowAndEvery(EACH_TEN_SECONDS, sources.objectives()::discover);
    every(EACH_SECOND, sources.cluster().events()::flush);
    nowAndEvery(EACH_HALF_MINUTE, sources.cluster().apiServers()::refresh);
    every(EACH_HALF_MINUTE, this::letSecretsGo);
    every(EACH_TEN_SECONDS, sources.cluster().freezes()::look);
    every(EACH_TEN_MINUTES, keepers.countings()::save);
    every(EACH_FIVE_SECONDS, this::report);
    every(EACH_MINUTE, keepers.insights()::evaluate);
    switch (keepers.backend()) {
      case Backend.Embedded(Tsdb tsdb) -> maintain(tsdb);
      case Backend.Remote _ -> {}
    }
  }

  private void report() {
    keepers.reports().schedules().look(schedules.upkeep().clock().instant());
    keepers.reports().dispatch().look();
  }

  /** Values of Secrets that nothing refers to any more are not kept. */
  private void letSecretsGo() {
    Set<ConfigObject> wanted = new HashSet<>(kinds.secrets());
    wanted.addAll(sources.monitors().secrets());
    sources.cluster().secrets().wantOnly(wanted);
  }

  private void maintain(Tsdb tsdb) {
    every(commitInterval(), tsdb::sync);
    every(EACH_TEN_SECONDS, () -> tsdb.maintain(schedules.upkeep().clock().instant()));
  }

  private void nowAndEvery(Duration interval, Runnable work) {
    schedules.upkeep().at(schedules.upkeep().clock().instant(), work);
    every(interval, work);
  }

  private void every(Duration interval, Runnable work) {
    schedules
        .upkeep()
        .every(schedules.upkeep().clock().instant().plus(interval), interval, _ -> work.run());
  }

  private void follow() {
    kinds.sweep();
    if (progress.synced(kinds.synced())) {
      sources.checks().started();
    }
  }

  /** Where every commit is durable by itself, a full disk must still be tried again. */
  private Duration commitInterval() {
    Duration wanted = configuration.store().commitInterval();
    return wanted.isZero() ? EACH_SECOND : wanted;
  }

  /** What makes samples ends first, what keeps them last. */
  void stop(@Observes ShutdownEvent event) throws IOException {
    keepers.insights().close();
    schedules.checks().close();
    schedules.scrapes().close();
    schedules.forecasts().close();
    schedules.rules().close();
    sources.checks().close();
    sources.scrapes().close();
    schedules.deliveries().close();
    schedules.upkeep().close();
    sources.cluster().secrets().close();
    sources.cluster().targets().close();
    sources.cluster().monitors().close();
    sources.objectives().close();
    keepers.countings().save();
    keepers.deliveries().close();
    keepers.records().close();
    keepers.backend().close();
  }
}
