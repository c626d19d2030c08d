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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads alert policies of OpenSLO: each condition becomes a burn-rate alert. */
final class OpenSloAlerts {

  private static final int MOST = 8;

  /** Of Google's tiers the short window is a twelfth of the long one. */
  private static final int SHARE = 12;

  private static final Pattern FACTOR = Pattern.compile("[0-9]{1,6}([.][0-9]{1,6})?");

  private final OpenSloCatalog catalog;
  private final List<Alerting.Tier> tiers = new ArrayList<>();
  private Alerting.@Nullable AbsentAlert absent;

  OpenSloAlerts(OpenSloCatalog catalog) {
    this.catalog = catalog;
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

  private static Alerting.Tier tier(Fields spec, String name) {
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
    Period longWindow = OpenSloWindow.length(condition, "lookbackWindow");
    Duration shortWindow = shortWindow(longWindow.toDuration());
    condition.note(
        "lookbackWindow",
        "the last %s have to burn as fast too, so that the alert ends soon"
            .formatted(Periods.text(shortWindow)));
    return new Alerting.Tier(
        name,
        new Period(Periods.text(shortWindow)),
        longWindow,
        threshold,
        null,
        alertAfter(condition),
        Severities.read(spec, "severity", Severity.WARNING));
  }

  private static Duration shortWindow(Duration longWindow) {
    long minutes = Math.max(1, longWindow.toMinutes() / SHARE);
    return Duration.ofMinutes(minutes);
  }

  private static Period alertAfter(Fields condition) {
    String text = condition.text("alertAfter");
    return text == null || text.strip().equals("0m")
        ? new Period("0s")
        : OpenSloWindow.length(condition, "alertAfter");
  }
}
