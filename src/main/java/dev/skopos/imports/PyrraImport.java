// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Period;
import dev.skopos.api.v1alpha1.Severity;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting.Preset;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Pyrra's {@code ServiceLevelObjective} of {@code pyrra.dev/v1alpha1}. */
final class PyrraImport {

  /** Labels and annotations with this prefix are given to the alerts, without it. */
  private static final String PREFIX = "pyrra.dev/";

  private static final List<String> BURN_SEVERITIES =
      List.of("fastBurn", "mediumBurn", "slowBurn", "longTermBurn");

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
    SpecDraft draft =
        new SpecDraft(
            null,
            blankToNull(spec.text("description")),
            target,
            Periods.rolling(window),
            made.indicator(),
            made.groupBy(),
            null,
            null,
            alerting(spec, metadata, window.toDuration(), target));
    return new Objective(
        metadata.name(),
        metadata.namespace(),
        Metadata.notBehind(PREFIX, metadata.labels()),
        Metadata.notBehind(PREFIX, metadata.annotations()),
        draft.spec());
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static Alerting alerting(Fields spec, Metadata metadata, Duration window, String target) {
    Map<String, String> labels = Metadata.behind(PREFIX, metadata.labels());
    Map<String, String> annotations = Metadata.behind(PREFIX, metadata.annotations());
    Fields alerting = spec.object("alerting");
    boolean burns = alerting == null || burns(alerting);
    List<Alerting.Tier> tiers =
        alerting == null || !burns ? List.of() : ownSeverities(alerting, window);
    Preset preset = burns ? Preset.PYRRA : Preset.NONE;
    if (alerting != null) {
      reportNames(alerting);
    }
    return new Alerting(
        tiers.isEmpty() ? preset : null,
        tiers,
        0,
        0,
        List.of(),
        null,
        absent(alerting, window, target),
        AlertTexts.staticLabels(metadata.fields(), "labels", labels),
        AlertTexts.annotations(metadata.fields(), "annotations", annotations));
  }

  private static boolean burns(Fields alerting) {
    boolean disabled = alerting.flag("disabled", false);
    boolean wanted = alerting.flag("burnrates", true);
    return wanted && !disabled;
  }

  private static void reportNames(Fields alerting) {
    for (String name : List.of("name", "absentName")) {
      if (alerting.text(name) != null) {
        alerting.lost(name, "alerts of Skopos have names of their own");
      }
    }
  }

  /** Pyrra's tiers when some of them have another severity than Pyrra's; empty otherwise. */
  private static List<Alerting.Tier> ownSeverities(Fields alerting, Duration window) {
    Fields severities = alerting.object("severities");
    if (severities == null || BURN_SEVERITIES.stream().noneMatch(severities::has)) {
      return List.of();
    }
    List<Alerting.Tier> tiers = new ArrayList<>();
    List<BurnTier> own = PyrraTiers.of(window);
    for (int i = 0; i < own.size(); i++) {
      Severity severity =
          Severities.read(severities, BURN_SEVERITIES.get(i), own.get(i).severity());
      tiers.add(own.get(i).with(severity).resource());
    }
    return tiers;
  }

  private static Alerting.@Nullable AbsentAlert absent(
      @Nullable Fields alerting, Duration window, String target) {
    if (alerting != null && !alerting.flag("absent", true)) {
      return null;
    }
    BigDecimal budget = BigDecimal.ONE.subtract(new BigDecimal(target).scaleByPowerOfTen(-2));
    Fields severities = alerting == null ? null : alerting.object("severities");
    Severity severity =
        severities == null
            ? Severity.CRITICAL
            : Severities.read(severities, "absent", Severity.CRITICAL);
    Period holdFor = new Period(Periods.text(PyrraTiers.absent(window, budget)));
    return new Alerting.AbsentAlert(holdFor, severity);
  }
}
