// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotation.Operation;
import dev.skopos.promql.column.Annotations;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.eval.AggregationEvaluator.Group;
import dev.skopos.promql.histogram.HintCollision;
import dev.skopos.promql.histogram.HistogramMean;
import dev.skopos.promql.histogram.HistogramSum;
import org.jspecify.annotations.Nullable;

/** The operators sum and avg over groups with histograms. */
final class HistogramAccumulators {
  private final boolean mean;
  private final Annotations annotations;
  private final Span span;

  /**
   * An operator.
   *
   * @param span where the vector stands, for annotations
   */
  HistogramAccumulators(Aggregator operator, Annotations annotations, Span span) {
    this.mean = operator == Aggregator.AVG;
    this.annotations = annotations;
    this.span = span;
  }

  /** The histograms of a group beside the results for its numbers; both at a step are no result. */
  Column combine(Group group, double[] numbers) {
    ColumnBuilder column = new ColumnBuilder(numbers.length);
    for (int step = 0; step < numbers.length; step++) {
      boolean anyHistogram = group.hasHistogram(step);
      if (anyHistogram && !Column.isAbsent(numbers[step])) {
        annotations.add(Annotation.mixedSamplesInAggregation(span));
      } else if (anyHistogram) {
        column.put(step, accumulate(group, step));
      } else {
        column.put(step, numbers[step]);
      }
    }
    return group.column(column);
  }

  private @Nullable Histogram accumulate(Group group, int step) {
    HintCollision collision = new HintCollision();
    Accumulation accumulation = null;
    for (Column member : group.members()) {
      Histogram histogram = member.histogram(step);
      if (histogram == null) {
        continue;
      }
      collision.see(histogram);
      if (accumulation == null) {
        accumulation = mean ? new Mean(histogram) : new Sum(histogram);
      } else if (!accumulation.add(histogram)) {
        annotations.add(Annotation.mixedSchemas(member.labels().metricName(), span));
        return null;
      }
    }
    if (accumulation == null) {
      return null;
    }
    if (collision.happened()) {
      annotations.add(Annotation.collision(Operation.AGGREGATION, span));
    }
    if (accumulation.reconciled()) {
      annotations.add(Annotation.reconciled(Operation.AGGREGATION, span));
    }
    return accumulation.result();
  }

  /** The histograms of a step so far. */
  private sealed interface Accumulation {
    boolean add(Histogram histogram);

    boolean reconciled();

    Histogram result();
  }

  private static final class Sum implements Accumulation {
    private final HistogramSum sum;
    private boolean reconciled;

    Sum(Histogram first) {
      sum = new HistogramSum(first);
    }

    @Override
    public boolean add(Histogram histogram) {
      boolean fits = sum.add(histogram);
      reconciled |= sum.reconciled();
      return fits;
    }

    @Override
    public boolean reconciled() {
      return reconciled;
    }

    @Override
    public Histogram result() {
      return sum.result();
    }
  }

  private static final class Mean implements Accumulation {
    private final HistogramMean mean;

    Mean(Histogram first) {
      mean = new HistogramMean(first);
    }

    @Override
    public boolean add(Histogram histogram) {
      return mean.add(histogram);
    }

    @Override
    public boolean reconciled() {
      return mean.reconciled();
    }

    @Override
    public Histogram result() {
      return mean.value();
    }
  }
}
