// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.regex.Pattern;

/**
 * Something that a user should know of what was read. Its texts are short and have no control
 * characters, whatever the file holds.
 *
 * @param field the path of the field, empty when it is about the whole
 */
public record Finding(Level level, Place place, String field, String message) {

  private static final int LONGEST = 600;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  public Finding {
    field = shown(field);
    message = shown(message);
  }

  private static String shown(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return CONTROL.matcher(start).replaceAll(" ");
  }

  /** What became of it. */
  public enum Level {
    /** Nothing was made of it. */
    REFUSED("refused"),
    /** Something was made of it, without this. */
    LOST("not carried over"),
    /** It means the same, but reads differently. */
    NOTE("note");

    private final String text;

    Level(String text) {
      this.text = text;
    }
  }

  /** Without the place: {@code not carried over: spec.alerting.name: ...}. */
  public String text() {
    return level.text + ": " + (field.isEmpty() ? "" : field + ": ") + message;
  }

  /** In the form of compilers: {@code file.yaml:12: refused: spec.window: ... (document 2)}. */
  @Override
  public String toString() {
    String document = place.document() > 1 ? " (document " + place.document() + ")" : "";
    return place + ": " + text() + document;
  }
}
