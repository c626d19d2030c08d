// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Period;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Pyrra's {@code ServiceLevelObjective} of {@code pyrra.dev/v1alpha1}. */
final class PyrraImport {

  /** Labels and annotations with this prefix are given to the alerts, without it. */
  private static final String PREFIX = "pyrra.dev/";

  private static final String SERVICE = "service";

  private PyrraImport() {}

  static Objective read(Fields resource, @Nullable String namespace) {
    Metadata metadata = Metadata.read(resource, namespace);
    Fields spec = resource.needObject("spec").skip("partial_response_strategy");
    if (spec.flag("performance_over_accuracy", false)) {
      spec.note("performance_over_accuracy", "events are counted exactly");
    }
    String target = Percents.percent(spec, "target");
    Period window = Periods.window(spec, "window");
    PyrraIndicator.Made made = PyrraIndicator.read(spec.needObject("indicator"));
    Map<String, String> labels = Metadata.behind(PREFIX, metadata.labels());
    SpecDraft draft =
        new SpecDraft(
            service(metadata, labels),
            blankToNull(spec.text("description")),
            target,
            Periods.rolling(window),
            made.indicator(),
            made.groupBy(),
            null,
            null,
            alerting(
                new PyrraAlerts(spec, window.toDuration(), target, made.absenceIsTold()),
                metadata,
                labels));
    return new Objective(
        metadata.name(),
        metadata.namespace(),
        Metadata.notBehind(PREFIX, metadata.labels()),
        Metadata.notBehind(PREFIX, metadata.annotations()),
        draft.spec());
  }

  /** Alerts of Skopos have a label for it, so it is taken out of the others. */
  private static @Nullable String service(Metadata metadata, Map<String, String> labels) {
    String service = blankToNull(labels.remove(SERVICE));
    if (service != null) {
      metadata.fields().note("labels", "label service: becomes the service of the objective");
    }
    return service;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static Alerting alerting(
      PyrraAlerts alerts, Metadata metadata, Map<String, String> labels) {
    Map<String, String> annotations = Metadata.behind(PREFIX, metadata.annotations());
    return alerts.read(
        AlertTexts.staticLabels(metadata.fields(), "labels", labels),
        AlertTexts.annotations(metadata.fields(), "annotations", annotations));
  }
}
