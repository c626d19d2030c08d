// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.history.RecordUpkeep;
import dev.skopos.insight.Insights;
import dev.skopos.report.ReportDispatch;
import dev.skopos.report.ReportSchedules;
import dev.skopos.slo.EventCountings;
import dev.skopos.volume.AcceptedSpecs;
import dev.skopos.volume.AddressFile;
import dev.skopos.volume.CheckStateFiles;
import dev.skopos.volume.DeliveryLedgerFile;
import dev.skopos.volume.FrozenTemplateFiles;
import dev.skopos.volume.RuleStateFiles;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Makes what is kept on the data volume beside the store. */
@ApplicationScoped
class Volume {

  private final Path folder;
  private final MeterRegistry meters;

  Volume(SkoposConfiguration configuration, MeterRegistry meters) {
    this.folder = configuration.dataDir();
    this.meters = meters;
  }

  @Produces
  @Singleton
  AcceptedSpecs acceptedSpecs() {
    return new AcceptedSpecs(folder.resolve("accepted"), meters);
  }

  @Produces
  @Singleton
  AddressFile apiServerAddresses() {
    return new AddressFile(folder.resolve("apiserver"), meters);
  }

  @Produces
  @Singleton
  CheckStateFiles checkStates() {
    return new CheckStateFiles(folder.resolve("checks"), meters);
  }

  @Produces
  @Singleton
  RuleStateFiles ruleStates() {
    return new RuleStateFiles(folder.resolve("rules"), meters);
  }

  @Produces
  @Singleton
  FrozenTemplateFiles frozenTemplates() {
    return new FrozenTemplateFiles(folder.resolve("freezes"), meters);
  }

  @Produces
  @Singleton
  Lifecycle.Keepers keepers(
      Backend backend,
      DeliveryLedgerFile deliveries,
      RecordUpkeep records,
      EventCountings countings,
      ReportSchedules reports,
      ReportDispatch dispatch,
      Insights insights) {
    return new Lifecycle.Keepers(
        backend,
        deliveries,
        records,
        countings,
        new Lifecycle.Reports(reports, dispatch),
        insights);
  }

  @Produces
  @Singleton
  DeliveryLedgerFile deliveries() {
    return new DeliveryLedgerFile(folder.resolve("deliveries"), meters);
  }
}
