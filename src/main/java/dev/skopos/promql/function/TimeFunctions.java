// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Labels;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Steps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToIntFunction;

/** Functions of the time of evaluation, and parts of dates in UTC. */
final class TimeFunctions {

  /** Go's and Java's calendars part beyond these seconds; nothing real is there. */
  private static final double LAST_SECOND = 3.15e16;

  private TimeFunctions() {}

  static Result time(Invocation call) {
    return new Result.Scalar(times(call.steps()));
  }

  private static double[] times(Steps steps) {
    double[] times = new double[steps.count()];
    for (int step = 0; step < times.length; step++) {
      times[step] = steps.at(step) / 1000.0;
    }
    return times;
  }

  static Result timestamp(Invocation call) {
    return new Result.Vector(call.sampleTimes(0));
  }

  static Result start(Invocation call) {
    return constant(call, call.query().start());
  }

  static Result end(Invocation call) {
    return constant(call, call.queryEnd());
  }

  static Result step(Invocation call) {
    boolean moment = call.queryEnd() == call.query().start();
    return constant(call, moment ? 0 : call.query().step());
  }

  static Result range(Invocation call) {
    return constant(call, call.queryEnd() - call.query().start());
  }

  private static Result constant(Invocation call, long milliseconds) {
    return new Result.Scalar(MathFunctions.constant(call, milliseconds / 1000.0));
  }

  /** A part of the date that the values are, or of the time of evaluation. */
  static Function.Body part(ToIntFunction<OffsetDateTime> part) {
    return call -> {
      List<Column> dates =
          call.count() == 0
              ? List.of(new Column(Labels.EMPTY, false, times(call.steps())))
              : call.vector(0);
      return MathFunctions.map(call, dates, (value, step) -> part(part, value));
    };
  }

  private static double part(ToIntFunction<OffsetDateTime> part, double seconds) {
    if (Double.isNaN(seconds) || Math.abs(seconds) > LAST_SECOND) {
      return Double.NaN;
    }
    return part.applyAsInt(Instant.ofEpochSecond((long) seconds).atOffset(ZoneOffset.UTC));
  }

  static int dayOfWeek(OffsetDateTime date) {
    return date.getDayOfWeek().getValue() % 7;
  }

  static int daysInMonth(OffsetDateTime date) {
    return date.toLocalDate().lengthOfMonth();
  }
}
