// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.model.Labels;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values stand in columns of both databases. */
final class Columns {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private Columns() {}

  /** Cut to the millisecond, where the databases would round. */
  static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** PostgreSQL takes every character but this one. */
  static String text(String value) {
    return value.replace('\0', '\uFFFD');
  }

  static String labels(Labels labels) {
    try {
      return JSON.writeValueAsString(labels.toMap());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Labels labels(ResultSet row, String column) throws SQLException {
    try {
      return Labels.of(JSON.readValue(row.getString(column), TEXTS));
    } catch (JsonProcessingException e) {
      throw damaged("labels cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /** What is in a row is no form of what belongs there; the database itself works. */
  static SQLException damaged(String message, Exception cause) {
    return new SQLDataException(message, "22000", cause);
  }

  /** Sets parameters from the first on. */
  static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
