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
import java.util.function.LongToDoubleFunction;
import java.util.function.ToIntFunction;

/** Functions of the time of evaluation, and parts of dates in UTC. */
final class TimeFunctions {

  /** After so many years everything but the year is the same again. */
  private static final int CYCLE_YEARS = 400;

  private static final long CYCLE = 146_097L * 24 * 60 * 60;

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
    return ofSeconds(seconds -> part.applyAsInt(inCycle(seconds)));
  }

  static Function.Body year() {
    return ofSeconds(
        seconds ->
            inCycle(seconds).getYear() + (double) CYCLE_YEARS * Math.floorDiv(seconds, CYCLE));
  }

  private static OffsetDateTime inCycle(long seconds) {
    return Instant.ofEpochSecond(Math.floorMod(seconds, CYCLE)).atOffset(ZoneOffset.UTC);
  }

  private static Function.Body ofSeconds(LongToDoubleFunction part) {
    return call -> {
      List<Column> dates =
          call.count() == 0
              ? List.of(new Column(Labels.EMPTY, false, times(call.steps())))
              : call.vector(0);
      return MathFunctions.map(call, dates, (value, _) -> part.applyAsDouble(whole(value)));
    };
  }

  /**
   * As Prometheus on x86: what 64 bits cannot hold, NaN too, becomes the smallest integer there,
   * which its calendar takes for the one behind the largest.
   */
  private static long whole(double seconds) {
    return seconds >= -0x1p63 && seconds < 0x1p63 ? (long) seconds : Long.MAX_VALUE;
  }

  static int dayOfWeek(OffsetDateTime date) {
    return date.getDayOfWeek().getValue() % 7;
  }

  static int daysInMonth(OffsetDateTime date) {
    return date.toLocalDate().lengthOfMonth();
  }
}
