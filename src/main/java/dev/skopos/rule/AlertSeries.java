// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.rule.SampleWriter.RuleSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The series that tell of the alerts of one rule, as Prometheus writes them: {@code ALERTS} is 1
 * for each pending or firing alert, {@code ALERTS_FOR_STATE} the second in which it became active.
 * A series that is not written any more gets a stale marker. Not thread-safe.
 */
final class AlertSeries {
  static final String STATE = "alertstate";

  /** The series of one alert. */
  private record Names(Labels pending, Labels firing, Labels since) {

    static Names of(Labels alert) {
      Labels alerts = alert.with(Labels.METRIC_NAME, "ALERTS");
      return new Names(
          alerts.with(STATE, "pending"),
          alerts.with(STATE, "firing"),
          alert.with(Labels.METRIC_NAME, "ALERTS_FOR_STATE"));
    }
  }

  private Map<Labels, Names> names = new HashMap<>();
  private Set<Labels> written = new LinkedHashSet<>();

  /** Goes on with the series that these alerts had before a restart. */
  void resume(Collection<TrackedAlert> alerts) {
    written = new LinkedHashSet<>();
    active(alerts, 0).forEach(sample -> written.add(sample.labels()));
  }

  /** The samples of the alerts that are active, and markers for the series that ended. */
  List<RuleSample> samples(Collection<TrackedAlert> alerts, Instant at) {
    List<RuleSample> samples = active(alerts, at.toEpochMilli());
    Set<Labels> present = LinkedHashSet.newLinkedHashSet(samples.size());
    samples.forEach(sample -> present.add(sample.labels()));
    for (Labels before : written) {
      if (!present.contains(before)) {
        samples.add(new RuleSample(before, at.toEpochMilli(), Sample.STALE));
      }
    }
    written = present;
    return samples;
  }

  private List<RuleSample> active(Collection<TrackedAlert> alerts, long time) {
    List<RuleSample> samples = new ArrayList<>(2 * alerts.size());
    Map<Labels, Names> present = HashMap.newHashMap(alerts.size());
    for (TrackedAlert tracked : alerts) {
      Alert alert = tracked.alert();
      if (tracked.isActive()) {
        Names known = names.get(alert.labels());
        Names series = known == null ? Names.of(alert.labels()) : known;
        present.put(alert.labels(), series);
        boolean firing = alert.state() instanceof AlertState.Firing;
        samples.add(new RuleSample(firing ? series.firing() : series.pending(), time, 1));
        samples.add(new RuleSample(series.since(), time, alert.activeAt().getEpochSecond()));
      }
    }
    names = present;
    return samples;
  }
}
