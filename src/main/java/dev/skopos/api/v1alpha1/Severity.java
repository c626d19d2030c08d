// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How bad an alert is, the worst first. */
public enum Severity {
  @JsonProperty("critical")
  CRITICAL,
  @JsonProperty("high")
  HIGH,
  @JsonProperty("error")
  ERROR,
  @JsonProperty("medium")
  MEDIUM,
  @JsonProperty("warning")
  WARNING,
  @JsonProperty("low")
  LOW,
  @JsonProperty("info")
  INFO,
  @JsonProperty("none")
  NONE
}
