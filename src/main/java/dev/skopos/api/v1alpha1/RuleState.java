// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a rule or one of its alerts is in. */
public enum RuleState {
  @JsonProperty("Inactive")
  INACTIVE,
  @JsonProperty("Pending")
  PENDING,
  @JsonProperty("Firing")
  FIRING,
  @JsonProperty("Unknown")
  UNKNOWN,
  @JsonProperty("Suspended")
  SUSPENDED
}
