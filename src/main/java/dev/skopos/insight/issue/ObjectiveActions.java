// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.definition.ObjectiveOrigin;

/** What can be changed in the resource of an objective, which is not always one of Skopos. */
final class ObjectiveActions {

  private ObjectiveActions() {}

  private static ObjectiveOrigin origin(ResourceId id) {
    return ObjectiveOrigin.of(id).orElse(ObjectiveOrigin.SKOPOS);
  }

  /** Against a tier that can never fire. */
  static String tiers(ResourceId id, Tier.Reach reach) {
    boolean tooFast = reach == Tier.Reach.UNREACHABLE;
    return switch (origin(id)) {
      case SKOPOS -> "Set tiers of its own that can (spec.alerting.tiers): " + Kubectl.edit(id);
      case PYRRA ->
          "Pyrra makes the tiers of the target and the window: "
              + (tooFast ? "raise spec.target: " : "make spec.window longer: ")
              + Kubectl.edit(id)
              + orTakeOver(id, "spec.alerting.tiers");
      case SLOTH ->
          "Sloth has the same tiers for all objectives: "
              + (tooFast ? "raise objective in spec.slos: " : "look at its queries: ")
              + Kubectl.edit(id)
              + orTakeOver(id, "spec.alerting.tiers");
    };
  }

  /** So that a budget does not go without an alert. */
  static String budget(ResourceId id) {
    return switch (origin(id)) {
      case SKOPOS -> "have the budget itself alert (spec.alerting.budget): " + Kubectl.edit(id);
      case PYRRA ->
          "see that its alerts are on (spec.alerting.burnrates): "
              + Kubectl.edit(id)
              + orTakeOver(id, "spec.alerting.budget");
      case SLOTH ->
          "see that its alerts are on (disable in spec.slos.alerting): "
              + Kubectl.edit(id)
              + orTakeOver(id, "spec.alerting.budget");
    };
  }

  /** An objective of Skopos can have what those of the other tools cannot. */
  private static String orTakeOver(ResourceId id, String field) {
    return "; or make a ServiceLevelObjective of Skopos of it, which has %s: %s | skopos import"
        .formatted(field, Kubectl.show(id));
  }
}
