// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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
    PostgresServer started = new PostgresServer(EmbeddedPostgres.start());
    try {
      started.execute("create role " + USER + " login password 'p4ss:w''rd'");
      started.askForPasswords();
      return started;
    } catch (IOException | SQLException | RuntimeException e) {
      started.close();
      throw new IOException(e);
    }
  }

  /** It trusts everybody at first. */
  private void askForPasswords() throws IOException, SQLException {
    Path rules = Path.of(query("show hba_file"));
    Files.writeString(rules, "host all " + USER + " all scram-sha-256\n" + Files.readString(rules));
    execute("select pg_reload_conf()");
    await().until(() -> !takes("wrong"));
  }

  private boolean takes(String password) {
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port());
    try (Connection connection = DriverManager.getConnection(url, USER, password)) {
      return connection.isValid(0);
    } catch (SQLException e) {
      return false;
    }
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

  /** Of the user, in all databases; returns when they have ended. */
  void endConnections() throws SQLException {
    execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'skopos'");
    await()
        .until(
            () ->
                query("select count(*) from pg_stat_activity where usename = 'skopos'")
                    .equals("0"));
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
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
