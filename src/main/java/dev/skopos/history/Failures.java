// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What the failures of databases mean. */
final class Failures {

  private Failures() {}

  /** Whether the database, and not what was asked of it, is at fault. */
  static boolean endsConnections(SQLException failure) {
    String state = failure.getSQLState();
    // Without a state: the pool had no connection to give
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || switch (failure.getErrorCode()) {
          case ErrorCode.DATABASE_IS_CLOSED,
              ErrorCode.IO_EXCEPTION_1,
              ErrorCode.IO_EXCEPTION_2,
              ErrorCode.FILE_CORRUPTED_1,
              ErrorCode.CONNECTION_BROKEN_1,
              ErrorCode.OBJECT_CLOSED ->
              true;
          default -> false;
        };
  }

  /** Whether what was written can never be taken: a value that no column has room for. */
  static boolean refusesData(@Nullable Throwable failure) {
    return failure instanceof SQLException refusal
        && refusal.getSQLState() != null
        && (refusal.getSQLState().startsWith("22") || refusal.getSQLState().startsWith("23"));
  }

  /** For people: where, what, and what to do where that is not plain. */
  static String explain(Place place, Exception failure) {
    return switch (place) {
      case Place.Folder folder when isDamage(failure) ->
          "%s is damaged and was left as it is; put a backup in its place, or move it away to begin anew: %s"
              .formatted(folder.file(), message(failure));
      default -> place + ": " + message(failure);
    };
  }

  private static boolean isDamage(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException h2
          && (h2.getErrorCode() == ErrorCode.FILE_CORRUPTED_1
              || h2.getErrorCode() == ErrorCode.FILE_VERSION_ERROR_1)) {
        return true;
      }
    }
    return false;
  }

  /** The first line of the innermost message; H2 adds the statement in further ones. */
  private static String message(Exception failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    // Only databases have messages that say what is wrong by themselves
    String message = innermost instanceof SQLException ? innermost.getMessage() : null;
    return message == null ? innermost.toString() : message.lines().findFirst().orElse("");
  }
}
