// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where records are kept. Immutable. */
public sealed interface Place {

  /** H2, in the file {@code records.mv.db} of a folder, which is made when it is not there. */
  record Folder(Path path) implements Place {

    Path file() {
      return path.resolve("records.mv.db");
    }

    @Override
    public String toString() {
      return "H2 in " + file();
    }
  }

  /**
   * PostgreSQL 15 or newer.
   *
   * @param url {@code jdbc:postgresql://host:port/database}, with the parameters of the driver, but
   *     without a password
   */
  record PostgreSql(String url, String username, Password password) implements Place {

    private static final String SCHEME = "jdbc:postgresql://";
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&](ssl)?password=|//[^/]*@");

    /** Rejects what is no such URL; the message does not repeat it, since it may have secrets. */
    public PostgreSql {
      if (!url.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
        throw new IllegalArgumentException(
            "the URL of the records does not begin with "
                + SCHEME
                + ", for instance "
                + SCHEME
                + "postgres.shop.svc:5432/skopos");
      }
      if (PASSWORD.matcher(url).find()) {
        throw new IllegalArgumentException(
            "the URL of the records has a user or a password in it; they have settings of their"
                + " own");
      }
      if (username.isBlank()) {
        throw new IllegalArgumentException("records in PostgreSQL need a user name");
      }
    }

    /** Without the parameters. */
    @Override
    public String toString() {
      return "PostgreSQL at " + url.substring(SCHEME.length()).replaceFirst("\\?.*", "");
    }
  }
}
