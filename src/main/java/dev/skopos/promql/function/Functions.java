// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import static dev.skopos.promql.ast.ValueType.MATRIX;
import static dev.skopos.promql.ast.ValueType.SCALAR;
import static dev.skopos.promql.ast.ValueType.STRING;
import static dev.skopos.promql.ast.ValueType.VECTOR;

import dev.skopos.model.Histogram;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.function.RangeFunctions.Calculation;
import dev.skopos.promql.histogram.Moments;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of all functions; a new one is a line here and a method in the class of its family. */
public final class Functions {

  private static final int ANY_NUMBER = -1;

  private static final Map<String, Function> TABLE =
      Stream.of(values(), overTime(), rates(), labels(), histograms(), times(), scalars())
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Function::name, function -> function));

  private Functions() {}

  /** The function of that name; null if there is none. */
  public static @Nullable Function find(String name) {
    return TABLE.get(name);
  }

  private static List<Function> values() {
    return List.of(
        each("abs", Math::abs),
        each("acos", Math::acos),
        each("acosh", MathFunctions::acosh),
        each("asin", Math::asin),
        each("asinh", MathFunctions::asinh),
        each("atan", Math::atan),
        each("atanh", MathFunctions::atanh),
        each("ceil", Math::ceil),
        each("cos", Math::cos),
        each("cosh", Math::cosh),
        each("deg", value -> value * 180 / Math.PI),
        each("exp", Math::exp),
        each("floor", Math::floor),
        each("ln", Math::log),
        each("log10", Math::log10),
        each("log2", MathFunctions::log2),
        each("rad", value -> value * Math.PI / 180),
        each("sgn", MathFunctions::sign),
        each("sin", Math::sin),
        each("sinh", Math::sinh),
        each("sqrt", Math::sqrt),
        each("tan", Math::tan),
        each("tanh", Math::tanh),
        vector("clamp", List.of(VECTOR, SCALAR, SCALAR), 0, MathFunctions::clamp),
        vector("clamp_max", List.of(VECTOR, SCALAR), 0, MathFunctions::clampMax),
        vector("clamp_min", List.of(VECTOR, SCALAR), 0, MathFunctions::clampMin),
        vector("round", List.of(VECTOR, SCALAR), 1, MathFunctions::round));
  }

  private static List<Function> overTime() {
    return List.of(
        mixed("avg_over_time", OverTimeFunctions::avg, MixedFunctions::avg),
        bySeries("changes", NeighbourFunctions::changes, NeighbourFunctions::changes),
        mixed("count_over_time", Window::size, MixedFunctions::count),
        keepingName("first_over_time", Window::firstValue, MixedFunctions::first),
        keepingName("last_over_time", Window::lastValue, MixedFunctions::last),
        numbers("mad_over_time", OverTimeFunctions::medianDeviation),
        numbers("max_over_time", OverTimeFunctions::max),
        numbers("min_over_time", OverTimeFunctions::min),
        mixed("present_over_time", _ -> 1, (_, result) -> result.put(1)),
        vector("quantile_over_time", List.of(SCALAR, MATRIX), 0, OverTimeFunctions::quantile),
        bySeries("resets", NeighbourFunctions::resets, NeighbourFunctions::resets),
        numbers("stddev_over_time", window -> Math.sqrt(OverTimeFunctions.variance(window))),
        numbers("stdvar_over_time", OverTimeFunctions::variance),
        mixed("sum_over_time", OverTimeFunctions::sum, MixedFunctions::sum),
        mixed(
            "ts_of_first_over_time",
            window -> window.firstTimestamp() / 1000.0,
            MixedFunctions::timeOfFirst),
        mixed(
            "ts_of_last_over_time",
            window -> window.lastTimestamp() / 1000.0,
            MixedFunctions::timeOfLast),
        numbers("ts_of_max_over_time", OverTimeFunctions::timeOfMax),
        numbers("ts_of_min_over_time", OverTimeFunctions::timeOfMin));
  }

  private static List<Function> rates() {
    InstantRate irate = new InstantRate(true);
    InstantRate idelta = new InstantRate(false);
    return List.of(
        vector("delta", List.of(MATRIX), 0, RateFunctions::delta),
        vector("deriv", List.of(MATRIX), 0, TrendFunctions::deriv),
        vector(
            "double_exponential_smoothing",
            List.of(MATRIX, SCALAR, SCALAR),
            0,
            TrendFunctions::smoothing),
        mixed("idelta", idelta::ofNumbers, idelta::apply),
        vector("increase", List.of(MATRIX), 0, RateFunctions::increase),
        mixed("irate", irate::ofNumbers, irate::apply),
        vector("predict_linear", List.of(MATRIX, SCALAR), 0, TrendFunctions::predictLinear),
        vector("rate", List.of(MATRIX), 0, RateFunctions::rate));
  }

  private static List<Function> labels() {
    return List.of(
        vector("info", List.of(VECTOR, VECTOR), 1, InfoFunction::apply),
        vector(
            "label_join",
            List.of(VECTOR, STRING, STRING, STRING),
            ANY_NUMBER,
            LabelFunctions::join),
        vector(
            "label_replace",
            List.of(VECTOR, STRING, STRING, STRING, STRING),
            0,
            LabelFunctions::replace),
        vector("sort", List.of(VECTOR), 0, SortFunctions::ascending),
        vector("sort_by_label", List.of(VECTOR, STRING), ANY_NUMBER, SortFunctions::byLabel),
        vector(
            "sort_by_label_desc",
            List.of(VECTOR, STRING),
            ANY_NUMBER,
            SortFunctions::byLabelDescending),
        vector("sort_desc", List.of(VECTOR), 0, SortFunctions::descending));
  }

  private static List<Function> histograms() {
    return List.of(
        ofNative("histogram_avg", histogram -> histogram.sum() / histogram.count()),
        ofNative("histogram_count", Histogram::count),
        ofNative("histogram_stddev", histogram -> Math.sqrt(Moments.variance(histogram))),
        ofNative("histogram_stdvar", Moments::variance),
        ofNative("histogram_sum", Histogram::sum),
        vector(
            "histogram_fraction", List.of(SCALAR, SCALAR, VECTOR), 0, HistogramFunctions::fraction),
        vector("histogram_quantile", List.of(SCALAR, VECTOR), 0, HistogramFunctions::quantile),
        vector(
            "histogram_quantiles",
            List.of(VECTOR, STRING, SCALAR, SCALAR),
            9,
            HistogramFunctions::quantiles));
  }

  private static List<Function> times() {
    return List.of(
        part("day_of_month", TimeFunctions.part(OffsetDateTime::getDayOfMonth)),
        part("day_of_week", TimeFunctions.part(TimeFunctions::dayOfWeek)),
        part("day_of_year", TimeFunctions.part(OffsetDateTime::getDayOfYear)),
        part("days_in_month", TimeFunctions.part(TimeFunctions::daysInMonth)),
        part("hour", TimeFunctions.part(OffsetDateTime::getHour)),
        part("minute", TimeFunctions.part(OffsetDateTime::getMinute)),
        part("month", TimeFunctions.part(OffsetDateTime::getMonthValue)),
        part("year", TimeFunctions.part(OffsetDateTime::getYear)),
        vector("timestamp", List.of(VECTOR), 0, TimeFunctions::timestamp),
        scalar("end", List.of(), TimeFunctions::end),
        scalar("range", List.of(), TimeFunctions::range),
        scalar("start", List.of(), TimeFunctions::start),
        scalar("step", List.of(), TimeFunctions::step),
        scalar("time", List.of(), TimeFunctions::time));
  }

  private static List<Function> scalars() {
    return List.of(
        vector("absent", List.of(VECTOR), 0, PresenceFunctions::absent),
        vector("absent_over_time", List.of(MATRIX), 0, PresenceFunctions::absentOverTime),
        vector("vector", List.of(SCALAR), 0, PresenceFunctions::vector),
        scalar("max_of", List.of(SCALAR, SCALAR), MathFunctions::larger),
        scalar("min_of", List.of(SCALAR, SCALAR), MathFunctions::smaller),
        scalar("pi", List.of(), MathFunctions::pi),
        scalar("scalar", List.of(VECTOR), PresenceFunctions::scalar));
  }

  private static Function each(String name, DoubleUnaryOperator operator) {
    return vector(name, List.of(VECTOR), 0, MathFunctions.each(operator));
  }

  private static Function mixed(
      String name, RangeFunctions.OverWindow numbers, RangeFunctions.OverHistograms histograms) {
    Calculation calculation = Calculation.of(numbers, histograms);
    return vector(name, List.of(MATRIX), 0, RangeFunctions.of(calculation));
  }

  /** As mixed(), for functions that find something out about the whole series first. */
  private static Function bySeries(
      String name, RangeFunctions.OverSeries numbers, RangeFunctions.OverHistograms histograms) {
    return vector(
        name, List.of(MATRIX), 0, RangeFunctions.of(new Calculation(numbers, histograms)));
  }

  private static Function keepingName(
      String name, RangeFunctions.OverWindow numbers, RangeFunctions.OverHistograms histograms) {
    Calculation calculation = Calculation.of(numbers, histograms);
    return vector(name, List.of(MATRIX), 0, RangeFunctions.keepingName(calculation));
  }

  /** A function that ignores histograms. */
  private static Function numbers(String name, RangeFunctions.OverWindow calculation) {
    return vector(
        name, List.of(MATRIX), 0, RangeFunctions.of(Calculation.ofNumbers(calculation, 1)));
  }

  /** A function that ignores numbers. */
  private static Function ofNative(String name, ToDoubleFunction<Histogram> calculation) {
    return vector(
        name, List.of(VECTOR), 0, call -> HistogramFunctions.ofNativeHistograms(call, calculation));
  }

  private static Function part(String name, Function.Body body) {
    return vector(name, List.of(VECTOR), 1, body);
  }

  private static Function vector(
      String name, List<ValueType> arguments, int variadic, Function.Body body) {
    return new Function(name, arguments, variadic, VECTOR, body);
  }

  private static Function scalar(String name, List<ValueType> arguments, Function.Body body) {
    return new Function(name, arguments, 0, SCALAR, body);
  }
}
