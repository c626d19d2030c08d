// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.forecast.Quantities;
import dev.skopos.forecast.definition.ResourceType.Unit;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Facts.Fact;
import dev.skopos.insight.observe.Question;
import dev.skopos.model.Severity;
import java.util.List;
import java.util.OptionalDouble;

/** Containers that were killed for want of memory in the last hour. */
final class OutOfMemory {

  private static final double MORE = 1.5;

  private OutOfMemory() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.facts().of(Question.OUT_OF_MEMORY).stream()
        .map(Container::of)
        .map(each -> issue(each, limit(evidence, each)))
        .toList();
  }

  private static OptionalDouble limit(Evidence evidence, Container container) {
    return evidence.facts().of(Question.MEMORY_LIMIT).stream()
        .filter(each -> Container.of(each).equals(container))
        .mapToDouble(Fact::value)
        .findFirst();
  }

  private static Issue issue(Container container, OptionalDouble limit) {
    Quantities bytes = Quantities.of(Unit.BYTES);
    String at = limit.isPresent() ? " of " + bytes.text(limit.getAsDouble()) : "";
    String raised =
        limit.isPresent() ? " to " + bytes.text(bytes.roundedUp(MORE * limit.getAsDouble())) : "";
    return container.issue(
        Pattern.OUT_OF_MEMORY,
        Severity.HIGH,
        "was killed in the last hour because it reached its memory limit" + at,
        "Raise the memory limit of container %s%s in what owns the pod, or find what it keeps: %s"
            .formatted(
                container.name(), raised, container.kubectl("describe pod " + container.pod())));
  }
}
