// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL of a test. */
final class PostgresServer implements AutoCloseable {

  static final String USER = "skopos";
  static final String PASSWORD = "p4ss:w'rd";

  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  static PostgresServer start() throws IOException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "the PostgreSQL of the tests is one for Linux on amd64");
    PostgresServer started =
        new PostgresServer(
            EmbeddedPostgres.builder()
                .setServerConfig("password_encryption", "scram-sha-256")
                .start());
    try {
      started.execute("create role " + USER + " login password 'p4ss:w''rd'");
    } catch (SQLException e) {
      started.close();
      throw new IOException(e);
    }
    return started;
  }

  int port() {
    return server.getPort();
  }

  /** An empty database of the user. */
  Place.PostgreSql newDatabase() throws SQLException {
    return database(newDatabaseName(), port(), new Password.Text(PASSWORD));
  }

  String newDatabaseName() throws SQLException {
    String name = "records" + databases.incrementAndGet();
    execute("create database " + name + " owner " + USER);
    return name;
  }

  static Place.PostgreSql database(String name, int port, Password password) {
    return new Place.PostgreSql(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name), USER, password);
  }

  /** As the superuser. */
  void execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
