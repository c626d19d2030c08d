// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.rule.SampleWriter.RuleSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The series that tell of the alerts of one rule, as Prometheus writes them: {@code ALERTS} is 1
 * for each pending or firing alert, {@code ALERTS_FOR_STATE} the second in which it became active.
 * A series that is not written any more gets a stale marker. Not thread-safe.
 */
final class AlertSeries {
  static final String STATE = "alertstate";

  private Set<Labels> written = new TreeSet<>();

  /** Goes on with the series that these alerts had before a restart. */
  void resume(List<Alert> alerts) {
    written = new TreeSet<>();
    active(alerts, Instant.EPOCH).forEach(sample -> written.add(sample.labels()));
  }

  /** The samples of the alerts that are active, and markers for the series that ended. */
  List<RuleSample> samples(List<Alert> alerts, Instant at) {
    List<RuleSample> samples = active(alerts, at);
    Set<Labels> present = new TreeSet<>();
    samples.forEach(sample -> present.add(sample.labels()));
    for (Labels before : written) {
      if (!present.contains(before)) {
        samples.add(new RuleSample(before, at.toEpochMilli(), Sample.STALE));
      }
    }
    written = present;
    return samples;
  }

  private static List<RuleSample> active(List<Alert> alerts, Instant at) {
    List<RuleSample> samples = new ArrayList<>();
    for (Alert alert : alerts) {
      switch (alert.state()) {
        case AlertState.Pending _ -> add(samples, alert, "pending", at);
        case AlertState.Firing _ -> add(samples, alert, "firing", at);
        case AlertState.Resolved _ -> {}
      }
    }
    return samples;
  }

  private static void add(List<RuleSample> samples, Alert alert, String state, Instant at) {
    Labels labels = alert.labels();
    Labels alerts = labels.toBuilder().set(Labels.METRIC_NAME, "ALERTS").set(STATE, state).build();
    Labels since = labels.with(Labels.METRIC_NAME, "ALERTS_FOR_STATE");
    samples.add(new RuleSample(alerts, at.toEpochMilli(), 1));
    samples.add(new RuleSample(since, at.toEpochMilli(), alert.activeAt().getEpochSecond()));
  }
}
