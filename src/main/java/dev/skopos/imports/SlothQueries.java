// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.promql.ast.VectorSelector;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The share of bad events as Sloth asks for it.
 *
 * @param errors bad events, or their share where there is no total
 * @param total null for a share
 */
record SlothQueries(String errors, @Nullable String total) {

  private static final String FIELD = "indicator";

  /** The query over the window. */
  String over(String window) {
    String query =
        total == null
            ? "(%s)\n".formatted(errors)
            : "(%s)\n/\n((%s) > 0)\n".formatted(errors, total);
    return query.replace(WindowQuery.WINDOW, window);
  }

  static SlothQueries of(Exportable objective, Fields spec, boolean nativeHistograms) {
    Indicator indicator = objective.spec().indicator();
    List<String> groups = objective.spec().groupBy();
    if (indicator.ratio() != null) {
      return ratio(indicator.ratio(), groups, spec);
    }
    if (indicator.latency() != null) {
      return latency(indicator.latency(), groups, spec, nativeHistograms);
    }
    if (indicator.boolGauge() != null) {
      VectorSelector gauge = Selectors.read(spec, FIELD, indicator.boolGauge().metric());
      String count = sum(groups, "count_over_time", gauge.toString());
      return new SlothQueries(
          count + " - " + sum(groups, "sum_over_time", gauge.toString()), count);
    }
    if (indicator.expression() != null) {
      spec.note(FIELD, "the expression is evaluated each 30s");
      String good = checked(spec, indicator.expression().good());
      return new SlothQueries("1 - avg_over_time((%s)[$window:30s])".formatted(good), null);
    }
    if (indicator.threshold() != null) {
      return threshold(indicator.threshold(), groups, spec);
    }
    throw spec.refuse(FIELD, "the results of a check are known to Skopos only");
  }

  private static SlothQueries ratio(Indicator.Ratio ratio, List<String> groups, Fields spec) {
    String total = events(ratio.total(), groups, spec);
    if (ratio.errors() != null) {
      return new SlothQueries(events(ratio.errors(), groups, spec), total);
    }
    String good = events(Objects.requireNonNullElse(ratio.good(), ""), groups, spec);
    return new SlothQueries("(%s) - (%s)".formatted(total, good), total);
  }

  private static String events(String text, List<String> groups, Fields spec) {
    WindowQuery query = WindowQuery.read(spec, FIELD, text);
    VectorSelector selector = query.selector();
    return selector == null ? query.written() : sum(groups, "rate", selector.toString());
  }

  private static SlothQueries latency(
      Indicator.Latency latency, List<String> groups, Fields spec, boolean nativeHistograms) {
    VectorSelector histogram = Selectors.read(spec, FIELD, latency.histogram());
    String bound = PyrraSource.bound(latency);
    if (nativeHistograms) {
      String sum = sum(groups, "rate", histogram.toString());
      return new SlothQueries("1 - histogram_fraction(0, %s, %s)".formatted(bound, sum), null);
    }
    spec.note(FIELD, "a classic histogram is assumed");
    String count = sum(groups, "rate", Selectors.ending(histogram, Histograms.COUNT, ""));
    String bucket = Selectors.ending(histogram, Histograms.BUCKET, PyrraSource.bucket(bound));
    return new SlothQueries(count + " - " + sum(groups, "rate", bucket), count);
  }

  private static SlothQueries threshold(
      Indicator.Threshold threshold, List<String> groups, Fields spec) {
    spec.note(FIELD, "samples are looked at each 30s, not one by one");
    VectorSelector gauge = Selectors.read(spec, FIELD, threshold.metric());
    String good =
        "sum_over_time((%s %s bool %s)[$window:30s])"
            .formatted(gauge, OpenSloIndicator.symbol(threshold.operator()), threshold.value());
    String all = "count_over_time((%s)[$window:30s])".formatted(gauge);
    return new SlothQueries(
        "%s - %s".formatted(Selectors.sum(groups, all), Selectors.sum(groups, good)),
        Selectors.sum(groups, all));
  }

  private static String sum(List<String> groups, String function, String series) {
    return Selectors.sum(groups, "%s(%s[$window])".formatted(function, series));
  }

  private static String checked(Fields spec, String query) {
    return WindowQuery.read(spec, FIELD, query).written();
  }
}
