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

/** Reads which of Pyrra's alerts an objective has. Used once. */
final class PyrraAlerts {

  private static final String ABSENT = "absent";
  private static final Duration LEAST = Duration.ofMinutes(1);

  private static final List<String> BURN_SEVERITIES =
      List.of("fastBurn", "mediumBurn", "slowBurn", "longTermBurn");

  private final Fields spec;
  private final @Nullable Fields alerting;
  private final @Nullable Fields severities;
  private final Duration window;
  private final String target;
  private final boolean absenceIsTold;

  /**
   * Of an objective.
   *
   * @param target in percent
   * @param absenceIsTold whether Pyrra alerts when the series of its indicator are gone
   */
  PyrraAlerts(Fields spec, Duration window, String target, boolean absenceIsTold) {
    this.spec = spec;
    this.alerting = spec.object("alerting");
    this.severities = alerting == null ? null : alerting.object("severities");
    this.window = window;
    this.target = target;
    this.absenceIsTold = absenceIsTold;
  }

  Alerting read(Map<String, String> labels, Map<String, String> annotations) {
    reportNames();
    boolean burns = burns();
    List<Alerting.Tier> tiers = burns ? tiers() : List.of();
    Preset preset = burns ? Preset.PYRRA : Preset.NONE;
    return new Alerting(
        tiers.isEmpty() ? preset : null,
        tiers,
        0,
        0,
        List.of(),
        null,
        absent(),
        labels,
        annotations);
  }

  private boolean flag(String name, boolean otherwise) {
    return alerting == null ? otherwise : alerting.flag(name, otherwise);
  }

  private boolean burns() {
    boolean disabled = flag("disabled", false);
    boolean wanted = flag("burnrates", true);
    return wanted && !disabled;
  }

  private void reportNames() {
    for (String name : List.of("name", "absentName")) {
      if (alerting != null && alerting.text(name) != null) {
        alerting.lost(name, "alerts of Skopos have names of their own");
      }
    }
  }

  private Severity severity(String name, Severity otherwise) {
    return severities == null ? otherwise : Severities.read(severities, name, otherwise);
  }

  /** Pyrra's tiers when they are not as the preset has them; empty otherwise. */
  private List<Alerting.Tier> tiers() {
    List<BurnTier> usual = PyrraTiers.of(window);
    List<BurnTier> tiers = new ArrayList<>();
    for (int i = 0; i < usual.size(); i++) {
      BurnTier tier = usual.get(i);
      BurnTier own = tier.with(severity(BURN_SEVERITIES.get(i), tier.severity()));
      if (own.longWindow().compareTo(LEAST) <= 0) {
        spec.lost(
            "window",
            "tier %s: both of its windows would be of %s, too short to be looked at"
                .formatted(own.name(), Periods.text(own.longWindow())));
      } else {
        tiers.add(longEnough(own));
      }
    }
    return isAsked(tiers, usual) ? tiers.stream().map(BurnTier::resource).toList() : List.of();
  }

  private boolean isAsked(List<BurnTier> tiers, List<BurnTier> usual) {
    return !tiers.equals(usual)
        || (severities != null && BURN_SEVERITIES.stream().anyMatch(severities::has));
  }

  /** In Pyrra windows are rounded to minutes, down to none. */
  private BurnTier longEnough(BurnTier tier) {
    if (tier.shortWindow().compareTo(LEAST) >= 0) {
      return tier;
    }
    spec.note(
        "window",
        "tier %s: its short window of %s is taken as 1m"
            .formatted(tier.name(), Periods.text(tier.shortWindow())));
    return tier.withShortWindow(LEAST);
  }

  private Alerting.@Nullable AbsentAlert absent() {
    boolean wanted = flag(ABSENT, true);
    Severity severity = severity(ABSENT, Severity.CRITICAL);
    if (!absenceIsTold) {
      noteNeverTold();
      return null;
    }
    if (!wanted) {
      return null;
    }
    BigDecimal budget = BigDecimal.ONE.subtract(new BigDecimal(target).scaleByPowerOfTen(-2));
    Duration after = PyrraTiers.absent(window, budget);
    if (after.compareTo(LEAST) < 0) {
      spec.note("window", "the alert of absent samples comes after 1m, not " + Periods.text(after));
      after = LEAST;
    }
    return new Alerting.AbsentAlert(new Period(Periods.text(after)), severity);
  }

  private void noteNeverTold() {
    if (alerting != null && alerting.has(ABSENT) && alerting.flag(ABSENT, true)) {
      alerting.note(ABSENT, "Pyrra has no such alert for latencyNative, so there is none here");
    }
  }
}
