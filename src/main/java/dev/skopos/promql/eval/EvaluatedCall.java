// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.ast.Subquery;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import dev.skopos.promql.function.Invocation;
import java.util.ArrayList;
import java.util.List;

/** A call of a function whose arguments are evaluated when the function asks for them. */
final class EvaluatedCall implements Invocation {

  private static final Span NOWHERE = new Span(0, 0);

  private final Evaluator evaluator;
  private final Call call;

  /** What a subquery gives has been read inside of it. */
  private final boolean overSubquery;

  EvaluatedCall(Evaluator evaluator, Call call) {
    this.evaluator = evaluator;
    this.call = call;
    this.overSubquery =
        call.arguments().stream().anyMatch(argument -> argument.unwrapped() instanceof Subquery);
  }

  @Override
  public Steps steps() {
    return evaluator.steps();
  }

  @Override
  public Steps query() {
    return evaluator.query().steps();
  }

  @Override
  public long queryEnd() {
    return evaluator.query().end();
  }

  @Override
  public int count() {
    return call.arguments().size();
  }

  @Override
  public Expr expression(int argument) {
    return call.arguments().get(argument);
  }

  @Override
  public Span span() {
    return call.span();
  }

  @Override
  public Span span(int argument) {
    Expr expr = expression(argument).unwrapped();
    return expr instanceof Subquery ? NOWHERE : expr.span();
  }

  @Override
  public void annotate(Annotation annotation) {
    evaluator.query().annotations().add(annotation);
  }

  @Override
  public List<Column> vector(int argument) {
    return evaluator.vector(expression(argument));
  }

  @Override
  public double[] scalar(int argument) {
    return evaluator.scalar(expression(argument));
  }

  @Override
  public String text(int argument) {
    return evaluator.text(expression(argument));
  }

  @Override
  public Windows windows(int argument) {
    return evaluator.windows(expression(argument));
  }

  @Override
  public List<Column> sampleTimes(int argument) {
    if (expression(argument).unwrapped() instanceof VectorSelector selector) {
      return evaluator.selectors().times(selector);
    }
    List<Column> times = new ArrayList<>();
    for (Column column : vector(argument)) {
      double[] values = new double[steps().count()];
      for (int step = 0; step < values.length; step++) {
        values[step] = column.has(step) ? steps().at(step) / 1000.0 : Column.ABSENT;
      }
      times.add(new Column(column.labels(), true, values));
    }
    return times;
  }

  @Override
  public List<Column> infoTimes(List<Matcher> matchers, long[] instants) {
    return evaluator.selectors().infoTimes(matchers, instants);
  }

  @Override
  public long[] references(int argument) {
    return References.of(expression(argument), evaluator.query(), steps().instants());
  }

  @Override
  public void reserve(long values) {
    evaluator.query().budget().reserve(values);
  }

  @SuppressWarnings("ReferenceEquality") // a subquery may have equal steps
  @Override
  public void looked(int step, Window window) {
    Query query = evaluator.query();
    boolean inside = evaluator.steps() != query.steps();
    int histograms = window.histogramCount();
    // Histograms of a series are of about one size.
    long weight = histograms == 0 ? 1 : SampleCount.size(window.histogram(0));
    query
        .samples()
        .add(
            inside ? query.steps().count() - 1 : step,
            window.size() + histograms * weight,
            overSubquery ? 0 : window.added() * weight);
  }

  @Override
  public void checkpoint() {
    evaluator.query().budget().checkpoint();
  }
}
