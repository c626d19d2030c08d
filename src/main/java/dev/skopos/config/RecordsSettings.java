// SPDX-License-Identifier: Apache-2.0
package dev.skopos.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where records are kept and for how long: {@code skopos.records.*}. */
public interface RecordsSettings {

  /**
   * A database of PostgreSQL, {@code jdbc:postgresql://host:port/database}, without user and
   * password. H2 on the data volume when absent.
   */
  Optional<String> url();

  /** The owner of the database. */
  Optional<String> username();

  /** The password. */
  Optional<String> password();

  /** A file with the password instead; it is read for each connection. */
  Optional<Path> passwordFile();

  /** The most connections at a time, at least 2. */
  @WithDefault("4")
  int poolSize();

  Retention retention();

  /** How long records are kept, by kind. */
  interface Retention {

    /** What happened to objectives. */
    @WithDefault("400d")
    Duration events();

    /** What objectives have counted; not less than 401 days, as their windows have up to 400. */
    @WithDefault("401d")
    Duration counts();

    /** Reports. */
    @WithDefault("400d")
    Duration reports();

    /** The most reports of one resource; the oldest give way. */
    @WithDefault("500")
    int reportsPerSource();
  }
}
