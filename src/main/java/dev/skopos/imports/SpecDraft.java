// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec.Budgeting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Timeslices;
import dev.skopos.api.v1alpha1.servicelevelobjective.Window;
import java.util.List;
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
    @Nullable Alerting alerting) {

  static final int MOST_GROUP_LABELS = 8;

  ServiceLevelObjectiveSpec spec() {
    return new ServiceLevelObjectiveSpec(
        service,
        description,
        target,
        window,
        indicator,
        groupBy,
        null,
        timeslices == null ? Budgeting.OCCURRENCES : Budgeting.TIMESLICES,
        timeslices,
        interval,
        null,
        alerting,
        List.of(),
        null,
        List.of(),
        false,
        null);
  }
}
