// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator.Degraded;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.promql.Parser;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.slo.count.Indicator.Comparison;
import dev.skopos.slo.count.Indicator.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the indicator of a resource into what an objective counts. */
final class IndicatorMapper {

  private static final String WINDOW = dev.skopos.slo.count.Indicator.WINDOW;
  private static final String RESULTS = "skopos_check_results_total";

  private IndicatorMapper() {}

  static dev.skopos.slo.count.Indicator indicator(Indicator indicator, String namespace) {
    return Stream.of(
            of(indicator.ratio(), IndicatorMapper::ratio),
            of(indicator.latency(), IndicatorMapper::latency),
            of(indicator.boolGauge(), IndicatorMapper::boolGauge),
            of(indicator.check(), check -> check(check, namespace)),
            of(indicator.expression(), IndicatorMapper::expression),
            of(indicator.threshold(), IndicatorMapper::threshold))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "spec.indicator: set exactly one of ratio, latency, boolGauge, check,"
                        + " expression, threshold"));
  }

  private static <T> Optional<dev.skopos.slo.count.Indicator> of(
      @Nullable T kind,
      java.util.function.Function<T, ? extends dev.skopos.slo.count.Indicator> mapping) {
    return kind == null ? Optional.empty() : Optional.of(mapping.apply(kind));
  }

  private static dev.skopos.slo.count.Indicator ratio(Indicator.Ratio ratio) {
    String path = "spec.indicator.ratio.";
    Part part = ratio.errors() == null ? Part.GOOD : Part.BAD;
    String name = part == Part.GOOD ? "good" : "errors";
    String events =
        needed(part == Part.GOOD ? ratio.good() : ratio.errors(), path + "errors or good");
    String total = needed(ratio.total(), path + "total");
    if (!events.contains(WINDOW) && !total.contains(WINDOW)) {
      return new dev.skopos.slo.count.Indicator.Counters(
          part, selector(events, path + name), selector(total, path + "total"));
    }
    windowed(events, path + name);
    windowed(total, path + "total");
    return new dev.skopos.slo.count.Indicator.Ratio(part, events, total);
  }

  private static dev.skopos.slo.count.Indicator latency(Indicator.Latency latency) {
    String path = "spec.indicator.latency.";
    return new dev.skopos.slo.count.Indicator.Latency(
        selector(needed(latency.histogram(), path + "histogram"), path + "histogram"),
        needed(latency.threshold(), path + "threshold").toDuration().toNanos() / 1e9);
  }

  private static dev.skopos.slo.count.Indicator boolGauge(Indicator.BoolGauge gauge) {
    String path = "spec.indicator.boolGauge.metric";
    return new dev.skopos.slo.count.Indicator.BoolGauge(
        selector(needed(gauge.metric(), path), path));
  }

  /** Maintenance and runs without a result of the target count neither as good nor as bad. */
  private static dev.skopos.slo.count.Indicator check(Indicator.Check check, String namespace) {
    String name = needed(check.name(), "spec.indicator.check.name");
    return new dev.skopos.slo.count.Indicator.Counters(
        Part.BAD,
        results(namespace, name, check.degraded() == Degraded.BAD ? "failed|degraded" : "failed"),
        results(namespace, name, "ok|degraded|failed"));
  }

  private static List<Matcher> results(String namespace, String name, String results) {
    return List.of(
        Matcher.of(Matcher.Type.EQUAL, Labels.METRIC_NAME, RESULTS),
        Matcher.of(Matcher.Type.EQUAL, "namespace", namespace),
        Matcher.of(Matcher.Type.EQUAL, "name", name),
        Matcher.of(Matcher.Type.REGEX, "result", results));
  }

  private static dev.skopos.slo.count.Indicator expression(Indicator.Expression expression) {
    String path = "spec.indicator.expression.good";
    String good = needed(expression.good(), path);
    parsed(good, path);
    return new dev.skopos.slo.count.Indicator.Expression(good);
  }

  private static dev.skopos.slo.count.Indicator threshold(Indicator.Threshold threshold) {
    String path = "spec.indicator.threshold.";
    return new dev.skopos.slo.count.Indicator.Threshold(
        selector(needed(threshold.metric(), path + "metric"), path + "metric"),
        Comparison.valueOf(needed(threshold.operator(), path + "operator").name()),
        Double.parseDouble(needed(threshold.value(), path + "value")));
  }

  private static List<Matcher> selector(String text, String field) {
    try {
      return Parser.parseSelector(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "%s: '%s': %s; expected a selector, or PromQL with %s for the range"
              .formatted(field, text, e.getMessage(), WINDOW),
          e);
    }
  }

  private static void windowed(String text, String field) {
    if (!text.contains(WINDOW)) {
      throw new IllegalArgumentException(
          "%s: '%s': expected PromQL with %s for the range, as its other part is"
              .formatted(field, text, WINDOW));
    }
    parsed(text.replace(WINDOW, "1m"), field);
  }

  private static void parsed(String text, String field) {
    try {
      Parser.parse(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("%s: %s".formatted(field, e.getMessage()), e);
    }
  }
}
