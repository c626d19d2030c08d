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
import java.util.function.ToLongFunction;

/** Functions of the time of evaluation, and parts of dates in UTC. */
final class TimeFunctions {

  private static final long CYCLE_YEARS = 400;
  private static final long CYCLE_SECONDS = 146_097L * 86_400;

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
    return ofDate(date -> part.applyAsInt(date.date()));
  }

  static Function.Body year() {
    return ofDate(GoDate::year);
  }

  private static Function.Body ofDate(ToLongFunction<GoDate> part) {
    return call -> {
      List<Column> dates =
          call.count() == 0
              ? List.of(new Column(Labels.EMPTY, false, times(call.steps())))
              : call.vector(0);
      return MathFunctions.map(call, dates, (value, step) -> part(part, value));
    };
  }

  /**
   * Go's calendar has more years than Java's, but all come back every 400 years. What is no number
   * of seconds becomes the end of Go's time, as in Prometheus on amd64.
   */
  private static double part(ToLongFunction<GoDate> part, double seconds) {
    boolean inRange = seconds >= Long.MIN_VALUE && seconds < Long.MAX_VALUE;
    long whole = inRange ? (long) seconds : Long.MIN_VALUE;
    boolean end = whole == Long.MIN_VALUE;
    long cycles =
        end ? Long.divideUnsigned(whole, CYCLE_SECONDS) : Math.floorDiv(whole, CYCLE_SECONDS);
    long rest = whole - cycles * CYCLE_SECONDS;
    OffsetDateTime date = Instant.ofEpochSecond(rest).atOffset(ZoneOffset.UTC);
    return (double) part.applyAsLong(new GoDate(date, cycles * CYCLE_YEARS));
  }

  /**
   * A date.
   *
   * @param date the same one in the years 1970 to 2369
   * @param years how many later it is
   */
  record GoDate(OffsetDateTime date, long years) {
    long year() {
      return date.getYear() + years;
    }
  }

  static int dayOfWeek(OffsetDateTime date) {
    return date.getDayOfWeek().getValue() % 7;
  }

  static int daysInMonth(OffsetDateTime date) {
    return date.toLocalDate().lengthOfMonth();
  }
}
