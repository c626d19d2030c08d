// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Steps;
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

  /** How many arguments were given. */
  int count();

  Expr expression(int argument);

  List<Column> vector(int argument);

  double[] scalar(int argument);

  String text(int argument);

  Windows windows(int argument);

  /** As vector(), but with the time of each sample in seconds instead of its value. */
  List<Column> sampleTimes(int argument);

  /** The times of the newest samples that the matchers select at some instants, one per step. */
  List<Column> sampleTimes(List<Matcher> matchers, long[] instants);

  /** The instants that the selectors in an argument look at; the steps' if they do not agree. */
  long[] references(int argument);

  /** Ends the query if this many values more would be too many in memory. */
  void reserve(long values);

  /** Ends the query when it has been cancelled or takes too long; call it in long loops. */
  void checkpoint();
}
