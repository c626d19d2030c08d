// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Period;
import dev.skopos.api.v1alpha1.Severity;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting.Preset;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads alert policies of OpenSLO: each condition becomes a burn-rate alert. */
final class OpenSloAlerts {

  private static final int MOST = 8;
  private static final String LOOKBACK = "lookbackWindow";

  /** Of Google's tiers the short window is a twelfth of the long one. */
  private static final int SHARE = 12;

  private static final Comparator<Alerting.Tier> FASTEST_FIRST =
      Comparator.comparing(
          (Alerting.Tier tier) -> new BigDecimal(Objects.requireNonNull(tier.factor())),
          Comparator.reverseOrder());

  private static final Pattern FACTOR = Pattern.compile("[0-9]{1,6}([.][0-9]{1,6})?");

  private final OpenSloCatalog catalog;
  private final Duration window;
  private final Duration least;
  private final List<Alerting.Tier> tiers = new ArrayList<>();
  private Alerting.@Nullable AbsentAlert absent;

  /**
   * Of an SLO.
   *
   * @param window its length
   * @param slice the longest of its slices of time; zero when there are none
   */
  OpenSloAlerts(OpenSloCatalog catalog, Duration window, Duration slice) {
    this.catalog = catalog;
    this.window = window;
    this.least = Duration.ofMinutes(Math.max(1, slice.plusSeconds(59).toMinutes()));
  }

  /** The alerts of the SLO; without policies there are none. */
  Alerting read(Fields spec) {
    for (Fields policy : spec.objects("alertPolicies")) {
      policy(
          policy.has("alertPolicyRef")
              ? catalog.specification("AlertPolicy", policy, "alertPolicyRef")
              : policy.skip("kind", "metadata", "apiVersion").needObject("spec"));
    }
    if (tiers.size() > MOST) {
      throw spec.refuse("alertPolicies", "more than %d conditions".formatted(MOST));
    }
    tiers.sort(FASTEST_FIRST);
    return new Alerting(
        tiers.isEmpty() ? Preset.NONE : null,
        tiers,
        0,
        0,
        List.of(),
        null,
        absent,
        Map.of(),
        Map.of());
  }

  private void policy(Fields policy) {
    policy.skip("description");
    if (policy.flag("alertWhenNoData", false)) {
      absent = new Alerting.AbsentAlert(new Period("10m"), Severity.WARNING);
    }
    if (!policy.flag("alertWhenResolved", true)) {
      policy.lost("alertWhenResolved", "channels decide whether they tell of resolved alerts");
    }
    for (Fields target : policy.objects("notificationTargets")) {
      target.skip("targetRef", "kind", "metadata", "spec", "apiVersion");
      policy.lost("notificationTargets", "name channels in notify, or have a default channel");
    }
    boolean breaching = policy.flag("alertWhenBreaching", true);
    for (Fields condition : policy.objects("conditions")) {
      Fields spec = condition(condition);
      if (breaching) {
        tiers.add(tier(spec, name(condition)));
      } else {
        spec.skip("severity", "condition");
      }
    }
  }

  private Fields condition(Fields condition) {
    Fields spec =
        condition.has("conditionRef")
            ? catalog.specification("AlertCondition", condition, "conditionRef")
            : condition.skip("kind", "apiVersion").needObject("spec");
    return spec.skip("description");
  }

  private String name(Fields condition) {
    String reference = condition.text("conditionRef");
    Fields metadata = condition.object("metadata");
    String text =
        reference != null
            ? reference
            : metadata == null ? null : metadata.skip("displayName").text("name");
    String near = text == null ? "" : Names.near(text);
    String name = near.length() > 63 ? near.substring(0, 63).replaceAll("-+$", "") : near;
    boolean taken = tiers.stream().anyMatch(tier -> tier.name().equals(name));
    return name.isEmpty() || taken ? "tier-" + (tiers.size() + 1) : name;
  }

  private Alerting.Tier tier(Fields spec, String name) {
    Fields condition = spec.needObject("condition");
    String kind = condition.text("kind");
    if (kind != null && !kind.equals("burnrate")) {
      throw condition.refuse("kind", "expected burnrate, not " + kind);
    }
    String op = condition.text("op");
    if (op != null && !op.equals("gt") && !op.equals("gte")) {
      throw condition.refuse("op", "a burn rate alerts when it is above its limit");
    }
    String threshold = condition.need("threshold").strip();
    if (!FACTOR.matcher(threshold).matches() || new BigDecimal(threshold).signum() == 0) {
      throw condition.refuse("threshold", "expected a positive number, not " + threshold);
    }
    Duration longWindow = longWindow(condition);
    Duration shortWindow = shortWindow(longWindow);
    condition.note(
        LOOKBACK,
        "the last %s have to burn as fast too, so that the alert ends soon"
            .formatted(Periods.text(shortWindow)));
    return new Alerting.Tier(
        name,
        new Period(Periods.text(shortWindow)),
        new Period(Periods.text(longWindow)),
        threshold,
        null,
        alertAfter(condition),
        Severities.read(spec, "severity", Severity.WARNING));
  }

  /** Not beyond the SLO's window, and with room for a shorter one within it. */
  private Duration longWindow(Fields condition) {
    Duration length = OpenSloWindow.length(condition, LOOKBACK).toDuration();
    if (length.compareTo(window) > 0) {
      throw condition.refuse(
          LOOKBACK, "expected at most the window of the SLO, " + Periods.text(window));
    }
    if (length.compareTo(least) > 0) {
      return length;
    }
    Duration longer = least.multipliedBy(2);
    condition.lost(
        LOOKBACK,
        "%s leaves no room for a shorter window: %s is taken"
            .formatted(Periods.text(length), Periods.text(longer)));
    return longer;
  }

  private Duration shortWindow(Duration longWindow) {
    Duration part = Duration.ofMinutes(longWindow.toMinutes() / SHARE);
    return part.compareTo(least) < 0 ? least : part;
  }

  private static Period alertAfter(Fields condition) {
    String text = condition.text("alertAfter");
    return text == null || text.strip().equals("0m")
        ? new Period("0s")
        : OpenSloWindow.length(condition, "alertAfter");
  }
}
