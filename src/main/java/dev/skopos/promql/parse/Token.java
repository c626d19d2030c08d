// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import dev.skopos.promql.ast.Quoting;
import dev.skopos.promql.ast.Span;

/** One word of a query and where it stands. */
record Token(TokenKind kind, Span span, String text) {

  private static final int QUOTED_LENGTH = 10;

  /** How Prometheus names it in {@code unexpected ...}. */
  String description() {
    return switch (kind.group()) {
      case OPERATOR -> "<op:" + text + ">";
      case AGGREGATOR -> "<aggr:" + text + ">";
      case KEYWORD -> "<" + text + ">";
      case PUNCTUATION, PREPROCESSOR -> Quoting.quote(text);
      case OTHER -> other();
    };
  }

  private String other() {
    return switch (kind) {
      case EOF -> "end of input";
      case IDENTIFIER -> "identifier " + Quoting.quote(text);
      case METRIC_IDENTIFIER -> "metric identifier " + Quoting.quote(text);
      case NUMBER -> "number " + shortened();
      case DURATION -> "duration " + shortened();
      case STRING -> "string " + shortened();
      default -> Quoting.quote(text);
    };
  }

  private String shortened() {
    return text.length() > QUOTED_LENGTH
        ? Quoting.quote(text.substring(0, QUOTED_LENGTH)) + "..."
        : Quoting.quote(text);
  }
}
