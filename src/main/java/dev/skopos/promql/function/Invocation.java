// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import java.util.List;

/**
 * One call of a function: its steps and its arguments, each evaluated when it is asked for. Nobody
 * else has the arrays that it hands out for vectors and scalars, but columns may share them, so
 * they are not to be changed.
 */
public interface Invocation {

  /** The steps to calculate. */
  Steps steps();

  /** The steps of the whole query, which differ from steps() in a subquery. */
  Steps query();

  /** Where the whole query ends, which need not be at its last step. */
  long queryEnd();

  /** How many arguments were given. */
  int count();

  Expr expression(int argument);

  /** Where the call stands in the query. */
  Span span();

  /** Where an argument stands, as annotations tell it: subqueries have no place in Prometheus. */
  Span span(int argument);

  List<Column> vector(int argument);

  double[] scalar(int argument);

  String text(int argument);

  Windows windows(int argument);

  /** As vector(), but with the time of each sample in seconds instead of its value. */
  List<Column> sampleTimes(int argument);

  /**
   * The times in seconds of the newest samples that the matchers select at some instants, one per
   * step.
   *
   * @throws dev.skopos.promql.column.QueryException when one of them is a histogram
   */
  List<Column> infoTimes(List<Matcher> matchers, long[] instants);

  /** The instants that the selectors in an argument look at; the steps' if they do not agree. */
  long[] references(int argument);

  /** Tells the query's author something. */
  void annotate(Annotation annotation);

  /** Tells the statistics which samples a step looks at; the steps come in ascending order. */
  void looked(int step, Window window);

  /** Ends the query if this many values more would be too many in memory. */
  void reserve(long values);

  /** Ends the query when it has been cancelled or takes too long; call it in long loops. */
  void checkpoint();
}
