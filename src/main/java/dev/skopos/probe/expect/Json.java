// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as maps, lists, strings, numbers, booleans and null. Jackson bounds nesting
 * and the length of numbers.
 */
final class Json {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /** Of all values that one matcher looks at. */
  private static final int MAX_WRITTEN = 4 << 20;

  private Json() {}

  /** A body that is not JSON; the message says where it ceases to be. */
  static final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    NotJsonException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static @Nullable Object read(String text) throws NotJsonException {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new NotJsonException(
          text.isBlank() ? "the body is empty, not JSON" : "the body is not JSON" + where, e);
    }
  }

  /** A value that is too large to be worked with. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
      super(message);
    }
  }

  /** Writes JSON until it becomes too much. Not thread-safe. */
  static final class Budget {
    private int left = MAX_WRITTEN;

    /** Strings as they are, all else as JSON. */
    String write(@Nullable Object node) {
      if (node instanceof String text) {
        return text;
      }
      StringWriter written = new StringWriter();
      try {
        MAPPER.writeValue(new Limited(written), node);
      } catch (IOException e) {
        if (left < 0) {
          throw new TooLargeException(
              "the value is longer than %d characters".formatted(MAX_WRITTEN));
        }
        throw new IllegalArgumentException("what was read as JSON can be written as JSON", e);
      }
      return written.toString();
    }

    private final class Limited extends FilterWriter {
      Limited(Writer out) {
        super(out);
      }

      @Override
      public void write(char[] text, int offset, int length) throws IOException {
        left -= length;
        if (left < 0) {
          throw new IOException("too large");
        }
        super.write(text, offset, length);
      }
    }
  }
}
