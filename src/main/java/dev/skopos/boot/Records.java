// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.RecordsSettings;
import dev.skopos.config.SkoposConfiguration;
import dev.skopos.history.CountedBlockTable;
import dev.skopos.history.ObjectiveEventTable;
import dev.skopos.history.Password;
import dev.skopos.history.Place;
import dev.skopos.history.RecordDatabase;
import dev.skopos.history.RecordUpkeep;
import dev.skopos.history.ReportDeliveryTable;
import dev.skopos.history.ReportTable;
import dev.skopos.history.Retention;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;

/** Makes the records, which are opened by {@link Lifecycle}. */
@ApplicationScoped
class Records {

  private static final Duration LEAST_COUNTS = Duration.ofDays(401);

  @Produces
  @Singleton
  RecordDatabase database(SkoposConfiguration configuration, MeterRegistry meters) {
    RecordsSettings settings = configuration.records();
    return new RecordDatabase(
        place(settings, configuration.dataDir()), settings.poolSize(), meters);
  }

  @Produces
  @Singleton
  ObjectiveEventTable objectiveEvents(RecordDatabase database, MeterRegistry meters) {
    return new ObjectiveEventTable(database, meters);
  }

  @Produces
  @Singleton
  CountedBlockTable countedBlocks(RecordDatabase database) {
    return new CountedBlockTable(database);
  }

  @Produces
  @Singleton
  ReportTable reports(RecordDatabase database) {
    return new ReportTable(database);
  }

  @Produces
  @Singleton
  ReportDeliveryTable reportDeliveries(RecordDatabase database) {
    return new ReportDeliveryTable(database);
  }

  @Produces
  @Singleton
  RecordUpkeep upkeep(
      SkoposConfiguration configuration,
      RecordDatabase database,
      ObjectiveEventTable events,
      Schedules schedules,
      MeterRegistry meters) {
    RecordsSettings.Retention kept = configuration.records().retention();
    if (kept.counts().compareTo(LEAST_COUNTS) < 0) {
      throw new IllegalArgumentException(
          "skopos.records.retention.counts is %d days, expected at least %d: windows of objectives"
                  .formatted(kept.counts().toDays(), LEAST_COUNTS.toDays())
              + " have up to 400 days");
    }
    Retention retention =
        new Retention(
            database,
            new Retention.Options(
                kept.events(), kept.counts(), kept.reports(), kept.reportsPerSource()),
            meters);
    return new RecordUpkeep(database, events, retention, schedules.upkeep());
  }

  static Place place(RecordsSettings settings, Path dataDir) {
    return settings
        .url()
        .<Place>map(
            url ->
                new Place.PostgreSql(
                    url,
                    settings.username().orElseThrow(() -> missing("username")),
                    password(settings)))
        .orElseGet(() -> new Place.Folder(dataDir.resolve("records")));
  }

  private static Password password(RecordsSettings settings) {
    if (settings.password().isPresent() && settings.passwordFile().isPresent()) {
      throw new IllegalArgumentException(
          "skopos.records.password and skopos.records.password-file are set; expected one of them");
    }
    return settings
        .passwordFile()
        .<Password>map(Password.InFile::new)
        .or(() -> settings.password().map(Password.Text::new))
        .orElseThrow(() -> missing("password-file"));
  }

  private static IllegalArgumentException missing(String setting) {
    return new IllegalArgumentException(
        "skopos.records.%s is not set, but skopos.records.url needs it".formatted(setting));
  }
}
