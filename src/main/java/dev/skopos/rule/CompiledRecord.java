// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.Labels;

/** A valid recording rule. */
record CompiledRecord(RuleDefinition.Recording definition) implements CompiledRule {

  /** The series that a series of the expression is written to. */
  Labels series(Labels element) {
    Labels.Builder labels = element.toBuilder().set(Labels.METRIC_NAME, definition.name());
    definition.labels().forEach(labels::set);
    return labels.build();
  }
}
