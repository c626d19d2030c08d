// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Selector;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What happens when the budget runs out, besides alerts. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.remainingBelowPercent) != has(self.exhausted)",
    message = "set exactly one of remainingBelowPercent, exhausted")
public record BudgetPolicy(
    @JsonPropertyDescription("In force while less than this is left of the budget, in percent.")
        @Nullable
        @Pattern("^[0-9]{1,3}([.][0-9]{1,6})?$")
        @Size(min = 1, max = 10)
        String remainingBelowPercent,
    @JsonPropertyDescription("In force while nothing is left of the budget.")
        @Nullable Boolean exhausted,
    @JsonPropertyDescription("An alert for as long as the policy is in force.")
        Alerting.@Nullable SeverityOnly alert,
    @JsonPropertyDescription(
            "While the policy is in force, no Deployment, StatefulSet or DaemonSet of this"
                + " namespace that the selector chooses gets another pod template. Needs the"
                + " chart's value freeze.enabled.")
        @Nullable Freeze freeze) {

  /** Which workloads keep their pod template. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Freeze(
      @JsonPropertyDescription("Labels of the workloads; {} chooses all of the namespace.")
          @Required
          Selector selector) {}
}
