// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.promql.ast.VectorSelector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what Pyrra counts; all of its metrics are selectors. */
final class PyrraIndicator {

  private static final String NATIVE = "latencyNative";
  private static final List<String> KINDS = List.of("ratio", "latency", NATIVE, "bool_gauge");

  /**
   * An indicator and the labels of its groups.
   *
   * @param absenceIsTold whether Pyrra alerts when its series are gone
   */
  record Made(Indicator indicator, List<String> groupBy, boolean absenceIsTold) {}

  private PyrraIndicator() {}

  static Made read(Fields indicator) {
    List<String> kinds = KINDS.stream().filter(indicator::has).toList();
    if (kinds.size() != 1) {
      throw new Refusal(
          indicator.line(),
          indicator.path(),
          "expected exactly one of " + String.join(", ", KINDS));
    }
    Fields kind = indicator.needObject(kinds.getFirst());
    Indicator made =
        switch (kinds.getFirst()) {
          case "ratio" -> ratio(kind);
          case "latency" -> latency(kind);
          case NATIVE -> latencyNative(kind);
          case "bool_gauge" ->
              new Indicator(
                  null, null, new Indicator.BoolGauge(selector(kind).toString()), null, null, null);
          default -> throw new IllegalStateException("not a kind: " + kinds);
        };
    boolean absenceIsTold = !kinds.getFirst().equals(NATIVE);
    return new Made(made, Groups.read(kind, "grouping"), absenceIsTold);
  }

  private static Indicator ratio(Fields kind) {
    String total = selector(kind.needObject("total")).toString();
    Fields errors = kind.object("errors");
    Fields success = kind.object("success");
    if ((errors == null) == (success == null)) {
      throw new Refusal(kind.line(), kind.path(), "expected exactly one of errors, success");
    }
    return Ratios.indicator(
        errors != null
            ? Ratios.ratio(Ratios.Part.ERRORS, selector(errors).toString(), total)
            : Ratios.ratio(Ratios.Part.GOOD, selector(require(success)).toString(), total));
  }

  private static Fields require(@Nullable Fields fields) {
    if (fields == null) {
      throw new IllegalStateException("looked for before");
    }
    return fields;
  }

  private static Indicator latency(Fields kind) {
    VectorSelector success = selector(kind.needObject("success"));
    VectorSelector total = selector(kind.needObject("total"));
    Indicator.Latency latency = Histograms.latency(success, total);
    return latency != null
        ? new Indicator(null, latency, null, null, null, null)
        : Ratios.indicator(Ratios.ratio(Ratios.Part.GOOD, success.toString(), total.toString()));
  }

  private static Indicator latencyNative(Fields kind) {
    VectorSelector total = selector(kind.needObject("total"));
    Duration length = Periods.length(kind, "latency", kind.need("latency"));
    if (!length.isPositive()) {
      throw kind.refuse("latency", "expected more than 0s");
    }
    Interval threshold = Interval.of(length);
    return new Indicator(
        null, new Indicator.Latency(total.toString(), threshold), null, null, null, null);
  }

  private static VectorSelector selector(Fields metric) {
    VectorSelector selector = WindowQuery.read(metric, "metric", metric.need("metric")).selector();
    if (selector == null) {
      throw metric.refuse("metric", "expected a selector without offset or @");
    }
    return selector;
  }
}
