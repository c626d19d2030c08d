// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.util.List;

/** Answers the queries that templates ask with the function {@code query}. */
@FunctionalInterface
public interface QueryFunction {

  /** The function of templates that may not ask. */
  QueryFunction NONE =
      expression -> {
        throw new QueryFailedException("queries are not available here");
      };

  /**
   * The vector that the expression gives at the time of the alert; a scalar is one element without
   * labels.
   */
  List<TemplateSample> query(String expression) throws QueryFailedException;

  /** A query could not be answered; the message stands in the template's error. */
  final class QueryFailedException extends Exception {
    public QueryFailedException(String message) {
      super(message);
    }
  }
}
