// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

import java.util.Locale;
import java.util.Optional;

/** How bad an alert is; the order of the constants is the order of badness, the worst first. */
public enum Severity {
  CRITICAL,
  HIGH,
  ERROR,
  MEDIUM,
  WARNING,
  LOW,
  INFO,
  NONE;

  /** The lower-case word that stands in resources and in the label {@code severity}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity with this label; empty where alerts from elsewhere use another word. */
  public static Optional<Severity> ofLabel(String label) {
    for (Severity severity : values()) {
      if (severity.label().equals(label)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
