// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.ServiceLoader;

/** Connections to a place. */
final class Pool {

  /** How long a connection may take. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** How long one waits for a connection. */
  static final Duration LONGEST_WAIT = CONNECT.multipliedBy(2);

  /** A statement that gets no answer for so long has failed. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final Duration IDLE = Duration.ofSeconds(20);

  private Pool() {}

  /**
   * With WRITE_DELAY=0 a commit is written when it returns, other than with H2's default, and
   * survives a kill. RETRY: an interrupted thread would otherwise close the file under everybody.
   */
  private static String url(Place.Folder folder) {
    return "jdbc:h2:retry:"
        + folder.path().toAbsolutePath().resolve("records")
        + ";WRITE_DELAY=0;CACHE_SIZE=4096;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE"
        + ";TRACE_LEVEL_FILE=0";
  }

  /**
   * Connects to nothing yet.
   *
   * @param size the most connections at a time
   */
  static AgroalDataSource of(Place place, int size) throws IOException, SQLException {
    Class<?> driver = driver(place);
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier();
    configuration
        .connectionPoolConfiguration()
        .maxSize(size)
        .acquisitionTimeout(LONGEST_WAIT)
        .validationTimeout(IDLE)
        .idleValidationTimeout(IDLE)
        .connectionValidator(ConnectionValidator.defaultValidator())
        .exceptionSorter(sorter(place))
        .connectionFactoryConfiguration(
            factory -> connect(factory.autoCommit(false).connectionProviderClass(driver), place));
    if (place instanceof Place.Folder(var path)) {
      Files.createDirectories(path);
    }
    return AgroalDataSource.from(configuration);
  }

  private static Class<?> driver(Place place) throws SQLException {
    String url =
        switch (place) {
          case Place.Folder folder -> url(folder);
          case Place.PostgreSql postgres -> postgres.url();
        };
    for (Driver driver : ServiceLoader.load(Driver.class, Pool.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        return driver.getClass();
      }
    }
    throw new SQLException("there is no driver for the records");
  }

  private static ExceptionSorter sorter(Place place) {
    return switch (place) {
      case Place.Folder _ -> ExceptionSorter.defaultExceptionSorter();
      case Place.PostgreSql _ -> new PostgreSQLExceptionSorter();
    };
  }

  private static AgroalConnectionFactoryConfigurationSupplier connect(
      AgroalConnectionFactoryConfigurationSupplier factory, Place place) {
    return switch (place) {
      case Place.Folder folder -> factory.jdbcUrl(url(folder)).principal(new NamePrincipal("sa"));
      case Place.PostgreSql(String url, String username, Password password) ->
          factory
              .jdbcUrl(url)
              .jdbcProperty("connectTimeout", Long.toString(CONNECT.toSeconds()))
              .jdbcProperty("loginTimeout", Long.toString(CONNECT.toSeconds()))
              .jdbcProperty("socketTimeout", Long.toString(ANSWER.toSeconds()))
              .jdbcProperty("tcpKeepAlive", "true")
              .jdbcProperty("reWriteBatchedInserts", "true")
              .jdbcProperty("ApplicationName", "skopos")
              .principal(new NamePrincipal(username))
              .addSecurityProvider(Pool::properties)
              .credential(password);
    };
  }

  private static Properties properties(Object credential) {
    Properties properties = new Properties();
    if (credential instanceof Password password) {
      properties.setProperty("password", password.read());
    }
    return properties;
  }
}
