// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.scrape.FamilyMetadata;
import dev.skopos.scrape.TargetMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What targets say of families; where they do not agree, the first one counts. */
record KnownFamilies(Map<String, FamilyMetadata> families) {

  private static final List<String> SUFFIXES = List.of("_bucket", "_sum", "_count", "_total");

  static KnownFamilies of(List<TargetMetadata> targets) {
    Map<String, FamilyMetadata> families = new HashMap<>();
    targets.forEach(target -> target.families().forEach(families::putIfAbsent));
    return new KnownFamilies(families);
  }

  /** The name of the family that a metric belongs to; its own when nothing is known of it. */
  String familyOf(String metric) {
    if (families.containsKey(metric)) {
      return metric;
    }
    for (String suffix : SUFFIXES) {
      if (metric.endsWith(suffix)) {
        String stem = metric.substring(0, metric.length() - suffix.length());
        if (has(families.get(stem), suffix)) {
          return stem;
        }
      }
    }
    return metric;
  }

  private static boolean has(@Nullable FamilyMetadata family, String suffix) {
    if (family == null) {
      return false;
    }
    return switch (family.type()) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> !suffix.equals("_total");
      case SUMMARY -> suffix.equals("_sum") || suffix.equals("_count");
      case COUNTER -> suffix.equals("_total");
      case GAUGE, UNTYPED, INFO, STATESET -> false;
    };
  }

  FamilyMetadata metadata(String family) {
    return families.getOrDefault(family, FamilyMetadata.NONE);
  }
}
