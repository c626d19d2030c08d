// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The password of a database. It never stands in a text of this type. */
public sealed interface Password {

  /** As it is to be sent. */
  String read();

  /** The password itself. */
  record Text(String value) implements Password {
    @Override
    public String read() {
      return value;
    }

    @Override
    public String toString() {
      return "Text[...]";
    }
  }

  /**
   * The first line of a file, which is read for each connection: a password that is replaced is
   * followed.
   */
  record InFile(Path path) implements Password {
    @Override
    public String read() {
      try {
        return Files.readString(path).lines().findFirst().orElse("");
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the password of the records: " + e, e);
      }
    }
  }
}
