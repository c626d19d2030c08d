// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.parse.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the expressions that were parsed lately. Thread-safe. */
final class ExpressionCache {

  /** Longer texts are not worth their memory. */
  private static final int LONGEST = 64 * 1024;

  private final Map<String, Expr> expressions;

  ExpressionCache(int capacity) {
    expressions =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Expr> eldest) {
            return size() > capacity;
          }
        };
  }

  Expr get(String text) throws ParseException {
    synchronized (expressions) {
      Expr cached = expressions.get(text);
      if (cached != null) {
        return cached;
      }
    }
    Expr parsed = Parser.parse(text);
    if (text.length() <= LONGEST) {
      synchronized (expressions) {
        expressions.put(text, parsed);
      }
    }
    return parsed;
  }
}
