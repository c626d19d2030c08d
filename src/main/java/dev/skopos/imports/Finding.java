// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

/**
 * Something that a user should know of what was read.
 *
 * @param field the path of the field, empty when it is about the whole
 */
public record Finding(Level level, Place place, String field, String message) {

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
