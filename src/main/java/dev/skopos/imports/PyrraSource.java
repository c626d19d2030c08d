// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.VectorSelector;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the series of an indicator; those that Pyrra does not know are refused. */
final class PyrraSource {

  private static final String FIELD = "indicator";

  private final Fields spec;
  private final boolean nativeHistograms;

  PyrraSource(Fields spec, boolean nativeHistograms) {
    this.spec = spec;
    this.nativeHistograms = nativeHistograms;
  }

  PyrraSeries find(Indicator indicator) {
    if (indicator.ratio() != null) {
      return ratio(indicator.ratio());
    }
    if (indicator.latency() != null) {
      return latency(indicator.latency());
    }
    if (indicator.boolGauge() != null) {
      return new PyrraSeries.Gauge(selector(indicator.boolGauge().metric()));
    }
    throw spec.refuse(FIELD, "Pyrra counts ratio, latency and boolGauge only");
  }

  private PyrraSeries ratio(Indicator.Ratio ratio) {
    VectorSelector total = selector(ratio.total());
    if (ratio.errors() != null) {
      return new PyrraSeries.Errors(selector(ratio.errors()), total);
    }
    VectorSelector good = selector(Objects.requireNonNullElse(ratio.good(), ""));
    return new PyrraSeries.Success(good, total, bound(good));
  }

  private static @Nullable String bound(VectorSelector bucket) {
    return bucket.matchers().stream()
        .filter(matcher -> matcher.name().equals(Histograms.BOUND))
        .map(Matcher::value)
        .findFirst()
        .orElse(null);
  }

  private PyrraSeries latency(Indicator.Latency latency) {
    VectorSelector histogram = selector(latency.histogram());
    String bound = bound(latency);
    if (nativeHistograms) {
      return new PyrraSeries.Native(histogram, bound);
    }
    spec.note(FIELD, "a classic histogram is assumed");
    return new PyrraSeries.Success(
        selector(Selectors.ending(histogram, Histograms.BUCKET, bucket(bound))),
        selector(Selectors.ending(histogram, Histograms.COUNT, "")),
        bound);
  }

  /** The threshold in seconds. */
  static String bound(Indicator.Latency latency) {
    return BigDecimal.valueOf(latency.threshold().toDuration().toMillis())
        .movePointLeft(3)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** The condition on the bucket; Prometheus 3 writes whole numbers with a point, 2 without. */
  static String bucket(String bound) {
    return bound.contains(".") ? "le=\"" + bound + "\"" : "le=~\"" + bound + "(\\\\.0)?\"";
  }

  private VectorSelector selector(String text) {
    return Selectors.read(spec, FIELD, text);
  }
}
