// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.exposition.MetricFamily;

/** What a sender says of a family. */
public record FamilyMetadata(MetricFamily.Type type, String help, String unit) {

  /** The type that both versions number in the same way. */
  static MetricFamily.Type type(long number) {
    return switch ((int) number) {
      case 1 -> MetricFamily.Type.COUNTER;
      case 2 -> MetricFamily.Type.GAUGE;
      case 3 -> MetricFamily.Type.HISTOGRAM;
      case 4 -> MetricFamily.Type.GAUGE_HISTOGRAM;
      case 5 -> MetricFamily.Type.SUMMARY;
      case 6 -> MetricFamily.Type.INFO;
      case 7 -> MetricFamily.Type.STATESET;
      default -> MetricFamily.Type.UNTYPED;
    };
  }
}
