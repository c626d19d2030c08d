// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.report.ReportFormat;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** H2 keeps each statement of a script at once, so a kill may leave any part of them. */
class KilledMigrationTest {

  private static final List<String> SCRIPTS =
      List.of(
          "V1__events_and_reports.sql",
          "V2__counted_events.sql",
          "V3__report_deliveries.sql",
          "V4__awaited_reports.sql",
          "V5__contents_of_their_own.sql");

  @TempDir private Path folder;

  static Stream<Arguments> kills() {
    return IntStream.range(0, SCRIPTS.size())
        .boxed()
        .flatMap(
            script ->
                IntStream.rangeClosed(1, statements(script).size())
                    .mapToObj(done -> Arguments.of(script + 1, done)));
  }

  private static List<String> statements(int script) {
    try (InputStream text = Migrations.class.getResourceAsStream(SCRIPTS.get(script))) {
      String sql =
          new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll("(?m)^--.*$", "");
      return Arrays.stream(sql.split(";"))
          .map(String::strip)
          .filter(one -> !one.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("kills")
  void theNextStartGoesOn(int version, int done) throws IOException, SQLException {
    Place place = new Place.Folder(folder.resolve("records"));
    if (version > 2) {
      SecondVersion.fill(place);
    }
    try (AgroalDataSource pool = Pool.of(place, 2)) {
      migrate(pool, Math.max(1, version - 1));
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        if (version == 1) {
          // the history's own table is there before the first script
          statement.execute("delete from \"flyway_schema_history\"");
          statement.execute("drop table report");
          statement.execute("drop table objective_event");
        }
        for (String sql : statements(version - 1).subList(0, done)) {
          statement.execute(sql);
        }
        connection.commit();
      }
    }

    try (RecordDatabase database = new RecordDatabase(place, 2, new SimpleMeterRegistry())) {
      assertThat(database.check()).as(database.status().detail()).isTrue();
      if (version > 2) {
        assertThat(new ReportTable(database).content(SecondVersion.MONTHLY, ReportFormat.HTML))
            .contains(SecondVersion.PAGE);
      }
    }
  }

  private static void migrate(AgroalDataSource pool, int version) {
    Flyway.configure()
        .dataSource(pool)
        .locations("classpath:dev/skopos/history")
        .target(Integer.toString(version))
        .load()
        .migrate();
  }

  @Test
  void anAttemptThatFailedIsForgotten() throws IOException, SQLException {
    Place place = new Place.Folder(folder.resolve("records"));
    try (AgroalDataSource pool = Pool.of(place, 2)) {
      migrate(pool, 3);
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "update \"flyway_schema_history\" set \"success\" = false where \"version\" = '3'");
        connection.commit();
      }
    }

    try (RecordDatabase database = new RecordDatabase(place, 2, new SimpleMeterRegistry())) {
      assertThat(database.check()).as(database.status().detail()).isTrue();
    }
  }
}
