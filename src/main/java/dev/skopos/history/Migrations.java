// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables to the form that this version needs. The scripts are named here, so that they
 * need not be searched on the class path; they serve both databases.
 */
final class Migrations implements ResourceProvider {

  private static final Logger LOG = Logger.getLogger(Migrations.class);

  /** In the order of their versions. */
  private static final List<String> SCRIPTS =
      List.of(
          "V1__events_and_reports.sql",
          "V2__counted_events.sql",
          "V3__report_deliveries.sql",
          "V4__awaited_reports.sql",
          "V5__contents_of_their_own.sql");

  private Migrations() {}

  /** Does nothing where the tables have that form, or a newer one. */
  static void apply(DataSource database) {
    if (!applied(database)) {
      migrate(database);
    }
  }

  /** Flyway takes half a second to find out the same, at every start. */
  private static boolean applied(DataSource database) {
    String last = SCRIPTS.getLast();
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select 1 from \"flyway_schema_history\" where \"script\" = ? and \"success\"")) {
      Columns.set(statement, last);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      LOG.debugf("Records: the tables are made: %s", e.getMessage());
      return false;
    }
  }

  /**
   * A kill may come at any moment, and H2 keeps each statement at once: so each script can be run
   * again over what is there of it, and attempts that failed are forgotten.
   */
  private static void migrate(DataSource database) {
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(database)
            .resourceProvider(new Migrations())
            .javaMigrationClassProvider(List::of)
            .load();
    flyway.repair();
    flyway.migrate();
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return SCRIPTS.contains(name) ? new Script(name) : null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return SCRIPTS.stream()
        .filter(name -> name.startsWith(prefix) && List.of(suffixes).contains(".sql"))
        .<LoadableResource>map(Script::new)
        .toList();
  }

  private static final class Script extends LoadableResource {
    private final String name;

    Script(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      try (InputStream script = Migrations.class.getResourceAsStream(name)) {
        Objects.requireNonNull(script, name);
        return new StringReader(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String getAbsolutePath() {
      return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
