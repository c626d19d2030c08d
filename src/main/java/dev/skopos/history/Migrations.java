// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables to the form that this version needs. The scripts are named here, so that they
 * need not be searched on the class path; they serve both databases.
 */
final class Migrations implements ResourceProvider {

  private static final List<String> SCRIPTS = List.of("V1__events_and_reports.sql");

  private Migrations() {}

  /** Does nothing where the tables have that form, or a newer one. */
  static void apply(DataSource database) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .resourceProvider(new Migrations())
        .javaMigrationClassProvider(List::of)
        .load()
        .migrate();
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
