// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import dev.skopos.api.v1alpha1.Severity;

/** Severities of resources as those of alerts. */
final class Severities {

  private Severities() {}

  static dev.skopos.model.Severity of(Severity severity) {
    return dev.skopos.model.Severity.valueOf(severity.name());
  }
}
