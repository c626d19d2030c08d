// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

/**
 * One token of a template.
 *
 * @param text what stands in the template; for texts with the trimming done
 * @param spaced whether white space stands before it, which parts arguments from field chains
 */
record Token(Kind kind, String text, int line, boolean spaced) {

  enum Kind {
    TEXT,
    ACTION_START,
    ACTION_END,
    WORD,
    FIELD,
    VARIABLE,
    DOT,
    NUMBER,
    CHARACTER,
    STRING,
    RAW_STRING,
    PIPE,
    COMMA,
    OPEN,
    CLOSE,
    DECLARE,
    ASSIGN,
    END
  }

  /** How errors name it. */
  String shown() {
    return kind == Kind.END ? "end of template" : "\"" + text + "\"";
  }
}
