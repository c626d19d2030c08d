// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec.AbsentData;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec.Budgeting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Timeslices;
import dev.skopos.api.v1alpha1.servicelevelobjective.Window;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What importers know of an objective; everything else has its default.
 *
 * @param target in percent
 */
record SpecDraft(
    @Nullable String service,
    @Nullable String description,
    String target,
    Window window,
    Indicator indicator,
    List<String> groupBy,
    @Nullable Timeslices timeslices,
    @Nullable Interval interval,
    Alerting alerting) {

  /** Without alerts of its own; the schema then gives it those of a preset. */
  static final Alerting NO_ALERTING =
      new Alerting(null, List.of(), 0, 0, List.of(), null, null, Map.of(), Map.of());

  private static final int MOST_GROUPS = 100;
  private static final Interval INTERVAL = new Interval("30s");

  ServiceLevelObjectiveSpec spec() {
    return new ServiceLevelObjectiveSpec(
        service,
        description,
        target,
        window,
        indicator,
        groupBy,
        MOST_GROUPS,
        timeslices == null ? Budgeting.OCCURRENCES : Budgeting.TIMESLICES,
        timeslices,
        interval == null ? INTERVAL : interval,
        AbsentData.IGNORE,
        alerting,
        List.of(),
        null,
        List.of(),
        false,
        null);
  }
}
